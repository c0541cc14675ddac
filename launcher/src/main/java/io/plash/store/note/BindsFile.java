package io.plash.store.note;

import io.plash.api.PlashException;
import io.plash.api.mount.BindMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file {@code _data/binds} of a container: for each bind mount three lines, the source, the target and {@code ro} or
 * {@code rw}. Most containers have none.
 */
final class BindsFile {

    static final String FILE = "_data/binds";

    private BindsFile() {}

    static List<BindMount> read(Path container) {
        Path file = container.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            List<BindMount> binds = new ArrayList<>();
            for (int i = 0; i + 2 < lines.size(); i += 3) {
                binds.add(new BindMount(
                        lines.get(i), lines.get(i + 1), lines.get(i + 2).equals("ro")));
            }
            return binds;
        } catch (IOException e) {
            throw new PlashException("cannot read " + file, null, e);
        }
    }

    static void write(Path container, List<BindMount> binds) throws IOException {
        Path file = container.resolve(FILE);
        Files.deleteIfExists(file);
        if (binds.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (BindMount bind : binds) {
            lines.addAll(List.of(bind.source(), bind.target(), bind.readOnly() ? "ro" : "rw"));
        }
        Files.write(file, lines);
    }
}
