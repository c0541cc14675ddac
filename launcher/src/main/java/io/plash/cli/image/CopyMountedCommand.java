package io.plash.cli.image;

import io.plash.api.PlashException;
import io.plash.archive.TreeCopier;
import io.plash.cli.Invocation;
import io.plash.cli.PlashCommand;
import io.plash.posix.Posix;
import io.plash.tree.TreeRemover;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plash copy-mounted}. */
@Command(
        name = "copy-mounted",
        hidden = true,
        description = "Copies the directory that it is called in; `plash copy` calls it.",
        footer = {"", "Example:", "  plash copy 7 ./rootfs"})
public class CopyMountedCommand implements PlashCommand {

    @Parameters(index = "0", paramLabel = "CALLER", description = "Where DIRECTORY is seen from.")
    private Path caller = Path.of("");

    @Parameters(index = "1", paramLabel = "DIRECTORY", description = "The copy.")
    private Path directory = Path.of("");

    /** Called by the bean container. */
    public CopyMountedCommand() {}

    @Override
    public int run(Invocation invocation) throws IOException {
        Path target = caller.resolve(directory).normalize();
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new PlashException("cannot copy to " + directory + ": no such directory: " + parent);
        }
        Path fresh = parent.resolve("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            new TreeCopier().copy(Path.of(""), fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException e) {
            throw new PlashException("cannot copy to " + directory + ": it is not empty", null, null);
        } catch (FileAlreadyExistsException e) {
            throw new PlashException("cannot copy to " + directory + ": it exists", null, null);
        } finally {
            if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
                new TreeRemover(Posix.system()).remove(fresh);
            }
        }
        return 0;
    }
}
