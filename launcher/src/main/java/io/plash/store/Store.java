package io.plash.store;

import io.plash.api.PlashException;
import io.plash.api.mount.BindMount;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Build data that is complete and belongs to the user of this process. */
public final class Store implements AutoCloseable {

    private final DataDirectory data;
    private final StoreLock lock;
    private final Containers containers;
    private final NameMap names;
    private final TemporaryDirectories temporary;
    private final Mountpoints mountpoints;
    private final ShortNames shortNames;
    private final Plans plans;
    private final Settings settings;

    /** Opens complete build data. */
    public Store(DataDirectory data) throws IOException {
        this.data = data;
        this.lock = new StoreLock(data);
        this.plans = new Plans(data);
        this.settings = new Settings(data);
        this.containers = new Containers(data, lock, plans, settings);
        this.names = new NameMap(data, containers, lock);
        this.temporary = new TemporaryDirectories(data, lock);
        this.mountpoints = new Mountpoints(data);
        this.shortNames = new ShortNames(data);
    }

    /** Where it lies. */
    public Path root() {
        return data.root();
    }

    /** Where downloads are kept; need not exist. */
    public Path downloads() {
        return data.downloads();
    }

    /** Where a container is mounted that has a mount namespace of its own, seen from the build data. */
    public String mountPoint() {
        return data.root().relativize(data.mnt()).toString();
    }

    /** Where a container is mounted whose mount others see and that stays: a fresh directory, seen from the build data. */
    public String freshMountPoint() throws IOException {
        Path fresh = Files.createDirectory(data.mnt().resolve(UUID.randomUUID().toString()));
        return data.root().relativize(fresh).toString();
    }

    /** The containers. */
    public Containers containers() {
        return containers;
    }

    /** The names of containers. */
    public NameMap names() {
        return names;
    }

    /** Room for work in progress. */
    public TemporaryDirectories temporary() {
        return temporary;
    }

    /**
     * The name of the union filesystem that wrote the layers and shows them.
     *
     * @throws PlashException if these are two
     */
    public String unionTaste() throws IOException {
        return settings.unionTaste(containers);
    }

    /** The name of the one that is to show them, whether there is such a one or not. */
    public String shownBy() {
        return settings.shownBy();
    }

    /** The name of the union filesystem that wrote the layers, whichever is to show them. */
    public String layersBy() {
        return settings.layersBy();
    }

    /** Where the changes of a run go: {@code tmpfs} or {@code disk}. */
    public String scratch() {
        return settings.scratch();
    }

    /**
     * A layer with nothing but the mount points of these bind mounts.
     *
     * @return its path, seen from the build data
     */
    public String mountpoints(List<BindMount> binds) throws IOException {
        return mountpoints.layer(binds);
    }

    /** The layers of a mount, under names that one mount has room for. */
    public List<String> shortNames(List<String> lowerdirs) throws IOException {
        return shortNames.of(lowerdirs);
    }

    /** Waits until no other process holds the lock of this name, and holds it until it is closed. */
    public FileLock lock(String name) throws IOException {
        return lock.acquire(name);
    }

    /** Takes the lock of this name if no process has it, this one included. */
    public Optional<FileLock> tryLock(String name) throws IOException {
        return lock.tryAcquire(name);
    }

    /** The launch plans. */
    public Plans plans() {
        return plans;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
