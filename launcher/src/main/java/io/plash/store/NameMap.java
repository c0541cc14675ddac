package io.plash.store;

import io.plash.api.PlashException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Optional;

/** Names for containers, such as the key of a built layer or of an imported image. */
public final class NameMap {

    private final DataDirectory data;
    private final Containers containers;

    NameMap(DataDirectory data, Containers containers) {
        this.data = data;
        this.containers = containers;
    }

    /** The container of this name; empty if the name is not set or its container is gone. */
    public Optional<ContainerId> get(String key) throws IOException {
        try {
            Path target = Files.readSymbolicLink(path(key));
            String name = target.getFileName().toString();
            return name.matches("[0-9]{1,18}")
                    ? Optional.of(ContainerId.parse(name)).filter(containers::exists)
                    : Optional.empty();
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        }
    }

    /** Gives a name to an existing container, in place of the one that had it. */
    public void set(String key, ContainerId container) throws IOException {
        Path target = Path.of("..").resolve(data.root().relativize(containers.directory(container)));
        Links.replace(path(key), target, data.tmp());
    }

    /** Takes a name away, if it is set. */
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    private Path path(String key) {
        if (key.isEmpty() || key.contains("/") || key.equals(".") || key.equals("..")) {
            throw new PlashException("not a map key: " + (key.isEmpty() ? "it is empty" : key));
        }
        try {
            return data.map().resolve(key);
        } catch (InvalidPathException e) {
            throw new PlashException("not a map key: " + key, null, e);
        }
    }
}
