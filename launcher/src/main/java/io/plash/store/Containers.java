package io.plash.store;

import io.plash.api.PlashException;
import io.plash.api.image.ImageConfig;
import io.plash.api.mount.BindMount;
import io.plash.store.note.LayerNotes;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The containers of the build data. A container exists as soon as its layer is in place, which one rename brings about.
 */
public final class Containers {

    private static final String LOCK = "containers";

    /** Not in {@code _data}, whose time says when the container was added. */
    private static final String MERGED = "_merged";

    private final DataDirectory data;
    private final StoreLock lock;
    private final Plans plans;
    private final Settings settings;

    Containers(DataDirectory data, StoreLock lock, Plans plans, Settings settings) {
        this.data = data;
        this.lock = lock;
        this.plans = plans;
        this.settings = settings;
    }

    /**
     * What the user typed as a container, which exists and is not the empty root container.
     *
     * @throws PlashException if it is no number or there is no such container
     */
    public ContainerId require(String text) {
        ContainerId container = ContainerId.parse(text);
        if (container.equals(ContainerId.ROOT)) {
            throw new PlashException("container must not be the special root container ('0')");
        }
        return require(container);
    }

    /**
     * The same container, which exists.
     *
     * @throws PlashException if it does not
     */
    public ContainerId require(ContainerId container) {
        if (!exists(container)) {
            throw new PlashException("no container: " + container);
        }
        return container;
    }

    /** Whether there is such a container. */
    public boolean exists(ContainerId container) {
        return find(container).isPresent();
    }

    /** Every container but the empty one, in no order. */
    public List<ContainerId> all() throws IOException {
        List<ContainerId> containers = new ArrayList<>();
        try (var links = Files.newDirectoryStream(data.index(), "[1-9]*")) {
            for (Path link : links) {
                String name = link.getFileName().toString();
                if (name.matches("[0-9]{1,18}") && exists(ContainerId.parse(name))) {
                    containers.add(ContainerId.parse(name));
                }
            }
        }
        return containers;
    }

    /** The directory of a container that exists. */
    public Path directory(ContainerId container) {
        return find(container).orElseThrow(() -> new PlashException("no container: " + container));
    }

    /** The layer that a container adds to its parent. */
    public Path layer(ContainerId container) {
        return directory(container).resolve("_data/root");
    }

    /** A container's ancestors and itself, from the empty one down. */
    public List<ContainerId> ancestry(ContainerId container) {
        List<ContainerId> ancestors = new ArrayList<>();
        for (Path part : data.layers().relativize(directory(container))) {
            ancestors.add(ContainerId.parse(part.toString()));
        }
        return ancestors;
    }

    /** The container that this one was built on; the empty one for an image. */
    public ContainerId parent(ContainerId container) {
        List<ContainerId> ancestors = ancestry(container);
        return ancestors.get(Math.max(0, ancestors.size() - 2));
    }

    /**
     * The layers of a container as paths from the build data, the topmost first. Where they were merged, one directory
     * stands for a layer and all below it.
     */
    public List<String> lowerdirs(ContainerId container) {
        List<String> lowerdirs = new ArrayList<>();
        Path stack = data.layers().relativize(directory(container));
        for (int depth = stack.getNameCount(); depth > 0; depth--) {
            Path layer = data.layers().resolve(stack.subpath(0, depth));
            String name = "index/" + layer.getFileName();
            if (Files.isDirectory(layer.resolve(MERGED), LinkOption.NOFOLLOW_LINKS)) {
                lowerdirs.add(name + "/" + MERGED);
                return lowerdirs;
            }
            lowerdirs.add(name + "/_data/root");
        }
        return lowerdirs;
    }

    /** What a container sees of the host because of the image that it was made from. */
    public List<BindMount> binds(ContainerId container) {
        List<BindMount> binds = new ArrayList<>();
        for (ContainerId ancestor : ancestry(container)) {
            binds.addAll(notes(ancestor).binds());
        }
        return binds;
    }

    /** What the image says about running it that a container was made from. */
    public ImageConfig config(ContainerId container) {
        List<ContainerId> ancestors = ancestry(container);
        for (int i = ancestors.size() - 1; i >= 0; i--) {
            Optional<ImageConfig> config = notes(ancestors.get(i)).config();
            if (config.isPresent()) {
                return config.get();
            }
        }
        return ImageConfig.NONE;
    }

    /** What is known about the layer of a container. */
    public LayerNotes notes(ContainerId container) {
        return LayerNotes.read(directory(container));
    }

    /** When a container was added. */
    public Instant created(ContainerId container) throws IOException {
        // The last thing that happens in this directory is that the layer comes into it.
        return Files.getLastModifiedTime(directory(container).resolve("_data")).toInstant();
    }

    /** Waits until no process adds or removes containers, and keeps it so until it is closed. */
    public FileLock lock() throws IOException {
        return lock.acquire(LOCK);
    }

    /**
     * Adds a container. The layer is moved into the build data by the last of all steps; if that fails, everything is as
     * it was.
     *
     * @param parent an existing container
     * @param layer a directory on the filesystem of the build data
     */
    public ContainerId add(ContainerId parent, Path layer, LayerNotes notes) throws IOException {
        return add(parent, layer, notes, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    /** How a directory gets to its place, by one rename. */
    @FunctionalInterface
    public interface Move {
        void to(Path layer, Path place) throws IOException;
    }

    /** The same, where the layer is moved in this way. */
    public ContainerId add(ContainerId parent, Path layer, LayerNotes notes, Move move) throws IOException {
        if (!Files.isDirectory(layer, LinkOption.NOFOLLOW_LINKS)) {
            throw new PlashException("cannot add " + layer + ": not a directory");
        }
        try (FileLock held = lock()) {
            settings.addLayer(this);
            Path below = directory(parent);
            ContainerId container = nextId();
            Path directory = below.resolve(container.toString());
            Path place = directory.resolve("_data/root");
            Files.createDirectories(place.getParent());
            notes.write(directory);
            Links.replace(
                    data.index(container), Path.of("..").resolve(data.root().relativize(directory)), data.tmp());
            try {
                move.to(layer, place);
            } catch (IOException e) {
                withdraw(container, directory);
                throw refusal(layer, e);
            }
            countId();
            return container;
        }
    }

    /**
     * Lets one directory stand for the layers of a container from now on. They stay, for whoever asks for them one by one.
     *
     * @param tree what the container has, in a directory on the filesystem of the build data; it is moved, by one rename
     */
    public void merge(ContainerId container, Path tree) throws IOException {
        Files.move(tree, directory(container).resolve(MERGED), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Takes a container and all that were built on it out of the build data, in one step.
     *
     * @param trash a directory of the build data that does not exist yet and receives what was taken out; whoever deletes
     *     it must expect files of other users and mounts, and programs that still run in these containers
     */
    public void remove(ContainerId container, Path trash) throws IOException {
        try (FileLock held = lock()) {
            List<ContainerId> gone = new ArrayList<>();
            for (ContainerId other : all()) {
                if (ancestry(other).contains(container)) {
                    gone.add(other);
                }
            }
            Files.move(directory(container), trash, StandardCopyOption.ATOMIC_MOVE);
            for (ContainerId other : gone) {
                Files.deleteIfExists(data.index(other));
                Files.deleteIfExists(data.uses().resolve(other.toString()));
            }
            plans.forget(gone::contains);
        }
    }

    /**
     * The id after the newest. A process that was killed may have left the id that it was about to give without a layer,
     * or may have made a container without counting it; the first is given again, the second is counted now.
     */
    private ContainerId nextId() throws IOException {
        while (true) {
            ContainerId next = new ContainerId(Files.size(data.idCounter()) + 1);
            if (!exists(next)) {
                return next;
            }
            countId();
        }
    }

    private void countId() throws IOException {
        Files.write(data.idCounter(), new byte[] {'.'}, StandardOpenOption.APPEND);
    }

    private void withdraw(ContainerId container, Path directory) throws IOException {
        Files.deleteIfExists(data.index(container));
        LayerNotes.delete(directory);
        Files.deleteIfExists(directory.resolve("_data"));
        Files.deleteIfExists(directory);
    }

    private static PlashException refusal(Path layer, IOException e) {
        if (e instanceof AtomicMoveNotSupportedException) {
            return new PlashException(
                    "cannot add " + layer + ": it is on another filesystem than the build data",
                    "make it with `plash mkdtemp`, or copy it there first",
                    e);
        }
        return new PlashException("cannot add " + layer, null, e);
    }

    /** Follows the index by reading links, never by asking the kernel to follow them. */
    private Optional<Path> find(ContainerId container) {
        try {
            Path target = Files.readSymbolicLink(data.index(container));
            if (!target.toString().matches("\\.\\./layer/0(/[0-9]{1,18})*")) {
                return Optional.empty();
            }
            Path directory = data.index().resolve(target).normalize();
            boolean complete = Files.isDirectory(directory.resolve("_data/root"), LinkOption.NOFOLLOW_LINKS);
            return complete ? Optional.of(directory) : Optional.empty();
        } catch (NoSuchFileException | NotLinkException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PlashException("cannot read " + data.index(container), null, e);
        }
    }
}
