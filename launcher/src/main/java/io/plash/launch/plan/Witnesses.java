package io.plash.launch.plan;

import io.plash.host.FileState;
import io.plash.macro.input.Inputs;
import io.plash.store.ContainerId;
import io.plash.text.RawPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be as it was for a kept launch plan to be carried out again. Whoever decides something that goes into a plan
 * says here what it was decided by.
 *
 * <p>The script {@code kept} checks the witnesses, without Java. What it could not check makes the plan {@linkplain
 * #spoil one that is not kept}.
 */
public final class Witnesses {

    /** The script gives all files to one process, and a command line has an end. */
    private static final int MOST_FILES = 500;

    /** Variables that a shell, or the script, sets, so that it cannot see what the caller gave them. */
    private static final Pattern OF_THE_SHELL = Pattern.compile(
            "_.*|LC_ALL|PWD|OLDPWD|IFS|OPTIND|PPID|SHLVL|BASH.*|LINENO|PATH|PS[124]|RANDOM|SECONDS|UID|EUID");

    private final Set<String> lines = new LinkedHashSet<>();
    private int files;
    private @Nullable String spoiled;

    /** The plan cannot be kept. */
    public void spoil(String why) {
        if (spoiled == null) {
            spoiled = why;
        }
    }

    /** Why the plan cannot be kept, if it cannot. */
    public Optional<String> spoiled() {
        return Optional.ofNullable(spoiled);
    }

    /** The lines of the plan: each a key, a blank, and a value. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /**
     * A fact that the script {@code kept} knows how to check.
     *
     * @throws IllegalArgumentException if the script would take it for something else
     */
    public void fact(String key, Object value) {
        if (LaunchPlan.KEYS.contains(key)) {
            throw new IllegalArgumentException("a key of launch plans cannot be one of witnesses: " + key);
        }
        String line = key + " " + value;
        if (line.contains("\n")) {
            spoil("a line cannot hold " + key + " with a newline in it");
        } else {
            lines.add(line);
        }
    }

    /** A name that stands for a container. */
    public void mapped(String key, ContainerId container) {
        fact("map", container + " " + key);
    }

    /** A variable of the caller's environment and its value, if it was set. */
    public void variable(String name, Optional<String> value) {
        if (OF_THE_SHELL.matcher(name).matches()) {
            spoil("the script has a variable " + name + " of its own");
        }
        fact(
                value.isPresent() ? "set" : "unset",
                value.map(text -> name + "=" + text).orElse(name));
    }

    /** Whether there is a directory at this path, something else, or nothing. */
    public void existence(String path) {
        Path file = Path.of(path);
        String is = Files.isDirectory(file) ? "is-directory" : "is-no-directory";
        fact(Files.exists(file) ? is : "missing", path);
    }

    /** Whether the caller can read what is at this path. */
    public void readability(String path) {
        fact(Files.isReadable(Path.of(path)) ? "readable" : "unreadable", path);
    }

    /** The first digit of a setting of the kernel, a file in {@code /proc/sys}; it tells 0 from all others. */
    public void sysctl(String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/sys", name))) {
            lines.findFirst().ifPresent(line -> fact("sysctl", name + " " + line.charAt(0)));
        } catch (IOException e) {
            // It has not.
            return;
        }
    }

    /** Everything that build arguments depended on. */
    public void inputs(Inputs inputs) {
        inputs.unrepeatable().ifPresent(this::spoil);
        inputs.directory().ifPresent(directory -> fact("directory", RawPath.text(directory)));
        inputs.files().forEach(this::content);
        inputs.variables().forEach(this::variable);
        inputs.containers().forEach((key, container) -> {
            if (container.isPresent()) {
                mapped(key, new ContainerId(container.getAsLong()));
            } else {
                spoil("the map has no " + key);
            }
        });
    }

    /** What is in a file, or which names are in a directory, at this moment; links are followed. */
    public void content(Path path) {
        if (!Files.exists(path)) {
            fact("missing", RawPath.text(path));
            return;
        }
        try {
            FileState state = FileState.of(path);
            if (!state.isSettled(Instant.now())) {
                spoil("a file has changed just now: " + path);
            }
            content(path, state);
        } catch (IOException e) {
            spoil("the state of a file cannot be read: " + path);
        }
    }

    private void content(Path path, FileState state) {
        if (++files > MOST_FILES) {
            spoil("it depends on more than " + MOST_FILES + " files");
        }
        String stat = "%d:%d:%d:%s:%s"
                .formatted(
                        state.device(),
                        state.inode(),
                        state.size(),
                        seconds(state.modified().toInstant()),
                        seconds(state.changed().toInstant()));
        fact("file", stat + " " + RawPath.text(path));
    }

    /** As stat(1) prints times. */
    private static String seconds(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }
}
