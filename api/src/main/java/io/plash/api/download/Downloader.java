package io.plash.api.download;

import java.io.IOException;

/**
 * The network, as image sources see it. They have no other way to it.
 *
 * <p>Addresses are {@code http}, {@code https}, and {@code http+unix://SOCKET/PATH} for a server behind a Unix socket,
 * whose path is escaped ({@code %2Frun%2Fdocker.sock}). Certificates are checked. Proxies are those of the environment.
 * A redirect of a {@code GET} or {@code HEAD} is followed, but never from https to http, and what {@link Credentials}
 * give and the header {@code Authorization} are shown only to the scheme, host and port that the request names. When the
 * connection breaks or the server is busy or broken (408, 429, 5xx), a {@code GET} or {@code HEAD} is tried again a few
 * times. With {@code PLASH_OFFLINE} set nothing is asked.
 */
public interface Downloader {

    /**
     * Asks for something small, such as an index or a token, or sends something.
     *
     * @return the answer, whatever its status is
     * @throws io.plash.api.PlashException if the request cannot or must not be made, or the answer is too large
     * @throws IOException if there was no answer; trying again may help
     */
    Response ask(Request request) throws IOException;

    /**
     * A file that is fetched when it is wanted. Several are fetched at the same time. What is in the cache with the
     * expected digest already is not asked for; without an expected digest the server is asked whether its content has
     * changed. A transfer that was broken off goes on where it ended, in a later process too.
     *
     * @param title what the user sees it called: short, and without secrets
     * @param request a {@code GET}
     */
    Download download(String title, Request request, Expectation expectation);
}
