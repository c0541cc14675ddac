package io.plash.api.image;

import io.plash.api.mount.BindMount;
import java.util.List;
import java.util.function.Supplier;

/**
 * An image that can be unpacked now.
 *
 * @param pinned the same image under a name that always means this content, as {@link ImageSource#pin} gives it; asked
 *     for after all layers have been read
 * @param layers the lowest first, at least one
 * @param binds what else a container of this image sees of the host, besides what every container sees; the targets
 *     exist in the layers
 * @param config what the image says about running it
 */
public record FetchedImage(
        Supplier<ImageReference> pinned, List<Layer> layers, List<BindMount> binds, ImageConfig config) {

    public FetchedImage {
        layers = List.copyOf(layers);
        binds = List.copyOf(binds);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("an image has at least one layer");
        }
    }

    /** An image that is nothing but its layer. */
    public FetchedImage(ImageReference pinned, Layer layer) {
        this(() -> pinned, List.of(layer), List.of(), ImageConfig.NONE);
    }
}
