package io.plash.cdi;

import io.plash.api.PlashException;
import io.plash.host.Environment;
import io.plash.launch.Installation;
import io.plash.launch.plan.Witnesses;
import io.plash.text.RawPath;
import io.plash.text.RawText;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** The jars of third parties. */
final class Extensions {

    private final List<Path> directories;
    private final List<Path> jars = new ArrayList<>();
    private final String places;

    /**
     * Those that are there now, in this order: those of the installation, those of the user, those that {@code
     * PLASH_CLASSPATH} names.
     *
     * @throws PlashException if one that is named is not there
     */
    Extensions(Installation installation, Environment environment) {
        String named = environment.get("PLASH_CLASSPATH").orElse("");
        String share = environment
                .nonEmpty("XDG_DATA_HOME")
                .orElseGet(() -> environment.get("HOME").orElse("") + "/.local/share");
        places = named + " " + share;
        directories = Stream.concat(Stream.of(installation.extensions()), userDirectory(environment).stream())
                .toList();
        directories.forEach(directory -> jars.addAll(jarsIn(directory)));
        for (String path : named.split(":")) {
            if (!path.isEmpty()) {
                jars.add(named(path));
            }
        }
        jars.forEach(Extensions::refuseIfNoJar);
    }

    /** A class loader that sees them. */
    ClassLoader loader() {
        ClassLoader own = Extensions.class.getClassLoader();
        return jars.isEmpty()
                ? own
                : new URLClassLoader(jars.stream().map(Extensions::url).toArray(URL[]::new), own);
    }

    /** Whatever is decided may have been decided by one of them. That there are none, the script sees by itself. */
    void testify(Witnesses witnesses) {
        if (!jars.isEmpty()) {
            witnesses.fact("extended", places);
            directories.forEach(witnesses::content);
            jars.forEach(witnesses::content);
            jars.stream()
                    .filter(Files::isDirectory)
                    .findFirst()
                    .ifPresent(
                            directory -> witnesses.spoil("there may be other classes in " + directory + " next time"));
        }
    }

    private static Optional<Path> userDirectory(Environment environment) {
        return environment
                .get("XDG_DATA_HOME")
                .filter(path -> path.startsWith("/"))
                .or(() -> environment.get("HOME").map(home -> home + "/.local/share"))
                .map(share -> Path.of(share, "plash", "extensions"));
    }

    private static Path named(String path) {
        Path file = Path.of(path);
        if (!Files.isReadable(file)) {
            throw new PlashException("cannot read " + path + ", which PLASH_CLASSPATH names");
        }
        return file;
    }

    private static List<Path> jarsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\.jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PlashException("cannot read " + directory, null, e);
        }
    }

    /** A class loader would pass over it. */
    private static void refuseIfNoJar(Path path) {
        if (Files.isDirectory(path) || !RawText.isPlain(RawPath.text(path))) {
            return;
        }
        try (ZipFile jar = new ZipFile(path.toFile())) {
            jar.size();
        } catch (IOException e) {
            throw new PlashException("cannot read " + path + " as a jar", "remove it, or build it again", e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new PlashException("cannot use " + path + " as a jar", null, e);
        }
    }
}
