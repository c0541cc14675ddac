package io.plash.running;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.host.Identity;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.store.Store;
import io.plash.store.note.LayerNotes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real mounts in a mount namespace of their own. */
class RunningContainersTest {

    private static final String MOUNT = """
            set -e
            mount -t tmpfs plash mnt
            mkdir mnt/upper mnt/work mnt/root
            mount -t overlay overlay mnt/root -o "upperdir=mnt/upper,workdir=mnt/work,lowerdir=$1:index/0/_data/root"
            mkdir mnt/root/usr
            mount --bind /usr mnt/root/usr
            for name in bin lib lib64; do [ ! -L /$name ] || cp -P /$name mnt/root/; done
            """;

    @TempDir
    private Path directory;

    private DataDirectory data;
    private ContainerId container;
    private final List<Process> programs = new ArrayList<>();

    @BeforeEach
    void makeBuildData() throws IOException {
        assumeTrue(Identity.current().canMount(), "mounting needs root");
        assumeTrue(Files.isSymbolicLink(Path.of("/bin")), "the test makes a root directory out of /usr alone");
        data = buildData("data");
        try (Store store = new Store(data)) {
            Path layer = Files.createDirectory(directory.resolve("layer"));
            container = store.containers().add(ContainerId.ROOT, layer, LayerNotes.NONE);
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process program : programs) {
            program.destroyForcibly().waitFor();
        }
    }

    @Test
    void findsAContainerByTheRootDirectoryOfItsProcesses() throws IOException, InterruptedException {
        Process program = start("exec chroot mnt/root /bin/sh -c 'echo ready; read -r _; :'");

        RunningContainers running = RunningContainers.of(data.root());

        assertThat(running.all()).singleElement().satisfies(found -> {
            assertThat(found.pid()).isEqualTo(program.pid());
            assertThat(found.container()).isEqualTo(container);
            assertThat(found.command()).startsWith("/bin/sh", "-c");
            assertThat(found.root().resolve("usr/bin")).isDirectory();
        });
        assertThat(running.ofProcess(program.pid())).isPresent();
        assertThat(running.use().mayNeed(container)).isTrue();

        end();
        assertThat(RunningContainers.of(data.root()).all()).isEmpty();
        assertThat(RunningContainers.of(data.root()).use().containers()).isEmpty();
    }

    @Test
    void seesThatAProgramOfTheHostUsesALayer() throws IOException {
        start("echo ready; read -r _; :");

        RunningContainers running = RunningContainers.of(data.root());

        assertThat(running.all()).isEmpty();
        assertThat(running.use().containers()).contains(container);
    }

    @Test
    void takesNoContainerOfOtherBuildDataForOne() throws IOException {
        Process program = start("exec chroot mnt/root /bin/sh -c 'echo ready; read -r _; :'");

        RunningContainers running = RunningContainers.of(buildData("other").root());

        assertThat(running.all()).isEmpty();
        assertThat(running.ofProcess(program.pid())).isEmpty();
        assertThat(running.use().containers()).doesNotContain(container);
    }

    /** Returns when the program says that it is ready; it ends with its input. */
    private Process start(String program) throws IOException {
        String layer = "index/" + container + "/_data/root";
        Process started = new ProcessBuilder(List.of("unshare", "--mount", "sh", "-c", MOUNT + program, "sh", layer))
                .directory(data.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        programs.add(started);
        BufferedReader output = new BufferedReader(new InputStreamReader(started.getInputStream(), US_ASCII));
        assertThat(output.readLine()).isEqualTo("ready");
        return started;
    }

    private DataDirectory buildData(String name) throws IOException {
        DataDirectory made = new DataDirectory(directory.resolve(name));
        Layout layout = new Layout(made);
        layout.prepare();
        layout.complete("overlay", "tmpfs");
        return made;
    }
}
