package io.plash.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import java.net.URLDecoder;
import java.nio.file.Path;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param url with the host {@code localhost} if it goes to a Unix socket; without user and password
 * @param socket a Unix socket, or null for the network
 * @param authorization what the user and the password that stood in it are as a header; null if there were none
 */
record Address(HttpUrl url, @Nullable Path socket, @Nullable String authorization) {

    private static final String UNIX = "http+unix://";

    static Address parse(String text) {
        String rest = text.startsWith(UNIX) ? text.substring(UNIX.length()) : "";
        int slash = rest.indexOf('/');
        HttpUrl url = HttpUrl.parse(slash > 0 ? "http://localhost" + rest.substring(slash) : text);
        if (url == null) {
            String shown = text.replaceFirst("//[^/]*@", "//").replaceFirst("(?s)[?].*", "");
            throw new PlashException("cannot fetch " + FailureReason.printable(shown) + ": it is no address");
        }
        String login = url.username().isEmpty() && url.password().isEmpty()
                ? null
                : Credentials.basic(url.username(), url.password(), UTF_8);
        Path socket = slash > 0 ? Path.of(URLDecoder.decode(rest.substring(0, slash), UTF_8)) : null;
        return new Address(withoutLogin(url), socket, login);
    }

    private static HttpUrl withoutLogin(HttpUrl url) {
        return url.newBuilder().username("").password("").build();
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
        if (socket != null && !isSameServer(to)) {
            throw new PlashException("cannot fetch " + this + ": it redirects from a socket to the network");
        }
        return new Address(withoutLogin(to), socket, null);
    }

    /** Whether what may be shown to one may be shown to the other. */
    boolean isSameServer(Address other) {
        return isSameServer(other.url);
    }

    /** Whether that is of the same server, too, if it is asked in the same way. */
    boolean isSameServer(HttpUrl other) {
        return url.scheme().equals(other.scheme()) && url.host().equals(other.host()) && url.port() == other.port();
    }

    /** For messages: a query may be as good as the password, which is not in it either. */
    @Override
    public String toString() {
        String shown = url.newBuilder().query(null).build().toString();
        return socket == null ? shown : socket + ":" + url.encodedPath();
    }
}
