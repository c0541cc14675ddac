package io.plash.api.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server answered. Nothing in it can be trusted. */
public final class Response {

    private final String url;
    private final int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /**
     * An answer.
     *
     * @param url where it came from, after all redirects
     * @param status the status code (RFC 9110, section 15)
     * @param headers by name, in any case
     * @param body all of it
     */
    public Response(String url, int status, Map<String, List<String>> headers, byte[] body) {
        this.url = url;
        this.status = status;
        this.headers.putAll(headers);
        this.body = body.clone();
    }

    /** Where it came from, after all redirects. */
    public String url() {
        return url;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** What it sent: a few MiB at most. */
    public byte[] body() {
        return body.clone();
    }

    /** The first header of this name. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All headers of this name. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The body as text. */
    public String text() {
        return new String(body, UTF_8);
    }

    /**
     * The same answer, which has the status 200.
     *
     * @throws UnexpectedStatusException if it has another
     */
    public Response success() {
        if (status != 200) {
            throw new UnexpectedStatusException(this);
        }
        return this;
    }
}
