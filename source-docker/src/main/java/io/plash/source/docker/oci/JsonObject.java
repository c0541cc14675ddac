package io.plash.source.docker.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An object of a JSON document that nobody vouches for. A member that is {@code null} counts as missing, members that
 * nobody asks for do not matter, and one of the wrong type is an error that names the document.
 */
public final class JsonObject {

    /** Registries have to take manifests of 4 MiB (OCI distribution-spec, "Pushing Manifests"); configs are smaller. */
    public static final int LARGEST = 8 * 1024 * 1024;

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 20;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LARGEST)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(LARGEST)
                            .build())
                    // Two readers of one document could otherwise see two images.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonNode node;
    private final String title;

    private JsonObject(JsonNode node, String title) {
        this.node = node;
        this.title = title;
    }

    /**
     * Reads a document that is one object.
     *
     * @param title what messages call the document
     * @throws PlashException if it is none, too large or too deep, or has a name twice
     */
    public static JsonObject parse(byte[] document, String title) {
        return new JsonObject(require(read(document, title), JsonNode::isObject, title, "is no JSON object"), title);
    }

    /** Reads a document that is a list of objects, in the same way. */
    public static List<JsonObject> parseList(byte[] document, String title) {
        JsonNode list = require(read(document, title), JsonNode::isArray, title, "is no JSON array");
        return objects(list, title, title);
    }

    private static JsonNode read(byte[] document, String title) {
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException e) {
            throw new PlashException("bad " + title + ": " + Shown.of(e.getOriginalMessage()), null, null);
        } catch (IOException e) {
            throw new PlashException("bad " + title, null, e);
        }
    }

    private static JsonNode require(JsonNode node, Predicate<JsonNode> kind, String title, String complaint) {
        if (!kind.test(node)) {
            throw new PlashException("bad " + title + ": it " + complaint);
        }
        return node;
    }

    private static List<JsonObject> objects(JsonNode list, String where, String title) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonNode element : list) {
            objects.add(new JsonObject(
                    require(element, JsonNode::isObject, title, "has something else than objects in " + where), title));
        }
        return objects;
    }

    /** An object that has no members. */
    static JsonObject empty(String title) {
        return new JsonObject(MAPPER.createObjectNode(), title);
    }

    /** An error that names the document. */
    public PlashException bad(String why) {
        return new PlashException("bad " + title + ": " + why);
    }

    /** Whether there is such a member. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** The text of a member. */
    public Optional<String> text(String name) {
        return member(name, JsonObject::isText, "text").map(JsonNode::textValue);
    }

    /** The text of a member that has to be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> bad("it has no " + name));
    }

    /** A digest that stands somewhere in it. */
    Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (PlashException e) {
            throw bad("not a digest: " + Shown.of(text));
        }
    }

    /** The whole number of a member that has to be there. */
    public long requiredNumber(String name) {
        return member(name, value -> value.isIntegralNumber() && value.canConvertToLong(), "a whole number of 64 bits")
                .orElseThrow(() -> bad("it has no " + name))
                .longValue();
    }

    /** The object of a member. */
    public Optional<JsonObject> object(String name) {
        return member(name, JsonNode::isObject, "an object").map(value -> new JsonObject(value, title));
    }

    /** The objects in a member; none if it is missing. */
    public List<JsonObject> objects(String name) {
        return member(name, JsonNode::isArray, "a list")
                .map(list -> objects(list, name, title))
                .orElse(List.of());
    }

    /** The texts in a member; none if it is missing. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        member(name, JsonNode::isArray, "a list").ifPresent(list -> {
            for (JsonNode element : list) {
                texts.add(require(element, JsonObject::isText, title, "has something else than texts in " + name)
                        .textValue());
            }
        });
        return texts;
    }

    /** Likewise; a text that is no list counts as a list of one, as it does in docker. */
    List<String> textOrTexts(String name) {
        return node.path(name).isTextual() ? List.of(requiredText(name)) : texts(name);
    }

    /** A member of whatever type, as JSON in one line; empty if a file could not keep it. */
    Optional<String> json(String name) {
        return Optional.ofNullable(node.get(name))
                .filter(value -> !value.isNull())
                .map(JsonNode::toString)
                .filter(JsonObject::isText);
    }

    /** The members of a member and their texts, in order; none if it is missing. What is no text is left out. */
    public Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        member(name, JsonNode::isObject, "an object")
                .ifPresent(object -> object.properties().forEach(entry -> {
                    if (isText(entry.getKey()) && isText(entry.getValue())) {
                        texts.put(entry.getKey(), entry.getValue().textValue());
                    }
                }));
        return texts;
    }

    /** The names of the members of a member, in order; none if it is missing. */
    public List<String> names(String name) {
        List<String> names = new ArrayList<>();
        member(name, JsonNode::isObject, "an object")
                .ifPresent(object -> object.fieldNames().forEachRemaining(names::add));
        if (!names.stream().allMatch(JsonObject::isText)) {
            throw bad("it has something else than texts in " + name);
        }
        return names;
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && isText(value.textValue());
    }

    /** JSON can write halves of characters and a zero byte, which can be in no file, argument or variable. */
    private static boolean isText(String text) {
        return text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text);
    }

    private Optional<JsonNode> member(String name, Predicate<JsonNode> kind, String wanted) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(require(value, kind, title, "has a " + name + " that is not " + wanted));
    }
}
