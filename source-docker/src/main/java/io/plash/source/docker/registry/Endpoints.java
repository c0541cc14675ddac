package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which servers are asked for a repository, in which order, and how. Without encryption only a registry on this machine is
 * talked to, and those that {@code PLASH_INSECURE_HOSTS} names.
 */
final class Endpoints {

    /** Where the images of docker.io are. */
    private static final String DOCKER_HUB = "registry-1.docker.io";

    private final List<String> insecureHosts;
    private final List<String> mirrors;

    Endpoints(Map<String, String> environment) {
        this.insecureHosts = words(environment, "PLASH_INSECURE_HOSTS");
        this.mirrors = words(environment, "PLASH_DOCKER_MIRRORS");
    }

    private static List<String> words(Map<String, String> environment, String name) {
        String value =
                environment.getOrDefault(name, "").toLowerCase(Locale.ROOT).strip();
        return value.isEmpty() ? List.of() : List.of(value.split("[\\s,]+"));
    }

    /** The mirrors of a repository, then its registry. */
    List<Endpoint> of(RegistryReference reference) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String mirror : mirrors) {
            int equals = mirror.indexOf('=');
            String mirrored = equals < 0 ? RegistryReference.DOCKER_IO : mirror.substring(0, equals);
            if (mirrored.equals(reference.host())) {
                endpoints.addAll(mirror(mirror.substring(equals + 1), reference));
            }
        }
        endpoints.addAll(registry(reference));
        return endpoints;
    }

    /** The registry itself, in the ways to reach it. */
    List<Endpoint> registry(RegistryReference reference) {
        boolean hub = reference.host().equals(RegistryReference.DOCKER_IO);
        String host = hub ? DOCKER_HUB : reference.host();
        return schemes(host).stream()
                .map(scheme -> new Endpoint(
                        URI.create(scheme + "://" + host), reference.repository(), reference.name(), "", false))
                .toList();
    }

    /** A mirror is a host, or a host and what the names of its repositories begin with. */
    private List<Endpoint> mirror(String mirror, RegistryReference reference) {
        RegistryReference there;
        try {
            there = RegistryReference.parse(mirror + "/" + reference.repository());
        } catch (PlashException e) {
            throw new PlashException(
                    "PLASH_DOCKER_MIRRORS names no mirror: " + mirror,
                    "write it like mirror.example.org, or ghcr.io=example.org/ghcr for another registry than docker.io",
                    null);
        }
        // Lets a mirror of several registries tell them apart (distribution-spec, "Registry Proxying").
        String query = "?ns=" + reference.host();
        return schemes(there.host()).stream()
                .map(scheme -> new Endpoint(
                        URI.create(scheme + "://" + there.host()), there.repository(), there.name(), query, true))
                .toList();
    }

    private List<String> schemes(String host) {
        if (Endpoint.isLoopback(host)) {
            return List.of("http", "https");
        }
        boolean insecure = insecureHosts.contains(host) || insecureHosts.contains(host.replaceFirst(":[0-9]+$", ""));
        return insecure ? List.of("https", "http") : List.of("https");
    }
}
