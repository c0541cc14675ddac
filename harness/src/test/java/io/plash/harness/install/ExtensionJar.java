package io.plash.harness.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Plash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes the jars of third parties. */
final class ExtensionJar {

    private ExtensionJar() {}

    /**
     * Compiles a class against the installed plash.
     *
     * @param directory where to put it, and what it is made of
     * @param jar its name
     * @param service the interface that the class is for
     * @param name of the class, without a package
     */
    static Path make(Path directory, String jar, String service, String name, String text) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path source = Files.writeString(directory.resolve(name + ".java"), text);
        Path classes = Files.createTempDirectory(directory, "classes");
        List<String> arguments = List.of("-cp", api(), "--release", "17", "-Xlint:-options", "-proc:none");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                Stream.concat(
                                                arguments.stream(),
                                                Stream.of("-d", classes.toString(), source.toString()))
                                        .toArray(String[]::new)))
                .isZero();
        Path made = directory.resolve(jar);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(made));
                DirectoryStream<Path> compiled = Files.newDirectoryStream(classes)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + service));
            out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
            for (Path file : compiled) {
                out.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
        }
        return made;
    }

    private static String api() throws IOException {
        Path jars = Plash.prefix().resolve("lib/plash/jars");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(jars, "plash-api*.jar")) {
            return files.iterator().next().toString();
        }
    }
}
