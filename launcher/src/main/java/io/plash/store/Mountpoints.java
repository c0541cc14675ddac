package io.plash.store;

import io.plash.api.mount.BindMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Layers that consist of mount points. Such a layer lies on top of a container's own, so that a bind mount always finds a
 * real directory or file to be mounted on: an image may lack it, or may have put a symbolic link there, which
 * {@code mount} would follow out of the container.
 */
final class Mountpoints {

    private final DataDirectory data;

    Mountpoints(DataDirectory data) {
        this.data = data;
    }

    /** The layer for these binds, seen from the build data. It is made once and stays. */
    String layer(List<BindMount> binds) throws IOException {
        TreeMap<String, Boolean> targets = new TreeMap<>();
        for (BindMount bind : binds) {
            targets.put(bind.target(), Files.isDirectory(Path.of(bind.source())));
        }
        String name = UUID.nameUUIDFromBytes(targets.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        Path layer = data.mountpoints().resolve(name);
        if (!Files.exists(layer)) {
            Path fresh = make(data.tmp().resolve("mountpoints-" + UUID.randomUUID()), targets);
            try {
                Files.move(fresh, layer, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                // Another process was faster, and made the same.
                return relative(layer);
            }
        }
        return relative(layer);
    }

    private Path make(Path root, Map<String, Boolean> targets) throws IOException {
        directory(root, 0755);
        for (var target : targets.entrySet()) {
            Path path = root;
            Path place = root.resolve(target.getKey().substring(1)).normalize();
            for (Path part : root.relativize(target.getValue() ? place : place.getParent())) {
                path = path.resolve(part);
                if (!Files.exists(path)) {
                    directory(path, mode("/" + root.relativize(path)));
                }
            }
            if (!target.getValue() && !Files.exists(place)) {
                Files.createFile(place);
                Files.setAttribute(place, "unix:mode", 0644);
            }
        }
        return root;
    }

    /** These directories are as everywhere, for whoever sees them while nothing is mounted on them. */
    private static int mode(String path) {
        return switch (path) {
            case "/tmp", "/var/tmp" -> 01777;
            case "/root" -> 0700;
            default -> 0755;
        };
    }

    private static void directory(Path path, int mode) throws IOException {
        Files.createDirectory(path);
        Files.setAttribute(path, "unix:mode", mode);
    }

    private String relative(Path layer) {
        return data.root().relativize(layer).toString();
    }
}
