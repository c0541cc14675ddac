package io.plash.api.download;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One question to a server.
 *
 * @param method {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}
 * @param url without user, password and fragment, for messages show it
 * @param headers by name
 * @param body what is sent, if anything
 * @param credentials asked each time
 */
public record Request(
        String method, String url, Map<String, String> headers, Optional<Body> body, Credentials credentials) {

    /**
     * What a request sends.
     *
     * @param type its media type
     * @param length in bytes
     */
    public record Body(String type, Content content, long length) {}

    public Request {
        headers = Map.copyOf(headers);
    }

    /** Asks for a document or a file. */
    public static Request get(String url) {
        return of("GET", url);
    }

    /** Asks in another way. */
    public static Request of(String method, String url) {
        return new Request(method, url, Map.of(), Optional.empty(), Credentials.NONE);
    }

    /** The same with one more header. */
    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, url, more, body, credentials);
    }

    /** The same with something to send. */
    public Request body(Body sent) {
        return new Request(method, url, headers, Optional.of(sent), credentials);
    }

    /** The same with something to show. */
    public Request credentials(Credentials shown) {
        return new Request(method, url, headers, body, shown);
    }

    /** Without anything secret. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
