package io.plash.store;

import io.plash.api.PlashException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is in {@code config}. Which union filesystem shows the layers, {@code union_taste}, and which one wrote them,
 * {@code layers_by}, differ if somebody changed the first by hand.
 */
final class Settings {

    private final DataDirectory data;
    private @Nullable String used;

    Settings(DataDirectory data) {
        this.data = data;
    }

    /** Writes all of them. The build data is complete with the last one. */
    void write(String unionTaste, String scratch) throws IOException {
        write(data.layersBy(), unionTaste);
        write(data.scratch(), scratch);
        write(data.unionTaste(), unionTaste);
    }

    /** Where the changes of a run go. */
    String scratch() {
        return read(data.scratch()).orElse("disk");
    }

    /**
     * The union filesystem.
     *
     * @throws PlashException if another one wrote layers, or if it is not the one any more that this process has used
     */
    synchronized String unionTaste(Containers containers) throws IOException {
        String taste = shownBy();
        String writer = layersBy();
        if (!taste.equals(writer) && !containers.all().isEmpty()) {
            throw new PlashException(
                    "cannot use " + taste + " in " + data.root() + ": its layers were written by " + writer,
                    "`plash convert-union " + taste + "` rewrites them, `plash convert-union " + writer
                            + "` leaves them as they are");
        }
        if (used != null && !used.equals(taste)) {
            throw new PlashException(
                    "cannot go on in " + data.root() + ": its union filesystem has become " + taste, "try again");
        }
        used = taste;
        return taste;
    }

    /** The same, and from now on it is the one that wrote layers. */
    void addLayer(Containers containers) throws IOException {
        String taste = unionTaste(containers);
        if (!read(data.layersBy()).equals(Optional.of(taste))) {
            write(data.layersBy(), taste);
        }
    }

    /** The union filesystem that wrote the layers. Build data that does not say it has never had another one. */
    String layersBy() {
        return read(data.layersBy()).orElseGet(this::shownBy);
    }

    /** The union filesystem that is to show the layers, as somebody may have written it there by hand. */
    String shownBy() {
        return read(data.unionTaste())
                .orElseThrow(() -> new PlashException("cannot read " + data.unionTaste() + ": it is gone"));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new PlashException("cannot read " + file, null, e);
        }
    }

    private void write(Path file, String line) throws IOException {
        Path fresh = data.tmp().resolve("config-" + UUID.randomUUID());
        Files.writeString(fresh, line + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
