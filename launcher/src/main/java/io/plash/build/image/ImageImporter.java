package io.plash.build.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.download.Downloads;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Identity;
import io.plash.host.Messages;
import io.plash.launch.Launcher;
import io.plash.launch.Launches;
import io.plash.launch.plan.Purpose;
import io.plash.launch.plan.Witnesses;
import io.plash.macro.input.ImageStore;
import io.plash.store.ContainerId;
import io.plash.store.Store;
import io.plash.store.TemporaryDirectories.TemporaryDirectory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.util.List;
import java.util.Optional;

/** Brings images into the build data. */
public class ImageImporter {

    private final ImageSources sources;
    private final Downloads downloads;
    private final LayerImporter layers;
    private final Launches launches;
    private final Launcher launcher;
    private final Identity identity;
    private final Environment environment;
    private final ImageWitnesses witnesses;
    private final Purpose purpose;
    private final Messages messages;

    @Inject
    ImageImporter(
            ImageSources sources,
            Downloads downloads,
            LayerImporter layers,
            Launches launches,
            Launcher launcher,
            Identity identity,
            Environment environment,
            Witnesses witnesses,
            Purpose purpose,
            Messages messages) {
        this.sources = sources;
        this.downloads = downloads;
        this.layers = layers;
        this.launches = launches;
        this.launcher = launcher;
        this.identity = identity;
        this.environment = environment;
        this.witnesses = new ImageWitnesses(witnesses, environment);
        this.purpose = purpose;
        this.messages = messages;
    }

    /** The container of an image, which is fetched if the policy wants it, and its key in the map. */
    public ImageStore.Image imported(Store store, String scheme, String name, PullPolicy policy) throws IOException {
        ImageSource source = sources.named(scheme);
        ImageReference image = source.resolve(name);
        witnesses.add(source, image, policy);
        PullPolicy possible = environment.isSet("PLASH_OFFLINE") ? policy.offline() : policy;
        return new ImageStore.Image(
                image.mapKey(), container(store, source, name, image, possible).value());
    }

    private ContainerId container(Store store, ImageSource source, String name, ImageReference image, PullPolicy policy)
            throws IOException {
        Optional<ContainerId> imported = store.names().get(image.mapKey());
        if (imported.isPresent() && (policy == PullPolicy.MISSING || policy == PullPolicy.NEVER)) {
            return imported.get();
        }
        if (policy == PullPolicy.NEVER) {
            throw new PlashException("image is not here: " + image, "fetch it with `--pull=missing`");
        }
        purpose.requireFor("the image is not imported: " + image);
        try (FileLock held = store.lock("import:" + image.mapKey())) {
            imported = store.names().get(image.mapKey());
            if (imported.isPresent() && policy == PullPolicy.MISSING) {
                return imported.get();
            }
            if (imported.isPresent() && policy == PullPolicy.NEWER && isCurrent(store, source, image, imported.get())) {
                return imported.get();
            }
            source.notice(name).ifPresent(messages::note);
            ContainerId container =
                    identity.isRoot() ? fetch(store, image.scheme(), image.name()) : fetchAsRoot(store, image);
            store.names().set(image.mapKey(), container);
            return container;
        }
    }

    /** The name that always means what an image is now. */
    public String pinned(Store store, String scheme, String name) throws IOException {
        ImageSource source = sources.named(scheme);
        return source.pin(source.resolve(name), downloads.into(store)).name();
    }

    /** Where an image would be fetched from. */
    public Optional<String> address(Store store, String scheme, String name) throws IOException {
        ImageSource source = sources.named(scheme);
        return source.address(source.resolve(name), downloads.into(store));
    }

    /** The container of an image, which is fetched in any case, by the owner of the files of containers. */
    public ContainerId fetch(Store store, String scheme, String name) throws IOException {
        ImageSource source = sources.named(scheme);
        ImageReference image = source.resolve(name);
        try (TemporaryDirectory directory = store.temporary().create()) {
            FetchedImage fetched = source.fetch(image, downloads.into(store), directory.make("image"));
            ContainerId container = layers.image(store, image.toString(), fetched);
            store.names().set(fetched.pinned().get().mapKey(), container);
            return container;
        }
    }

    private boolean isCurrent(Store store, ImageSource source, ImageReference image, ContainerId imported)
            throws IOException {
        return new Freshness(downloads.into(store), messages)
                .isCurrent(
                        source,
                        image,
                        pinned -> store.names()
                                .get(pinned)
                                .filter(imported::equals)
                                .isPresent());
    }

    /** What a name has in it that its label has not is for nobody's eyes, so it is no argument. */
    private ContainerId fetchAsRoot(Store store, ImageReference image) throws IOException {
        List<String> arguments = List.of("import-image", image.scheme());
        HostProcesses.Result result =
                launcher.plash(store, launches.enter(), arguments, image.name().getBytes(UTF_8));
        return ContainerId.printed(result);
    }
}
