package io.plash.source.docker.oci;

import io.plash.api.download.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Points to content (OCI image-spec, descriptor.md).
 *
 * @param mediaType what the content is
 * @param digest the name of the content
 * @param size in bytes, not negative
 * @param urls further places to get it, for what a registry may not hand out itself
 * @param annotations what its author wanted to say
 * @param platform what the content runs on, if that is said
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        List<String> urls,
        Map<String, String> annotations,
        Optional<Platform> platform) {

    private static final String ATTESTATION = "vnd.docker.reference.type";

    public Descriptor {
        urls = List.copyOf(urls);
        annotations = Map.copyOf(annotations);
    }

    /** Content of this type, digest and size. */
    public Descriptor(String mediaType, Digest digest, long size) {
        this(mediaType, digest, size, List.of(), Map.of(), Optional.empty());
    }

    static Descriptor of(JsonObject json) {
        Digest digest = json.digest(json.requiredText("digest"));
        long size = json.requiredNumber("size");
        if (size < 0) {
            throw json.bad("a negative size of " + digest);
        }
        return new Descriptor(
                MediaTypes.withoutParameters(json.requiredText("mediaType")),
                digest,
                size,
                json.texts("urls"),
                json.textsByName("annotations"),
                json.object("platform").map(Platform::of));
    }

    /** Whether it says something about another image of its index, as BuildKit does, instead of being one. */
    boolean isAttestation() {
        return annotations.containsKey(ATTESTATION)
                || platform.filter(p -> p.os().equals("unknown")).isPresent();
    }
}
