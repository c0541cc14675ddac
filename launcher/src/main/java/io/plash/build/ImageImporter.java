package io.plash.build;

import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.Progress;
import io.plash.api.mount.BindMount;
import io.plash.archive.RootfsUnpacker;
import io.plash.archive.UnpackReport;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.macro.input.ImageStore;
import io.plash.posix.Posix;
import io.plash.store.ContainerId;
import io.plash.store.Containers;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings images into the build data. */
public class ImageImporter {

    private final ImageSources sources;
    private final Launches launches;
    private final Launcher launcher;
    private final Identity identity;
    private final PrintStream log;

    @Inject
    ImageImporter(ImageSources sources, Launches launches, Launcher launcher, Identity identity, PrintStream log) {
        this.sources = sources;
        this.launches = launches;
        this.launcher = launcher;
        this.identity = identity;
        this.log = log;
    }

    /** The container of an image, which is fetched if it was not imported before, and its key in the map. */
    public ImageStore.Image imported(Store store, String scheme, String name) throws IOException {
        String key = sources.named(scheme).resolve(name).mapKey();
        return new ImageStore.Image(key, container(store, key, scheme, name).value());
    }

    private ContainerId container(Store store, String key, String scheme, String name) throws IOException {
        Optional<ContainerId> imported = store.names().get(key);
        if (imported.isPresent()) {
            return imported.get();
        }
        try (FileLock held = store.lock("import:" + key)) {
            imported = store.names().get(key);
            if (imported.isPresent()) {
                return imported.get();
            }
            ContainerId container = fetch(store, scheme, name);
            store.names().set(key, container);
            return container;
        }
    }

    /** A new container of an image, which is fetched in any case. */
    public ContainerId fetch(Store store, String scheme, String name) throws IOException {
        ImageSource source = sources.named(scheme);
        try (TemporaryDirectory directory = store.temporary().create()) {
            ImageReference reference = source.resolve(name);
            FetchedImage image = source.fetch(reference, directory.make("download"), Progress.NONE);
            return identity.isRoot() ? unpack(store, reference, image) : unpackAsRoot(store, image);
        }
    }

    /**
     * A new container of an archive. It is there completely or not at all.
     *
     * @param archive closed here
     * @param title what messages call it
     */
    public ContainerId unpack(Store store, InputStream archive, String title, List<BindMount> binds)
            throws IOException {
        store.temporary().sweep();
        try (TemporaryDirectory directory = store.temporary().create()) {
            Path root = directory.make("root");
            say(new RootfsUnpacker(Posix.system()).unpack(archive, title, root));
            return store.containers().add(ContainerId.ROOT, root, binds);
        }
    }

    /** What the archive has and the container has not, each once. */
    private void say(UnpackReport report) {
        say(report.skippedDevices(), "device nodes left out: they cannot be made here");
        say(report.skippedWhiteouts(), "whiteouts left out: an image has nothing to hide");
        say(report.foreignOwners(), "files given to root: their owners are not in the id map");
        say(report.refusedXattrs(), "extended attributes left out: they cannot be set here");
        say(report.droppedXattrs(), "extended attributes left out: they would steer the union filesystem");
    }

    private void say(long count, String what) {
        if (count > 0) {
            log.println("plash: " + count + " " + what);
        }
    }

    private ContainerId unpack(Store store, ImageReference reference, FetchedImage image) throws IOException {
        return unpack(store, Files.newInputStream(image.archive()), reference.toString(), image.binds());
    }

    private ContainerId unpackAsRoot(Store store, FetchedImage image) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("import-tar", image.archive().toString()));
        for (BindMount bind : image.binds()) {
            arguments.addAll(List.of(bind.readOnly() ? "--bind-ro" : "--bind", bind.source() + ":" + bind.target()));
        }
        HostProcesses.Result result = launcher.plash(store, launches.enter(), arguments, new byte[0]);
        return Containers.printed(result.status(), result.output());
    }
}
