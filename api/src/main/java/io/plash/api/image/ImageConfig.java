package io.plash.api.image;

import java.util.List;
import java.util.Map;

/**
 * What an image says about running it, as in the OCI image specification, {@code config.md}. plash keeps it beside the
 * container.
 *
 * @param entrypoint the program and its first arguments
 * @param command more arguments, or the program if there is no entrypoint
 * @param environment {@code NAME=VALUE} each
 * @param workingDirectory an absolute path, or empty
 * @param user {@code user}, {@code uid}, {@code user:group} and so on, or empty
 * @param stopSignal such as {@code SIGTERM}, or empty
 * @param volumes absolute paths
 * @param exposedPorts such as {@code 80/tcp}
 * @param labels by name
 * @param platform what it runs on, such as {@code linux/arm64} or {@code linux/arm/v7}; empty if it does not say,
 *     or for what all machines like this one can run
 * @param others what only matters to whoever the image is handed on to, such as {@code Healthcheck}: the value as JSON, by
 *     the name in the specification
 */
public record ImageConfig(
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        String workingDirectory,
        String user,
        String stopSignal,
        List<String> volumes,
        List<String> exposedPorts,
        Map<String, String> labels,
        String platform,
        Map<String, String> others) {

    /** An image that says nothing. */
    public static final ImageConfig NONE =
            new ImageConfig(List.of(), List.of(), List.of(), "", "", "", List.of(), List.of(), Map.of(), "", Map.of());

    public ImageConfig {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        volumes = List.copyOf(volumes);
        exposedPorts = List.copyOf(exposedPorts);
        labels = Map.copyOf(labels);
        others = Map.copyOf(others);
    }
}
