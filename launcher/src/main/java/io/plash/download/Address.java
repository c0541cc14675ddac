package io.plash.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import java.net.URLDecoder;
import java.nio.file.Path;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param url with the host {@code localhost} if it goes to a Unix socket
 * @param socket a Unix socket, or null for the network
 */
record Address(HttpUrl url, @Nullable Path socket) {

    private static final String UNIX = "http+unix://";

    static Address parse(String text) {
        String rest = text.startsWith(UNIX) ? text.substring(UNIX.length()) : "";
        int slash = rest.indexOf('/');
        HttpUrl url = HttpUrl.parse(slash > 0 ? "http://localhost" + rest.substring(slash) : text);
        if (url == null) {
            throw new PlashException("cannot fetch " + FailureReason.printable(text) + ": it is no address");
        }
        return slash > 0
                ? new Address(url, Path.of(URLDecoder.decode(rest.substring(0, slash), UTF_8)))
                : new Address(url, null);
    }

    /**
     * Where a server says it is to be found.
     *
     * @throws PlashException if one must not go there
     */
    Address redirected(String location) {
        HttpUrl to = url.resolve(location);
        if (to == null) {
            throw new PlashException("cannot fetch " + this + ": it redirects to what is neither http nor https");
        }
        if (url.isHttps() && !to.isHttps()) {
            throw new PlashException("cannot fetch " + this + ": it redirects from https to http, to " + to.host());
        }
        if (socket != null && !isSameServer(new Address(to, socket))) {
            throw new PlashException("cannot fetch " + this + ": it redirects from a socket to the network");
        }
        return new Address(to.newBuilder().username("").password("").build(), socket);
    }

    /** Whether what may be shown to one may be shown to the other. */
    boolean isSameServer(Address other) {
        return url.scheme().equals(other.url.scheme())
                && url.host().equals(other.url.host())
                && url.port() == other.url.port();
    }

    /** For messages: a query may be as good as a password. */
    @Override
    public String toString() {
        String shown = url.newBuilder().query(null).build().toString();
        return socket == null ? shown : socket + ":" + url.encodedPath();
    }
}
