package io.plash.store;

import io.plash.api.PlashException;
import io.plash.text.RawPath;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Names for containers, such as the key of a built layer or of an imported image. */
public final class NameMap {

    private static final String LOCK = "names";

    private final DataDirectory data;
    private final Containers containers;
    private final StoreLock lock;

    NameMap(DataDirectory data, Containers containers, StoreLock lock) {
        this.data = data;
        this.containers = containers;
        this.lock = lock;
    }

    /** Every name that is set, in order, those whose container is gone included. */
    public List<String> all() throws IOException {
        List<String> names = new ArrayList<>();
        try (var links = Files.newDirectoryStream(data.map(), Files::isSymbolicLink)) {
            links.forEach(link -> names.add(RawPath.text(link.getFileName())));
        }
        Collections.sort(names);
        return names;
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
        try (FileLock held = lock.acquire(LOCK)) {
            Links.replace(path(key), target, data.tmp());
        }
    }

    /** Takes a name away, if it is set. */
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    /** Takes a name away whose container is gone, and returns whether it was one. */
    public boolean deleteIfDangling(String key) throws IOException {
        try (FileLock held = lock.acquire(LOCK)) {
            return get(key).isEmpty() && Files.deleteIfExists(path(key));
        }
    }

    private Path path(String key) {
        if (key.isEmpty() || key.contains("/") || key.equals(".") || key.equals("..")) {
            throw new PlashException("not a map key: " + (key.isEmpty() ? "it is empty" : key));
        }
        try {
            return data.map().resolve(RawPath.of(key));
        } catch (InvalidPathException e) {
            throw new PlashException("not a map key: " + key, null, e);
        }
    }
}
