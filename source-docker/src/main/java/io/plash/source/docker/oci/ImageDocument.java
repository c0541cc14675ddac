package io.plash.source.docker.oci;

import io.plash.api.PlashException;
import java.util.List;
import java.util.Optional;

/** What a name in a registry or a layout leads to: an image, or a choice of images. */
public sealed interface ImageDocument permits ImageIndex, ImageManifest {

    /**
     * Reads a document that may be either.
     *
     * @param declared the media type that whoever handed it out calls it; empty if nobody said
     * @param title what messages call the document
     * @throws PlashException if it is damaged, is of another kind, or is not what it was declared to be: two readers
     *     could see two images in it (CVE-2021-41190)
     */
    static ImageDocument parse(byte[] document, Optional<String> declared, String title) {
        JsonObject json = JsonObject.parse(document, title);
        Optional<String> own = json.text("mediaType").map(MediaTypes::withoutParameters);
        String type = declared.map(MediaTypes::withoutParameters)
                .or(() -> own)
                .orElse(json.has("manifests") ? MediaTypes.INDEX : MediaTypes.MANIFEST);
        refuseSchema1(own.orElse(type), json);
        if (own.isPresent() && !own.get().equals(type)) {
            throw json.bad(
                    "it calls itself %s and was handed out as %s".formatted(Shown.of(own.get()), Shown.of(type)));
        }
        if (json.requiredNumber("schemaVersion") != 2) {
            throw json.bad("its schemaVersion is not 2");
        }
        if (MediaTypes.isIndex(type)) {
            refuse(json, List.of("config", "layers", "fsLayers"));
            return ImageIndex.of(json);
        }
        if (MediaTypes.isManifest(type)) {
            refuse(json, List.of("manifests", "fsLayers"));
            return ImageManifest.of(json);
        }
        throw json.bad("it is no image but " + Shown.of(type));
    }

    private static void refuse(JsonObject json, List<String> names) {
        for (String name : names) {
            if (json.has(name)) {
                throw json.bad("it has " + name + ", which belong to another kind of document");
            }
        }
    }

    private static void refuseSchema1(String type, JsonObject json) {
        if (MediaTypes.isSchema1(type) || (json.has("fsLayers") && json.has("signatures"))) {
            throw json.bad("it is of schema 1, which is not supported since it does not say what its layers are");
        }
    }
}
