package io.plash.harness.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The installed plash command, as one caller uses it: with build data, a home and a directory to work in of their own.
 *
 * <p>Commands see no other variables than {@code PATH}, {@code HOME}, {@code PLASH_DATA} and what {@link #with} adds, and
 * their stdin is empty.
 */
public final class Plash implements AutoCloseable {

    private final Caller caller;
    private final Path base;
    private final Map<String, String> variables;
    private final List<String> before;

    private Plash(Caller caller, Path base, Map<String, String> variables, List<String> before) {
        this.caller = caller;
        this.base = base;
        this.variables = variables;
        this.before = before;
    }

    /** For a caller, without build data. */
    public static Plash of(Caller caller) {
        try {
            Path base = TemporaryDirectory.create();
            String owner = caller.user() + ":";
            Path home = Files.createDirectory(base.resolve("home"));
            Path work = Files.createDirectory(base.resolve("work"));
            Command.run(List.of("chown", owner, base.toString(), home.toString(), work.toString()));
            Command.run(List.of("chmod", "755", base.toString()));
            return new Plash(
                    caller,
                    base,
                    Map.of(
                            "PATH",
                            prefix().resolve("bin") + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                            "HOME",
                            home.toString(),
                            "PLASH_DATA",
                            base.resolve("data").toString()),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where plash is installed that is tested. */
    public static Path prefix() {
        return Path.of(System.getProperty("plash.prefix"));
    }

    /** With an image as container 1, and with the plan that users enter their namespaces by, which holds in a copy, too. */
    Plash withImage(Path archive) {
        link(archive);
        assertThat(value("import-tar", image().toString())).isEqualTo("1");
        if (caller != Caller.ROOT) {
            value("sudo", "true");
        }
        return this;
    }

    /** Another one for the same caller, with the same build data as of now. */
    Plash copy() {
        Plash copy = of(caller);
        copy.link(image());
        Command.run(List.of("cp", "-a", data().toString(), copy.data().toString()));
        return copy;
    }

    private void link(Path archive) {
        try {
            Files.createLink(image(), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with one more variable, or with another value of it. */
    public Plash with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(variable, value);
        return new Plash(caller, base, more, before);
    }

    /**
     * The same in mount namespaces that end with their command, or with the processes that it leaves.
     *
     * @param preparation a script that root runs there first
     */
    public Plash inNamespace(String preparation) {
        return new Plash(
                caller,
                base,
                variables,
                List.of(
                        "unshare",
                        "--mount",
                        "--propagation=private",
                        "sh",
                        "-euc",
                        preparation + "\nexec \"$@\"",
                        "sh"));
    }

    /** Who calls. */
    public Caller caller() {
        return caller;
    }

    /** The build data. */
    public Path data() {
        return Path.of(variables.get("PLASH_DATA"));
    }

    /** The archive that container 1 was imported from, which the caller can read. */
    public Path image() {
        return base.resolve("image.tar");
    }

    /** A home for the caller. */
    public Path home() {
        return base.resolve("home");
    }

    /** The directory that commands start in. */
    public Path work() {
        return base.resolve("work");
    }

    /** Runs plash. */
    public Result run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("plash"));
        words.addAll(List.of(arguments));
        return command(words);
    }

    /** Runs plash, which has to succeed, and returns what it prints. */
    public String value(String... arguments) {
        return run(arguments).value();
    }

    /** Runs a shell script in a fresh directory, up to the first command that fails; plash is in its PATH. */
    public Result shell(String script) {
        return command(List.of("sh", "-euc", "cd \"$(mktemp -d -p .)\"\n" + script));
    }

    private Result command(List<String> words) {
        List<String> all = new ArrayList<>(before);
        all.addAll(caller.words());
        // Found by the PATH of the command, not by that of Java.
        all.add("/usr/bin/env");
        all.addAll(words);
        return Command.run(all, work(), variables);
    }

    /** Deletes everything, after a look at whether plash has left something behind. */
    @Override
    public void close() {
        assertThat(Leftovers.of(base))
                .as("mounts and processes that plash left behind")
                .isEmpty();
        TemporaryDirectory.delete(base);
    }

    @Override
    public String toString() {
        return caller.user();
    }
}
