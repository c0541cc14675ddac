package io.plash.harness.machine;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Debian where nothing but the tree that {@code ./install} makes and its Java are those of the host. It has the callers of
 * {@link Caller}, and shares the network of the host. What happens in it is gone with it.
 */
abstract class Machine implements AutoCloseable {

    /** Of the machine: a file system that is no overlay. */
    static final String VOLUME = "/volume";

    /** A tmpfs. */
    static final String MEMORY = "/memory";

    /** Adds the callers, with a home in each place, and opens {@code /dev/fuse} for them. */
    private static final String PREPARE = """
            for account in plash-ids:58001 plash-single:58002; do
                name=${account%%:*} id=${account#*:}
                echo "$name:x:$id:$id::/home/$name:/bin/sh" >>/etc/passwd
                echo "$name:x:$id:" >>/etc/group
            done
            echo plash-ids:1879048192:65536 | tee /etc/subuid >/etc/subgid
            for place in / %s %s; do
                for name in root plash-ids plash-single; do install -d -o "$name" -g "$name" "$place/homes/$name"; done
            done
            [ ! -e /dev/fuse ] || chmod 666 /dev/fuse
            """.formatted(VOLUME, MEMORY);

    private final Path prefix;

    Machine(Path prefix) {
        this.prefix = prefix;
    }

    /** What kind of machine it is, for reports. */
    abstract String kind();

    /** Runs a command as root, with an empty stdin and no other variables than these. */
    abstract Result run(List<String> command, Map<String, String> variables) throws IOException;

    @Override
    public abstract void close();

    /** Makes the machine ready for {@link #shell}. */
    final void prepare() throws IOException {
        run(List.of("/bin/sh", "-euc", PREPARE), Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"))
                .value();
    }

    /**
     * Runs a shell script up to the first command that fails; plash is in its PATH.
     *
     * @param place where the home of the caller is, and with it the build data: {@link #VOLUME}, {@link #MEMORY} or empty for
     *     the file system of the machine itself
     */
    final Result shell(Caller caller, String place, Map<String, String> variables, String script) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put("PATH", prefix.resolve("bin") + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        all.put("HOME", place + "/homes/" + caller.user());
        List<String> words = new ArrayList<>(caller.words());
        words.addAll(List.of("/bin/sh", "-euc", "cd\n" + script));
        return run(words, all);
    }

    /** What a machine has of the host, each on its own path: plash, its Java, and where the links in that lead. */
    static Set<Path> shared(Path prefix) throws IOException {
        Path command =
                Path.of(Files.readAllLines(prefix.resolve("lib/plash/jvm")).get(0));
        Path java = Objects.requireNonNull(command.resolve("../..").normalize());
        Set<Path> shared = new TreeSet<>(Set.of(prefix, java));
        try (Stream<Path> files = Files.walk(java)) {
            // Debian's have some that lead to packages which are not installed.
            for (Path link :
                    files.filter(Files::isSymbolicLink).filter(Files::exists).toList()) {
                Path target = link.toRealPath();
                if (!target.startsWith(java)) {
                    shared.add(Objects.requireNonNull(target.getParent()));
                }
            }
        }
        return shared;
    }
}
