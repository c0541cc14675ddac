package io.plash.source.docker.oci;

import io.plash.api.PlashException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An image for several platforms (OCI image-spec, image-index.md).
 *
 * @param manifests one for each platform, and whatever else its author put there
 */
public record ImageIndex(List<Descriptor> manifests) implements ImageDocument {

    public ImageIndex {
        manifests = List.copyOf(manifests);
    }

    static ImageIndex of(JsonObject json) {
        return new ImageIndex(
                json.objects("manifests").stream().map(Descriptor::of).toList());
    }

    /** The entries that are images, rather than signatures, attestations or what is not known yet. */
    public List<Descriptor> images() {
        return manifests.stream()
                .filter(entry -> MediaTypes.isManifest(entry.mediaType()) || MediaTypes.isIndex(entry.mediaType()))
                .filter(entry -> !entry.isAttestation())
                .toList();
    }

    /**
     * The entry that suits the machine best; of equally good ones the first.
     *
     * @param title what messages call the image
     * @throws PlashException if there is none; the message lists what there is
     */
    public Descriptor choose(Machine machine, String title) {
        List<Descriptor> images = images();
        for (Platform runnable : machine.runnable()) {
            for (Descriptor image : images) {
                if (image.platform().filter(runnable::equals).isPresent()) {
                    return image;
                }
            }
        }
        // An index of one image need not say for what it is, and then the config of that image does.
        List<Descriptor> unnamed =
                images.stream().filter(image -> image.platform().isEmpty()).toList();
        return Optional.of(unnamed)
                .filter(list -> list.size() == 1)
                .map(list -> list.get(0))
                .orElseThrow(() -> noneFor(machine, title, images));
    }

    private static PlashException noneFor(Machine machine, String title, List<Descriptor> images) {
        String others = images.stream()
                .flatMap(image -> image.platform().stream())
                .map(Platform::toString)
                .distinct()
                .limit(20)
                .collect(Collectors.joining(", "));
        return new PlashException(
                "no image for %s: %s".formatted(machine.runnable().get(0), title),
                others.isEmpty() ? null : "there are images for " + others + "; set DOCKER_DEFAULT_PLATFORM to one",
                null);
    }
}
