package io.plash.source.docker.registry;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A server that has the images of a repository: the registry itself, or a mirror of it.
 *
 * @param uri scheme, host and port
 * @param repository the name of the repository there
 * @param login the repository as {@code docker login} knows it, whose password the server gets
 * @param query what follows each address
 * @param mirror whether somebody else answers for it if it does not
 */
record Endpoint(URI uri, String repository, String login, String query, boolean mirror) {

    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1]|::1)(?::[0-9]+)?");

    /** Whether a host, with or without a port, is this machine whatever a name server says. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Whether the other one is only another way to the same server and repository. */
    boolean isSameServer(Endpoint other) {
        return uri.getAuthority().equals(other.uri.getAuthority()) && repository.equals(other.repository);
    }

    /** The address of something in the repository, such as {@code manifests/latest}. */
    String url(String what) {
        return uri + "/v2/" + repository + "/" + what + query;
    }
}
