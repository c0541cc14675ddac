package io.plash.source.docker.oci;

import java.util.List;

/**
 * An image for one platform (OCI image-spec, manifest.md; Docker image manifest v2, schema 2).
 *
 * @param config what the image is made of and how it is run
 * @param layers changes to the root filesystem, the lowest first
 */
public record ImageManifest(Descriptor config, List<Descriptor> layers) implements ImageDocument {

    public ImageManifest {
        layers = List.copyOf(layers);
    }

    static ImageManifest of(JsonObject json) {
        Descriptor config = Descriptor.of(json.object("config").orElseThrow(() -> json.bad("it has no config")));
        if (!MediaTypes.isConfig(config.mediaType())) {
            throw json.bad("it is no image of a root filesystem: its config is " + Shown.of(config.mediaType()));
        }
        if (config.size() > JsonObject.LARGEST) {
            throw json.bad("its config is larger than " + JsonObject.LARGEST + " bytes");
        }
        List<Descriptor> layers =
                json.objects("layers").stream().map(Descriptor::of).toList();
        for (Descriptor layer : layers) {
            if (!MediaTypes.isLayer(layer.mediaType())) {
                throw json.bad("it has a layer of an unknown kind, " + Shown.of(layer.mediaType()));
            }
        }
        return new ImageManifest(config, layers);
    }
}
