package io.plash.build.image;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Download;
import io.plash.api.image.Layer;
import io.plash.archive.RootfsUnpacker;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import io.plash.posix.Posix;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.store.note.LayerNotes;
import io.plash.tree.attribute.Omissions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes containers of archives. It is done by whoever owns the files of containers. */
public class ArchiveImporter {

    /** So many bytes of what cannot be unpacked are fetched to find out why; some servers never end. */
    private static final long LONGEST_WAIT = 1L << 30;

    private final Messages messages;
    private final SquashfsReader squashfs;

    @Inject
    public ArchiveImporter(Messages messages, HostProcesses processes) {
        this.messages = messages;
        this.squashfs = new SquashfsReader(processes);
    }

    /**
     * A new container of one archive, whether there is one of it already or not. It is there completely or not at all.
     *
     * @param title what messages call it
     */
    public ContainerId container(Store store, String title, Layer layer) throws IOException {
        store.temporary().sweep();
        try (TemporaryDirectory directory = store.temporary().create()) {
            Path root = directory.make("root");
            // Without the digest, which costs more than unpacking.
            unpack(new RootfsUnpacker(Posix.system()), layer, title, root, content -> content);
            return store.containers().add(ContainerId.ROOT, stripped(title, root, layer.strip()), LayerNotes.NONE);
        }
    }

    /** How the bytes of an archive are read. */
    interface Reading {
        InputStream of(InputStream content) throws IOException;
    }

    /** Unpacks one layer, and says what had to be left out. */
    void unpack(RootfsUnpacker unpacker, Layer layer, String title, Path root, Reading reading) throws IOException {
        ContentStream content = new ContentStream(layer.content().open());
        try {
            Path copy = root.resolveSibling("squashfs");
            InputStream archive = squashfs.archive(content, layer.content(), title, copy);
            Omissions omissions = unpacker.unpack(reading.of(archive), title, root);
            omissions.messages().forEach(messages::note);
        } catch (IOException | RuntimeException e) {
            // That the transfer failed is no fault of the archive.
            content.rethrowFailure(title);
            // What is damaged is mostly not what it should be, and that says more.
            awaitCheck(layer.content());
            throw e;
        }
    }

    /** Throws what is wrong with a download as a whole, of which only a part may have come. */
    private static void awaitCheck(Content content) throws IOException {
        if (content instanceof Download) {
            try (InputStream in = content.open()) {
                byte[] buffer = new byte[1 << 16];
                int count = 0;
                for (long left = LONGEST_WAIT; left > 0 && count >= 0; left -= count) {
                    count = in.read(buffer);
                }
            }
        }
    }

    /** The directory that holds everything, this many directories further down. */
    static Path stripped(String title, Path root, int strip) throws IOException {
        Path top = root;
        for (int i = 0; i < strip; i++) {
            try (Stream<Path> entries = Files.list(top)) {
                List<Path> all = entries.limit(2).toList();
                if (all.size() != 1 || !Files.isDirectory(all.get(0), LinkOption.NOFOLLOW_LINKS)) {
                    throw new PlashException("cannot strip %d directories of %s: there is not one that holds everything"
                            .formatted(strip, title));
                }
                top = all.get(0);
            }
        }
        return top;
    }
}
