package io.plash.source.docker;

import io.plash.source.docker.oci.Machine;
import io.plash.source.docker.oci.Platform;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image and what it is to run on: {@code NAME}, or {@code NAME#platform=linux/arm64}. The same name is
 * another image on another platform, so whatever tells images apart by their names has to see it.
 *
 * @param name with the transport
 * @param platform empty for this machine
 */
record ImageName(String name, Optional<Platform> platform) {

    /** What says for which platform images are to be, where the name says nothing; docker reads it, too. */
    static final String VARIABLE = "DOCKER_DEFAULT_PLATFORM";

    private static final String SEPARATOR = "#platform=";

    private static final Pattern SYNTAX = Pattern.compile("(?s)(.*)" + SEPARATOR + "(.*)");

    /**
     * Reads what a user types.
     *
     * @throws io.plash.api.PlashException if what should be a platform is none
     */
    static ImageName parse(String text, Map<String, String> environment) throws IOException {
        Matcher named = SYNTAX.matcher(text);
        if (named.matches()) {
            return new ImageName(named.group(1), Optional.of(Platform.parse(named.group(2))));
        }
        String wanted = environment.getOrDefault(VARIABLE, "");
        if (wanted.isEmpty()) {
            return new ImageName(text, Optional.empty());
        }
        Platform platform = Platform.parse(wanted);
        return new ImageName(text, Optional.of(platform).filter(other -> !isOwn(other)));
    }

    private static boolean isOwn(Platform platform) {
        try {
            return Machine.local().is(platform);
        } catch (IOException e) {
            // Nobody knows, so it is named.
            return false;
        }
    }

    /** The same platform's image of another name. */
    String with(String other) {
        return other + platform.map(it -> SEPARATOR + it).orElse("");
    }

    /** What it has to run on. */
    Machine machine() throws IOException {
        return platform.isPresent() ? Machine.running(platform.get()) : Machine.local();
    }
}
