package io.plash.source.docker.registry;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A server that has the images of a registry: the registry itself or a mirror of it.
 *
 * @param uri scheme, host and port
 * @param account whose password it gets, as {@code docker login} calls it
 * @param repository the name of the repository there
 * @param query what every request has, for a mirror of several registries
 */
record Endpoint(URI uri, String account, String repository, String query) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1]|::1");

    /** Whether a host is this machine whatever a name server says. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** The address of a document, such as {@code manifests/latest}. */
    String url(String document) {
        return uri + "/v2/" + repository + "/" + document + query;
    }
}
