package io.plash.reclaim;

import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * When containers were used. The time is that of an empty file for each container, {@code used/ID}, which a shell can set
 * without starting a program: {@code true >used/ID}.
 */
public final class Uses {

    private final DataDirectory data;
    private final Containers containers;

    /** Of this build data. */
    public Uses(DataDirectory data, Containers containers) {
        this.data = data;
        this.containers = containers;
    }

    /** A container is used now. */
    public void record(ContainerId container) throws IOException {
        Files.createDirectories(data.uses());
        Path file = data.uses().resolve(container.toString());
        if (!Files.exists(file)) {
            Files.write(file, new byte[0]);
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    /** When a container was used last; when it was made if it was never used since. */
    public Instant last(ContainerId container) throws IOException {
        Instant created = containers.created(container);
        try {
            Instant used = Files.getLastModifiedTime(data.uses().resolve(container.toString()))
                    .toInstant();
            return used.isAfter(created) ? used : created;
        } catch (NoSuchFileException e) {
            return created;
        }
    }
}
