package io.plash.cli.vintage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.cli.Session;
import io.plash.host.Environment;
import io.plash.host.Identity;
import io.plash.launch.Installation;
import io.plash.store.ContainerId;
import io.plash.store.DataDirectory;
import io.plash.store.Layout;
import io.plash.store.note.LayerNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallSessionTest {

    @TempDir
    private Path directory;

    private Session session;
    private CallSession calls;

    @BeforeEach
    void makeBuildData() throws IOException {
        Path root = directory.resolve("data");
        Layout layout = new Layout(new DataDirectory(root));
        layout.prepare();
        layout.complete("overlay", "tmpfs");
        Path home = Files.createDirectories(directory.resolve("lib/plash"));
        Path plash = Files.createDirectories(directory.resolve("bin")).resolve("plash");
        // Prints the number that comes last, and counts how often it was called.
        Files.writeString(plash, "#!/bin/sh\necho >>\"$0.calls\"\nfor last; do :; done\necho \"$last\"\n");
        assertThat(plash.toFile().setExecutable(true)).isTrue();
        Environment environment = new Environment(Map.of("PLASH_DATA", root.toString()));
        session = new Session(environment, Identity.current(), new Installation(home), System.out, "");
        calls = new CallSession(session);
    }

    @Test
    void putsTheRememberedContainerBehindTheCommand() throws IOException {
        ContainerId container = container();
        calls.remember(container);

        assertThat(calls.withContainer(List.of("run", "ls", "/")))
                .containsExactly("run", container.toString(), "ls", "/");
        assertThat(calls.withContainer(List.of("pull:lxc", "alpine"))).containsExactly("pull:lxc", "alpine");
    }

    @Test
    void hasNothingToRecallAtFirst() {
        assertThatThrownBy(() -> calls.withContainer(List.of("run")))
                .isInstanceOf(PlashException.class)
                .hasMessage("nothing to recall in this session");
    }

    @Test
    void callsOnceForTheSameArguments() throws IOException {
        String id = container().toString();

        assertThat(calls.cached(List.of("pull:url", id))).hasToString(id);
        assertThat(calls.cached(List.of("pull:url", id))).hasToString(id);
        assertThat(calls.cached(List.of("pull:url", "x", id))).hasToString(id);
        assertThat(directory.resolve("bin/plash.calls")).hasContent("\n\n");
    }

    @Test
    void takesTheBuildOfTheNewestVintageForCreate() {
        assertThat(calls.command(List.of("build", "1", "true"))).endsWith("create", "1", "true");
        assertThat(calls.command(List.of("build", "--from", "1"))).endsWith("build", "--from", "1");
    }

    private ContainerId container() throws IOException {
        Path layer = Files.createDirectory(directory.resolve("layer"));
        return session.store().containers().add(ContainerId.ROOT, layer, LayerNotes.NONE);
    }
}
