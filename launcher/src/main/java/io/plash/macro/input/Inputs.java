package io.plash.macro.input;

import io.plash.host.FileState;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that an evaluation depended on besides its arguments and plash itself. As long as none of it changes, the same
 * arguments mean the same script.
 *
 * @param directory the caller's directory, if a relative name started there; otherwise another one means the same
 * @param files each file that was read and each directory that was listed, by absolute path, as it was <em>before</em> it
 *     was read: one that changed meanwhile differs from what is said here
 * @param variables the environment variables that were asked for, empty for one that was not set
 * @param containers the keys of {@code plash map} that were asked for, those of images among them, empty for one that was
 *     not there
 * @param unrepeatable why no later evaluation can be spared, if that is so
 */
public record Inputs(
        Optional<Path> directory,
        Map<Path, FileState> files,
        Map<String, Optional<String>> variables,
        Map<String, OptionalLong> containers,
        Optional<String> unrepeatable) {

    public Inputs {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        containers = Collections.unmodifiableMap(new LinkedHashMap<>(containers));
    }
}
