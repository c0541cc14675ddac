package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import io.plash.api.download.Response;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Shown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what it means that a registry does not hand out an image. */
final class Answers {

    private static final int MOST_SUGGESTIONS = 3;
    private static final int MOST_TAGS = 10_000;

    private Answers() {}

    /**
     * The same answer, which is a success.
     *
     * @throws ImageNotFoundException if there is no such image
     * @throws PlashException if it is refused
     */
    static Response success(Response response, Registry registry, RegistryReference reference, ImageReference image) {
        String host = registry.endpoint().uri().getAuthority();
        return switch (response.status()) {
            case 200 -> response;
            case 404 -> throw new ImageNotFoundException(image, suggestion(registry.tags(), reference, host));
            case 401, 403 ->
                throw new PlashException(
                        "cannot fetch " + image + ": " + host + " answers "
                                + UnexpectedStatusException.phrase(response.status())
                                + message(response).map(text -> ", " + text).orElse(""),
                        "check the name, for many registries hide what does not exist, or log in with `podman login "
                                + reference.host() + "` or `docker login`");
            default -> throw new UnexpectedStatusException(response);
        };
    }

    /** What the registry says itself (OCI distribution-spec, "Error Codes"). */
    static Optional<String> message(Response response) {
        try {
            return JsonObject.parse(response.body(), "answer").objects("errors").stream()
                    .flatMap(error -> error.text("message").stream())
                    .findFirst()
                    .map(Shown::of);
        } catch (PlashException e) {
            // It need not be JSON.
            return Optional.empty();
        }
    }

    private static String suggestion(List<String> tags, RegistryReference reference, String host) {
        String tag = reference.tag();
        if (tag == null || tags.isEmpty()) {
            return "check the name: " + host + " has none";
        }
        String close = tags.stream()
                .limit(MOST_TAGS)
                .filter(RegistryReference::isTag)
                .sorted(Comparator.comparingInt((String other) -> distance(tag, other))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_SUGGESTIONS)
                .collect(Collectors.joining(", "));
        return close.isEmpty() ? "check the name" : "there is no tag " + tag + "; close ones are " + close;
    }

    /** How many letters have to be changed (Levenshtein). */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(row[j - 1], above[j]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
