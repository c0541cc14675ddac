package io.plash.download;

import io.plash.download.DownloadCache.Validator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Response;

/** Of which version of a file a part is the beginning, as far as the server has said it. */
final class PartVersion {

    private final DownloadCache cache;
    private final String key;
    private final boolean isChecked;

    /**
     * The version that the cache knows of a part.
     *
     * @param isChecked whether the whole file is checked by its digest in the end
     */
    PartVersion(DownloadCache cache, String key, boolean isChecked) {
        this.cache = cache;
        this.key = key;
        this.isChecked = isChecked;
    }

    /** A part may be gone on with if what comes of it is checked, or the server says that it is of the same file. */
    boolean canResume() throws IOException {
        return isChecked || strong().isPresent();
    }

    /** The headers that ask for what follows a part; for a whole file, unless it is what came last. */
    Map<String, String> headers(long length, boolean hasLast) throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (length > 0 && canResume()) {
            headers.put("Range", "bytes=" + length + "-");
            strong().ifPresent(validator -> headers.put("If-Range", validator.text()));
        } else if (length == 0 && hasLast) {
            cache.validatorOfLast(key)
                    .ifPresent(validator ->
                            headers.put(validator.isTag() ? "If-None-Match" : "If-Modified-Since", validator.text()));
        }
        return headers;
    }

    /**
     * Whether an answer goes on with the part. A server may not know {@code If-Range}, so what it answers is looked at. It
     * must name the tag again, but need not repeat the date (RFC 9110, section 15.3.7).
     */
    boolean isOf(Response response) throws IOException {
        Optional<Validator> validator = validator();
        if (validator.isEmpty()) {
            return isChecked;
        }
        boolean isTag = validator.get().isTag();
        String now = response.header(isTag ? "ETag" : "Last-Modified");
        return now == null ? isChecked || !isTag : now.equals(validator.get().text());
    }

    /** What the server said about it. */
    Optional<Validator> validator() throws IOException {
        return cache.validatorOfPart(key);
    }

    /** The part begins anew with this answer. */
    void begin(Response response) throws IOException {
        cache.rememberPart(
                key,
                Optional.ofNullable(response.header("ETag", response.header("Last-Modified")))
                        .filter(text -> text.matches("[ -~]{1,1000}"))
                        .map(Validator::new));
    }

    /** Nothing is known of it any more. */
    void forget() throws IOException {
        cache.rememberPart(key, Optional.empty());
    }

    private Optional<Validator> strong() throws IOException {
        return validator().filter(Validator::isStrong);
    }
}
