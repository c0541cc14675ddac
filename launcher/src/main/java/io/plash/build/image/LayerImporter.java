package io.plash.build.image;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageConfig;
import io.plash.api.image.Layer;
import io.plash.api.mount.BindMount;
import io.plash.archive.RootfsUnpacker;
import io.plash.archive.layer.LowerLayers;
import io.plash.archive.layer.OverlayMarks;
import io.plash.compress.Compression;
import io.plash.launch.Launches;
import io.plash.posix.Posix;
import io.plash.posix.library.FastDigest;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import io.plash.store.note.LayerNotes;
import io.plash.text.RawText;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes containers of layers, as the owner of their files. A layer is known by its chain id (OCI image specification,
 * {@code config.md}), so that what is here already is neither fetched nor kept twice.
 */
public class LayerImporter {

    private static final String NO_CHAIN = "";

    /** Blocks of a tar archive: one to be filled up, and two that end it (POSIX, pax, "ustar Interchange Format"). */
    private static final byte[] END_OF_ARCHIVE = new byte[3 * 512];

    private final Launches launches;
    private final ArchiveImporter archives;

    @Inject
    LayerImporter(Launches launches, ArchiveImporter archives) {
        this.launches = launches;
        this.archives = archives;
    }

    /** The container of an image. Those of its layers that are here already are not read. */
    ContainerId image(Store store, String title, FetchedImage image) throws IOException {
        Imported top = new Imported(ContainerId.ROOT, NO_CHAIN);
        List<Layer> missing = new ArrayList<>(image.layers());
        while (!missing.isEmpty() && missing.get(0).diffId().isPresent()) {
            String next =
                    chain(top.chain(), missing.get(0), missing.get(0).diffId().get());
            Optional<ContainerId> known = store.names().get(key(next));
            if (known.isEmpty()) {
                break;
            }
            top = new Imported(known.get(), next);
            missing.remove(0);
        }
        if (!missing.isEmpty()) {
            missing.forEach(layer -> layer.content().start());
            top = layers(store, title, top, missing);
        }
        return configured(store, top, image);
    }

    private record Imported(ContainerId container, String chain) {}

    private Imported layers(Store store, String title, Imported known, List<Layer> missing) throws IOException {
        Imported top = known;
        try (LowerLayers below = below(store, top.container())) {
            for (Layer layer : missing) {
                top = layer(store, title, top, layer, below);
                below.push(store.containers().layer(top.container()));
            }
        }
        return top;
    }

    private Imported layer(Store store, String title, Imported parent, Layer layer, LowerLayers below)
            throws IOException {
        store.temporary().sweep();
        try (TemporaryDirectory directory = store.temporary().create()) {
            Path root = directory.make("root");
            Digest diffId = unpack(onTopOf(below), layer, title, root);
            if (layer.diffId().isPresent() && !layer.diffId().get().equals(diffId)) {
                throw new PlashException("cannot use %s: the digest of a layer is %s, expected is %s"
                        .formatted(title, diffId, layer.diffId().get()));
            }
            String next = chain(parent.chain(), layer, diffId);
            Optional<ContainerId> known = store.names().get(key(next));
            if (known.isPresent()) {
                return new Imported(known.get(), next);
            }
            ContainerId container = store.containers()
                    .add(parent.container(), ArchiveImporter.stripped(title, root, layer.strip()), LayerNotes.NONE);
            store.names().set(key(next), container);
            return new Imported(container, next);
        }
    }

    /** The layers of a container, for others that come on top. Opened once, for an image can have hundreds. */
    private LowerLayers below(Store store, ContainerId container) throws IOException {
        Posix posix = Posix.system();
        List<Path> layers = store.containers().lowerdirs(container).stream()
                .map(store.root()::resolve)
                .toList();
        return new LowerLayers(posix, new OverlayMarks(posix, launches.inUserNamespace()), layers);
    }

    private static RootfsUnpacker onTopOf(LowerLayers below) {
        return RootfsUnpacker.ofLayer(Posix.system(), below);
    }

    /** Returns the digest of the archive without its compression. */
    private Digest unpack(RootfsUnpacker unpacker, Layer layer, String title, Path root) throws IOException {
        String algorithm = layer.diffId().map(Digest::algorithm).orElse("sha256");
        MessageDigest digest = FastDigest.computation(algorithm);
        archives.unpack(unpacker, layer, title, root, content -> {
            InputStream plain = new DigestInputStream(Compression.decompress(content), digest);
            // What has a digest cannot have lost its end, and `umoci insert` writes none.
            return layer.diffId().isPresent()
                    ? new SequenceInputStream(plain, new ByteArrayInputStream(END_OF_ARCHIVE))
                    : plain;
        });
        return Digest.of(algorithm, digest.digest());
    }

    /** What an image says about running it is in a container of its own, for others may have the same layers. */
    private ContainerId configured(Store store, Imported top, FetchedImage image) throws IOException {
        ImageConfig config = image.config();
        List<BindMount> binds = image.binds();
        if (config.equals(ImageConfig.NONE) && binds.isEmpty()) {
            return top.container();
        }
        String key = "image:" + Digest.sha256(top.chain() + "\n" + binds + "\n" + config);
        Optional<ContainerId> known = store.names().get(key);
        if (known.isPresent()) {
            return known.get();
        }
        try (TemporaryDirectory directory = store.temporary().create();
                LowerLayers below = below(store, top.container())) {
            Path root = directory.make("root");
            makeWorkingDirectory(below, config, root);
            ContainerId container = store.containers().add(top.container(), root, LayerNotes.ofImage(binds, config));
            store.names().set(key, container);
            return container;
        }
    }

    /**
     * As engines do where the layers do not have it. The root directory is that of the topmost layer, so it becomes as in the
     * one below in any case.
     */
    private static void makeWorkingDirectory(LowerLayers below, ImageConfig config, Path root) throws IOException {
        Path path = Path.of("/", config.workingDirectory()).normalize();
        try {
            onTopOf(below).makeDirectory(RawText.encode(path.toString()), root);
        } catch (NotDirectoryException e) {
            throw new PlashException(
                    "cannot make the working directory of the image, " + path + ": a file is in its way", null, e);
        }
    }

    private static String chain(String below, Layer layer, Digest diffId) {
        String own = layer.strip() == 0 ? diffId.toString() : diffId + " strip " + layer.strip();
        return below.equals(NO_CHAIN) ? own : Digest.sha256(below + " " + own).toString();
    }

    private static String key(String chain) {
        return "layer:" + chain.replace(' ', '-');
    }
}
