package io.plash.source.lxc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plash.api.PlashException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The index of simplestreams, "products:1.0", that nobody vouches for. Members that are not known do not matter. */
final class SimpleStreams {

    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int DEEPEST = 32;

    /** Kinds of files, the better one first; names of members have been several over the years. */
    private static final List<String> ROOT_FILESYSTEMS = List.of("root.tar.xz", "squashfs");

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(20)
                            .maxStringLength(1024 * 1024)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            // A download is complete and in the cache only when its end was read.
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SimpleStreams() {}

    /** The paths of the lists of products that {@code index.json} names. */
    static List<String> lists(byte[] index, String title) {
        List<String> paths = new ArrayList<>();
        try {
            for (JsonNode entry : MAPPER.readTree(index).path("index")) {
                if (entry.path("datatype").asText().equals("image-downloads")
                        && entry.path("path").isTextual()) {
                    paths.add(entry.path("path").asText());
                }
            }
        } catch (IOException e) {
            throw malformed(title, e);
        }
        return paths;
    }

    /** The products of a list. */
    static List<Product> products(InputStream list, String title) throws IOException {
        List<Product> products = new ArrayList<>();
        try {
            for (JsonNode product : MAPPER.readTree(list).path("products")) {
                products.add(new Product(
                        lower(product, "os"),
                        releases(product),
                        lower(product, "arch"),
                        product.path("variant").asText("default"),
                        builds(product.path("versions"))));
            }
        } catch (JsonProcessingException e) {
            throw malformed(title, e);
        }
        return products;
    }

    private static List<String> releases(JsonNode product) {
        List<String> releases = new ArrayList<>(List.of(lower(product, "release")));
        for (String alias : product.path("aliases").asText("").split(",")) {
            String[] words = alias.strip().toLowerCase(Locale.ROOT).split("/");
            if (words.length > 1 && words[0].equals(lower(product, "os")) && !releases.contains(words[1])) {
                releases.add(words[1]);
            }
        }
        return releases;
    }

    private static List<Build> builds(JsonNode versions) {
        List<Build> builds = new ArrayList<>();
        for (Map.Entry<String, JsonNode> version : versions.properties()) {
            rootfs(version.getValue().path("items"))
                    .ifPresent(item -> builds.add(new Build(
                            version.getKey(),
                            item.path("path").asText(),
                            item.path("size").canConvertToLong()
                                    ? OptionalLong.of(item.path("size").asLong())
                                    : OptionalLong.empty(),
                            Optional.ofNullable(item.path("sha256").textValue()))));
        }
        return builds;
    }

    private static Optional<JsonNode> rootfs(JsonNode items) {
        return ROOT_FILESYSTEMS.stream()
                .flatMap(kind -> items.valueStream()
                        .filter(item -> item.path("ftype").asText().equals(kind)))
                .findFirst();
    }

    private static String lower(JsonNode object, String member) {
        return object.path(member).asText().toLowerCase(Locale.ROOT);
    }

    private static PlashException malformed(String title, IOException e) {
        PlashException malformed = new PlashException(title + " is no index of images", "ask another server");
        malformed.addSuppressed(e);
        return malformed;
    }
}
