package com.example.debootstrap;

import io.plash.api.PlashException;
import io.plash.api.download.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Debian: {@code bookworm}, {@code sid/arm64}, {@code bookworm/amd64@sha256:…}. It goes into an address and onto a
 * command line, so nothing else is a name.
 *
 * @param name of the suite, or its code name
 * @param architecture as dpkg calls it
 * @param release the digest of the only release file that will do
 */
record Suite(String name, String architecture, Optional<Digest> release) {

    private static final Pattern NAME =
            Pattern.compile("([a-z][a-z0-9-]{0,39})(?:/([a-z0-9][a-z0-9-]{0,39}))?(?:@(sha256:[0-9a-f]{64}))?");

    /** Where Java has another word. */
    private static final Map<String, String> ARCHITECTURES =
            Map.of("aarch64", "arm64", "arm", "armhf", "x86", "i386", "ppc64le", "ppc64el");

    /**
     * Reads what the user typed. Without an architecture it is that of this machine.
     *
     * @throws PlashException if it cannot be a suite
     */
    static Suite parse(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
            throw new PlashException(
                    "no suite of Debian: " + shown.replaceAll("\\p{Cntrl}", "?"),
                    "write bookworm, or with an architecture bookworm/arm64");
        }
        return new Suite(
                name.group(1),
                Optional.ofNullable(name.group(2)).orElseGet(Suite::architectureOfThisMachine),
                Optional.ofNullable(name.group(3)).map(Digest::parse));
    }

    /** The same as it is in this release. */
    Suite of(Digest digest) {
        return new Suite(name, architecture, Optional.of(digest));
    }

    @Override
    public String toString() {
        return name + "/" + architecture + release.map(digest -> "@" + digest).orElse("");
    }

    private static String architectureOfThisMachine() {
        String java = System.getProperty("os.arch");
        return ARCHITECTURES.getOrDefault(java, java);
    }
}
