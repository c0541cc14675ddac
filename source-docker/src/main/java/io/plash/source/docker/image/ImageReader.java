package io.plash.source.docker.image;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.api.image.Layer;
import io.plash.source.docker.oci.ConfigDocument;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.ImageDocument;
import io.plash.source.docker.oci.ImageIndex;
import io.plash.source.docker.oci.ImageManifest;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Machine;
import io.plash.source.docker.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows an image from its first document to its layers. */
public final class ImageReader {

    /** An index may name an index; nobody needs more of that. */
    private static final int DEEPEST = 3;

    /** With these, the kernel can mount a hundred more on top; engines take 127 (moby, layer/layer_store.go). */
    private static final int MOST_LAYERS = 400;

    private final Blobs blobs;
    private final Machine machine;

    /** Takes the images that suit the machine best. */
    public ImageReader(Blobs blobs, Machine machine) {
        this.blobs = blobs;
        this.machine = machine;
    }

    /**
     * The image that a document describes.
     *
     * @param document an index or a manifest
     * @param mediaType what whoever handed it out calls it; empty if nobody said
     * @param image the image, under the name that means this document
     * @throws PlashException if the document, or one that it leads to, is damaged or none that is known
     */
    public FetchedImage read(byte[] document, Optional<String> mediaType, ImageReference image) throws IOException {
        ImageDocument current = ImageDocument.parse(document, mediaType, "manifest of " + image);
        for (int depth = 0; current instanceof ImageIndex index; depth++) {
            if (depth == DEEPEST) {
                throw new PlashException("bad manifest of " + image + ": indexes of indexes of indexes");
            }
            Descriptor chosen = index.choose(machine, image.toString());
            byte[] next = document(chosen, "manifest of " + image);
            current = ImageDocument.parse(next, Optional.of(chosen.mediaType()), "manifest of " + image);
        }
        return read((ImageManifest) current, image);
    }

    private FetchedImage read(ImageManifest manifest, ImageReference image) throws IOException {
        byte[] config = document(manifest.config(), "config of " + image);
        return read(config, manifest.layers().stream().map(blobs::blob).toList(), image);
    }

    /**
     * The image that a config describes.
     *
     * @param contents its layers, the lowest first
     * @param image the image, under the name that means this config
     * @throws PlashException if the config is damaged, or for other layers
     */
    public FetchedImage read(byte[] document, List<Content> contents, ImageReference image) {
        String title = "config of " + image;
        ConfigDocument config = ConfigDocument.parse(document, title);
        config.platform().ifPresent(platform -> requireRunnable(platform, image));
        List<Digest> diffIds = config.layers();
        if (diffIds.size() != contents.size()) {
            throw new PlashException("bad %s: it names %d layers, and the manifest %d"
                    .formatted(title, diffIds.size(), contents.size()));
        }
        if (diffIds.size() > MOST_LAYERS) {
            throw new PlashException("bad %s: it has %d layers, and %d can be mounted"
                    .formatted("manifest of " + image, diffIds.size(), MOST_LAYERS));
        }
        if (diffIds.isEmpty()) {
            throw new PlashException("bad manifest of " + image + ": it has no layers");
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            layers.add(new Layer(contents.get(i), Optional.of(diffIds.get(i)), 0));
        }
        return new FetchedImage(() -> image, layers, List.of(), config.config());
    }

    private void requireRunnable(Platform platform, ImageReference image) {
        if (!machine.runs(platform)) {
            throw new PlashException(
                    "no image for %s: %s".formatted(machine.runnable().get(0), image),
                    "it is for %s; set DOCKER_DEFAULT_PLATFORM to have it all the same".formatted(platform));
        }
    }

    /**
     * A part that is a document.
     *
     * @param title what messages call it
     * @throws PlashException if it is too large, or not what its description says
     */
    public byte[] document(Descriptor part, String title) throws IOException {
        if (part.size() > JsonObject.LARGEST) {
            throw new PlashException("bad " + title + ": it is larger than " + JsonObject.LARGEST + " bytes");
        }
        Content content = blobs.blob(part);
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes((int) part.size() + 1);
            if (bytes.length != part.size()) {
                throw new PlashException(
                        "bad %s: it has not the %d bytes that it should have".formatted(title, part.size()));
            }
            byte[] hash = Digest.computation(part.digest().algorithm()).digest(bytes);
            if (!Digest.of(part.digest().algorithm(), hash).equals(part.digest())) {
                throw new PlashException("bad " + title + ": its digest is not " + part.digest());
            }
            return bytes;
        }
    }
}
