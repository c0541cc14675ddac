package io.plash.cli.store;

import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.launch.Launches;
import io.plash.reclaim.Trash;
import io.plash.store.Layout;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code plash empty-trash}. Only from outside the user namespace of containers can be seen which of them run; only inside
 * can their files be deleted. So other commands decide and discard, and leave it to this one to delete.
 */
@Command(
        name = "empty-trash",
        hidden = true,
        description = "Deletes what other commands have discarded or left; they call it.",
        footer = {"", "Example:", "  plash empty-trash"})
public class EmptyTrashCommand implements PlashCommand {

    private final Session session;

    @Inject
    EmptyTrashCommand(Session session) {
        this.session = session;
    }

    /** What a command ends with that has discarded something. */
    static int after(Invocation discarding, Session session, Launches launches) throws IOException {
        Trash trash = new Trash(session.data());
        if (trash.isEmpty()) {
            return 0;
        }
        if (session.identity().isRoot()) {
            trash.empty();
            return 0;
        }
        List<String> words = List.of(session.installation().plash().toString(), "empty-trash");
        return session.launch(
                launches.enter().withWords(words), discarding, discarding.argv().size());
    }

    @Override
    public boolean needsBuildData() {
        return false;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        if (new Layout(session.data()).isComplete(session.identity().uid())) {
            session.store().temporary().sweep();
        }
        new Trash(session.data()).empty();
        return 0;
    }
}
