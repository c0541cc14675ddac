package io.plash.source.docker.registry;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import io.plash.source.docker.oci.Shown;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image in a registry, by its full name.
 *
 * @param host with the port if one was given, in lower case
 * @param repository the name there (OCI distribution-spec, "Pulling manifests")
 * @param tag what its owner calls the image at the moment; null if there is a digest
 * @param digest the image itself; null if there is a tag
 */
public record RegistryReference(
        String host,
        String repository,
        @Nullable String tag,
        @Nullable Digest digest) {

    /** The registry of names without a host. */
    public static final String DOCKER_IO = "docker.io";

    private static final String DEFAULT_TAG = "latest";
    private static final int LONGEST_NAME = 255;
    private static final String HINT = "write it like alpine, alpine:3.20 or example.org:5000/name@sha256:...";

    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(PART + "(?:/" + PART + ")*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern NAME_AND_TAG = Pattern.compile("(.*?)(?::([^/:]*))?");
    private static final int HIGHEST_PORT = 65535;

    /**
     * Reads what a user types, by the rules of docker. {@code NAME@TAG} means {@code NAME:TAG}, too. With a tag and a
     * digest, the digest decides.
     *
     * @throws PlashException if it is no name of an image
     */
    public static RegistryReference parse(String text) {
        int at = text.indexOf('@');
        String version = at < 0 ? "" : text.substring(at + 1);
        Digest digest = version.contains(":") ? digest(text, version) : null;
        if (at >= 0 && digest == null && !TAG.matcher(version).matches()) {
            throw malformed(text, version + " is neither a digest nor a tag");
        }
        Matcher split = NAME_AND_TAG.matcher(at < 0 ? text : text.substring(0, at));
        if (!split.matches()) {
            throw malformed(text, "it has a line break");
        }
        String tag = split.group(2);
        if (tag != null && !TAG.matcher(tag).matches()) {
            throw malformed(text, tag + " is no tag");
        }
        if (tag != null && at >= 0 && digest == null) {
            throw malformed(text, "it has two tags");
        }
        String used = tag != null ? tag : at >= 0 ? version : DEFAULT_TAG;
        return named(text, split.group(1), digest == null ? used : null, digest);
    }

    private static Digest digest(String text, String digest) {
        try {
            return Digest.parse(digest);
        } catch (PlashException e) {
            throw malformed(text, digest + " is no digest");
        }
    }

    private static RegistryReference named(String text, String name, @Nullable String tag, @Nullable Digest digest) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash).toLowerCase(Locale.ROOT);
        boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        String host = hasHost ? first : DOCKER_IO;
        String repository = hasHost ? name.substring(slash + 1) : name;
        if (host.equals("index.docker.io")) {
            host = DOCKER_IO;
        }
        if (host.equals(DOCKER_IO) && !repository.contains("/")) {
            repository = "library/" + repository;
        }
        Matcher hostMatcher = HOST.matcher(host);
        if (!hostMatcher.matches() || !isPort(Optional.ofNullable(hostMatcher.group(1)))) {
            throw malformed(text, host + " is no host");
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            throw malformed(text, "a name has lower-case letters, digits and single . _ - between them");
        }
        if (host.length() + 1 + repository.length() > LONGEST_NAME) {
            throw malformed(text, "it is longer than " + LONGEST_NAME + " characters");
        }
        return new RegistryReference(host, repository, tag, digest);
    }

    private static boolean isPort(Optional<String> port) {
        return port.map(Integer::parseInt)
                .filter(n -> n < 1 || n > HIGHEST_PORT)
                .isEmpty();
    }

    private static PlashException malformed(String text, String why) {
        return new PlashException("no name of an image: " + Shown.of(text) + ": " + Shown.of(why), HINT);
    }

    /** Whether this is what a tag can be. */
    static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** The same image under the name that never means another. */
    public RegistryReference pinned(Digest to) {
        return new RegistryReference(host, repository, null, to);
    }

    /** What comes after {@code manifests/}. */
    String version() {
        return digest != null ? digest.toString() : String.valueOf(tag);
    }

    /** Host and repository. */
    public String name() {
        return host + "/" + repository;
    }

    /** The full name, which means the same image when it is read again. */
    @Override
    public String toString() {
        return name() + (digest != null ? "@" + digest : ":" + tag);
    }
}
