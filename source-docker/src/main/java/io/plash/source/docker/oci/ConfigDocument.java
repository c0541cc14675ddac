package io.plash.source.docker.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image is made of (OCI image-spec, config.md).
 *
 * @param layers the digests of the layers when they are not compressed, the lowest first
 */
public record ConfigDocument(List<Digest> layers) {

    public ConfigDocument {
        layers = List.copyOf(layers);
    }

    /**
     * Reads a config.
     *
     * @param title what messages call it
     * @throws io.plash.api.PlashException if it is damaged, or if the image does not consist of layers
     */
    public static ConfigDocument parse(byte[] document, String title) {
        JsonObject json = JsonObject.parse(document, title);
        JsonObject rootfs = json.object("rootfs").orElseThrow(() -> json.bad("it has no rootfs"));
        if (!rootfs.text("type").orElse("").equals("layers")) {
            throw json.bad("its root filesystem does not consist of layers");
        }
        List<Digest> layers = new ArrayList<>();
        for (String digest : rootfs.texts("diff_ids")) {
            if (!Digest.isDigest(digest)) {
                throw json.bad("not a digest: " + Shown.of(digest));
            }
            layers.add(Digest.parse(digest));
        }
        return new ConfigDocument(layers);
    }

    /**
     * The names of what the image looks like after each of its layers (config.md, "Layer ChainID"). Images that begin
     * with the same layers have the same names there.
     */
    public List<Digest> chainIds() {
        List<Digest> chain = new ArrayList<>();
        for (Digest layer : layers) {
            chain.add(chain.isEmpty() ? layer : after(chain.get(chain.size() - 1), layer));
        }
        return chain;
    }

    private static Digest after(Digest below, Digest layer) {
        return Digest.of((below + " " + layer).getBytes(StandardCharsets.US_ASCII));
    }
}
