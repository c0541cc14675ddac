package io.plash.cli.vintage;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.store.note.LayerNotes;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash check}. */
@Command(
        name = "check",
        description =
                "Prints the id of a container that is the same as CONTAINER and stays the same as long as a file does not change. What is built on it with `plash cache` is built anew when the file has changed.",
        footer = {
            "",
            "Example:",
            "  plash cache create \"$(plash check 7 ./requirements.txt)\" pip install -r \"$PWD/requirements.txt\""
        })
public class CheckCommand implements PlashCommand {

    private final Session session;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "PATH", description = "The file or directory.")
    private Path path = Path.of("");

    /** Made without the bean container. */
    public CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Store store = session.store();
        ContainerId parent = store.containers().require(container);
        String state = path.toAbsolutePath() + "\n" + Files.readAttributes(path, "unix:ino,lastModifiedTime,ctime");
        String key = "check:" + parent + ":" + CallKey.digest(state);
        try (FileLock held = store.lock(key)) {
            Optional<ContainerId> known = store.names().get(key);
            if (known.isEmpty()) {
                known = Optional.of(empty(store, parent));
                store.names().set(key, known.get());
            }
            session.print(known.get());
        }
        return 0;
    }

    private static ContainerId empty(Store store, ContainerId parent) throws IOException {
        try (TemporaryDirectory directory = store.temporary().create()) {
            return store.containers().add(parent, directory.make("root"), LayerNotes.NONE);
        }
    }
}
