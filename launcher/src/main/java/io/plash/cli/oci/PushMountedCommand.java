package io.plash.cli.oci;

import io.plash.api.image.ImageConfig;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.cli.Session;
import io.plash.cli.export.SourceDate;
import io.plash.download.Downloads;
import io.plash.host.Messages;
import io.plash.oci.LayoutWriter;
import io.plash.source.docker.DockerPush;
import io.plash.store.ContainerId;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.tree.attribute.Omissions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash push-mounted}. */
@Command(
        name = "push-mounted",
        hidden = true,
        description = "Uploads the directory that it is called in as an image; `plash push` calls it.",
        footer = {"", "Example:", "  plash push 7 localhost:5000/team/app:1"})
public class PushMountedCommand implements PlashCommand {

    private static final Path HERE = Path.of("");

    private final Session session;
    private final Downloads downloads;
    private final Messages messages;

    @Parameters(index = "0", paramLabel = "CONTAINER", description = "The container that is mounted there.")
    private String container = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "What the image is to be called.")
    private String image = "";

    @Inject
    PushMountedCommand(Session session, Downloads downloads, Messages messages) {
        this.session = session;
        this.downloads = downloads;
        this.messages = messages;
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        ImageConfig config = session.store().containers().config(ContainerId.parse(container));
        try (TemporaryDirectory temporary = session.store().temporary().create()) {
            Path layout = temporary.make("image");
            Omissions omissions = new LayoutWriter(layout, SourceDate.of(session.environment())).write(HERE, config);
            omissions.messages().forEach(messages::note);
            DockerPush push = new DockerPush(session.environment().variables(), downloads.into(session.store()));
            session.print(push.push(layout, image));
        }
        return 0;
    }
}
