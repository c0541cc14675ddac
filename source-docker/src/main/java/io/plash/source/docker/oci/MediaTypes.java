package io.plash.source.docker.oci;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the parts of an image are called (OCI image-spec, media-types.md, with its "Compatibility Matrix"). */
public final class MediaTypes {

    /** An image for several platforms. */
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";

    /** An image for one platform. */
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** What an image is made of and how it is run. */
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    /** A layer as plash writes it. */
    public static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private static final String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";

    /** What a registry is asked for; without it, some answer with what they had in 2014. */
    public static final String ACCEPTED = String.join(", ", INDEX, DOCKER_INDEX, MANIFEST, DOCKER_MANIFEST);

    private static final Set<String> INDEXES = Set.of(INDEX, DOCKER_INDEX);
    private static final Set<String> MANIFESTS = Set.of(MANIFEST, DOCKER_MANIFEST);
    private static final Set<String> CONFIGS = Set.of(CONFIG, DOCKER_CONFIG);
    private static final Pattern LAYERS =
            Pattern.compile("application/vnd\\.oci\\.image\\.layer\\.(nondistributable\\.)?v1\\.tar(\\+gzip|\\+zstd)?"
                    + "|application/vnd\\.docker\\.image\\.rootfs\\.(foreign\\.)?diff\\.tar(\\.gzip|\\.zstd)?");

    private MediaTypes() {}

    /** Whether it describes an image or a choice of images. */
    public static boolean isDocument(String type) {
        return isIndex(type) || isManifest(type);
    }

    static boolean isIndex(String type) {
        return INDEXES.contains(type);
    }

    static boolean isManifest(String type) {
        return MANIFESTS.contains(type);
    }

    static boolean isConfig(String type) {
        return CONFIGS.contains(type);
    }

    static boolean isLayer(String type) {
        return LAYERS.matcher(type).matches();
    }

    /** Whether it is the kind of manifest that does not say what its layers are. */
    static boolean isSchema1(String type) {
        return type.startsWith("application/vnd.docker.distribution.manifest.v1+");
    }

    /** A media type as a server sends it, without its parameters. */
    public static String withoutParameters(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
