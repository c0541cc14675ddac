package io.plash.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Command;
import io.plash.harness.installed.Result;
import io.plash.harness.installed.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A root file system in fresh namespaces, for machines where no Docker engine can run. As there, its root is an overlay. */
final class ChrootMachine extends Machine {

    private static final String UNPACK = """
            mkdir -p "$1/image" "$1/upper" "$1/work" "$1/volume" "$1/root"
            tar -x -f "$2" -C "$1/image"
            chmod 755 "$1"
            """;

    /** Becomes a process with the root directory of the machine, and says so first. */
    private static final String ENTER = """
            base=$1
            shift
            mount -t overlay -o "lowerdir=$base/image,upperdir=$base/upper,workdir=$base/work" machine "$base/root"
            cd "$base/root"
            mkdir -p volume memory
            mount --bind "$base/volume" volume
            mount -t tmpfs -o mode=755 memory memory
            mount -t proc proc proc
            mount --rbind /sys sys
            mount --rbind /dev dev
            for path; do
                mkdir -p "./$path"
                mount --rbind "$path" "./$path"
            done
            touch "$base/entered"
            exec chroot . sleep infinity
            """;

    private static final int TRIES = 300;
    private static final int MILLISECONDS_BETWEEN = 100;

    private final Path base;
    private final Process process;

    private ChrootMachine(Path prefix, Path base, Process process) {
        super(prefix);
        this.base = base;
        this.process = process;
    }

    /** Starts one from the archive of a root file system. */
    static ChrootMachine start(Path prefix, Path archive) throws IOException {
        Path base = TemporaryDirectory.create();
        Command.run(List.of("/bin/sh", "-euc", UNPACK, "sh", base.toString(), archive.toString()));
        List<String> words = new ArrayList<>(List.of(
                "unshare", "--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--propagation=private"));
        words.addAll(List.of("/bin/sh", "-euc", ENTER, "sh", base.toString()));
        words.addAll(shared(prefix).stream().map(Path::toString).collect(Collectors.toList()));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("log").toFile())
                .start();
        ChrootMachine machine = new ChrootMachine(prefix, base, process);
        machine.await();
        machine.prepare();
        return machine;
    }

    private void await() throws IOException {
        for (int tries = 0; tries < TRIES && process.isAlive(); tries++) {
            if (Files.exists(base.resolve("entered"))) {
                return;
            }
            try {
                Thread.sleep(MILLISECONDS_BETWEEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        String log = Files.readString(base.resolve("log"));
        close();
        throw new IOException("cannot enter a root directory: " + log);
    }

    @Override
    String kind() {
        return "chroot";
    }

    @Override
    Result run(List<String> command, Map<String, String> variables) throws IOException {
        long child = process.children().findFirst().orElseThrow().pid();
        // Not --root: the process has changed it only in the end.
        List<String> words = new ArrayList<>(
                List.of("nsenter", "--target", Long.toString(child), "--mount", "--pid", "--ipc", "--uts", "--"));
        words.addAll(List.of("chroot", base.resolve("root").toString(), "/usr/bin/env", "-i"));
        variables.forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(command);
        return Command.run(words, Path.of("/"), Map.of("PATH", System.getenv("PATH")));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor()).isNotZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TemporaryDirectory.delete(base);
    }
}
