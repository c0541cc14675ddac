package io.plash.source.docker.oci;

import io.plash.api.download.Digest;
import io.plash.api.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image is made of and how it is run (OCI image-spec, config.md).
 *
 * @param platform what it runs on, if it says so
 * @param layers the digests of the layers when they are not compressed, the lowest first
 * @param config how it is run
 */
public record ConfigDocument(Optional<Platform> platform, List<Digest> layers, ImageConfig config) {

    /** What docker knows and plash has no use for. */
    private static final List<String> HANDED_ON =
            List.of("Domainname", "Healthcheck", "Hostname", "OnBuild", "Shell", "StopTimeout");

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
            layers.add(json.digest(digest));
        }
        Optional<Platform> platform =
                Optional.of(Platform.of(json)).filter(p -> !p.architecture().isEmpty());
        // Most images say nothing else, and one that says nothing needs no container of its own.
        String foreign = platform.filter(p -> !p.isSameAs(Machine.commonplace()))
                .map(Platform::name)
                .orElse("");
        JsonObject config = json.object("config").orElseGet(() -> JsonObject.empty(title));
        return new ConfigDocument(platform, layers, config(config, foreign));
    }

    private static ImageConfig config(JsonObject json, String platform) {
        Map<String, String> others = new TreeMap<>();
        HANDED_ON.forEach(name -> json.json(name).ifPresent(value -> others.put(name, value)));
        return new ImageConfig(
                json.textOrTexts("Entrypoint"),
                json.textOrTexts("Cmd"),
                json.texts("Env"),
                json.text("WorkingDir").map(ConfigDocument::absolute).orElse(""),
                json.text("User").orElse(""),
                json.text("StopSignal").orElse(""),
                json.names("Volumes").stream().map(ConfigDocument::absolute).toList(),
                json.names("ExposedPorts"),
                json.textsByName("Labels"),
                platform,
                others);
    }

    /** Engines take a relative path as seen from the root. */
    private static String absolute(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    }
}
