package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import io.plash.source.docker.oci.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a registry sends its clients for a token (distribution, "Token Authentication Specification"). The protocol lets it
 * be any address, and the password of the registry goes there. So what a registry may choose is limited here: an address
 * as safe as its own, and passwords only for a host that its owner has, too.
 *
 * @param uri where tokens are
 * @param trusted whether it gets the password of the registry
 */
record Realm(URI uri, boolean trusted) {

    /** Second-level names that countries sell names below of. */
    private static final Set<String> SOLD = Set.of("ac", "co", "com", "edu", "gov", "net", "or", "org");

    /**
     * The realm that a registry names.
     *
     * @param registry the address of the registry
     * @throws PlashException if it is no address, or less safe than that of the registry
     */
    static Realm of(String realm, URI registry) {
        URI uri = address(realm, registry);
        boolean secure = uri.getScheme().equals("https");
        boolean same = uri.getScheme().equals(registry.getScheme())
                && uri.getHost().equalsIgnoreCase(registry.getHost())
                && uri.getPort() == registry.getPort();
        if (!secure && !same && !(Endpoint.isLoopback(uri.getHost()) && Endpoint.isLoopback(registry.getHost()))) {
            throw refused(realm, registry, "that is not https");
        }
        return new Realm(uri, same || (secure && isOneOwner(uri.getHost(), registry.getHost())));
    }

    private static URI address(String realm, URI registry) {
        try {
            URI uri = new URI(realm);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw refused(realm, registry, "that is not https");
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw refused(realm, registry, "that is no plain address");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw refused(realm, registry, "that is no address");
        }
    }

    private static PlashException refused(String realm, URI registry, String why) {
        return new PlashException("cannot log in to %s: it sends its clients to %s, and %s"
                .formatted(registry.getRawAuthority(), Shown.of(realm), why));
    }

    /**
     * Whether the certificates of both are of the same owner: one host, whatever its ports are, or hosts of one domain, such
     * as {@code auth.docker.io} and {@code registry-1.docker.io}, or {@code example.org} and {@code r.example.org}.
     */
    private static boolean isOneOwner(String one, String other) {
        String domain = domain(one);
        return one.equalsIgnoreCase(other) || (!domain.isEmpty() && domain.equals(domain(other)));
    }

    /** What somebody bought: the last two parts of a name, or three; empty for a number. */
    private static String domain(String host) {
        String[] parts = host.toLowerCase(Locale.ROOT).split("\\.", -1);
        int last = parts.length - 1;
        if (last < 1 || !parts[last].matches("[a-z][a-z0-9-]*")) {
            return "";
        }
        boolean sold = parts[last].length() == 2 && SOLD.contains(parts[last - 1]);
        int from = last - (sold ? 2 : 1);
        return from < 0 ? "" : String.join(".", List.of(parts).subList(from, parts.length));
    }
}
