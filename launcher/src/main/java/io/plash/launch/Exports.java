package io.plash.launch;

import io.plash.api.PlashException;
import io.plash.host.Environment;
import io.plash.launch.plan.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which environment variables a container's program sees, if the caller has set them. */
public final class Exports {

    /** What a program needs to find the user's terminal, display and home, and the build data. */
    private static final List<String> ALWAYS = List.of("TERM", "DISPLAY", "HOME", "PLASH_DATA");

    private final Environment environment;
    private final Witnesses witnesses;

    /** As the environment of the caller says. */
    public Exports(Environment environment, Witnesses witnesses) {
        this.environment = environment;
        this.witnesses = witnesses;
    }

    /** The names that {@code PLASH_EXPORT} lists, and those that are always handed over. */
    public List<String> ofCaller() {
        List<String> names = new ArrayList<>(names(environment.get("PLASH_EXPORT")));
        names.addAll(ALWAYS);
        return names;
    }

    /** The names in the value of a variable, separated by colons. */
    public List<String> listed(String variable) {
        witnesses.variable(variable, environment.get(variable));
        return names(environment.get(variable));
    }

    private static List<String> names(Optional<String> list) {
        List<String> names = new ArrayList<>();
        for (String name : list.orElse("").split(":")) {
            if (!name.isEmpty()) {
                names.add(checked(name));
            }
        }
        return names;
    }

    /**
     * The same name.
     *
     * @throws PlashException if no shell could know a variable by it
     */
    public static String checked(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new PlashException("not the name of an environment variable: " + name);
        }
        return name;
    }
}
