package io.plash.launch;

import io.plash.api.Availability;
import io.plash.api.Availability.Unavailable;
import io.plash.api.PlashException;
import io.plash.api.launch.LaunchMode;
import io.plash.host.Environment;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The launch modes there are, and which one is used. */
public class LaunchModes {

    /** In this order they are tried if the user names none. */
    private static final List<String> ORDER = List.of("privileged", "namespace");

    private final List<LaunchMode> modes;
    private final Environment environment;

    /** Kept, for a mode may start a process to find out whether it can be used. */
    private @Nullable LaunchMode chosen;

    @Inject
    LaunchModes(@Any Instance<LaunchMode> modes, Environment environment) {
        this.modes = modes.stream().toList();
        this.environment = environment;
    }

    /**
     * The mode to launch with.
     *
     * @throws PlashException if the one that the user named, or all, cannot be used
     */
    public synchronized LaunchMode chosen() {
        LaunchMode mode = chosen;
        if (mode == null) {
            mode = choose();
            chosen = mode;
        }
        return mode;
    }

    private LaunchMode choose() {
        if (environment.isSet("PLASH_NO_UNSHARE")) {
            return demanded("failsafe");
        }
        if (environment.isSet("PLASH_LAUNCH_MODE")) {
            return demanded(environment.get("PLASH_LAUNCH_MODE").orElseThrow());
        }
        StringBuilder reasons = new StringBuilder();
        String hint = "";
        for (String name : ORDER) {
            LaunchMode mode = find(name).orElseThrow();
            Availability availability = mode.availability();
            if (!(availability instanceof Unavailable unavailable)) {
                return mode;
            }
            reasons.append(reasons.length() == 0 ? "" : ", ")
                    .append(name)
                    .append(" (")
                    .append(unavailable.reason())
                    .append(")");
            hint = unavailable.hint();
        }
        throw new PlashException("no launch mode can be used: " + reasons, hint);
    }

    /** All of them, sorted by name. */
    public List<LaunchMode> all() {
        return modes.stream().sorted(Comparator.comparing(LaunchMode::name)).toList();
    }

    private LaunchMode demanded(String name) {
        LaunchMode mode = find(name)
                .orElseThrow(() -> new PlashException(
                        "no launch mode: " + name,
                        "there are: "
                                + modes.stream().map(LaunchMode::name).sorted().collect(Collectors.joining(", "))));
        if (mode.availability() instanceof Unavailable unavailable) {
            throw new PlashException(
                    "the launch mode " + name + " cannot be used: " + unavailable.reason(), unavailable.hint());
        }
        return mode;
    }

    private Optional<LaunchMode> find(String name) {
        return modes.stream().filter(mode -> mode.name().equals(name)).findFirst();
    }
}
