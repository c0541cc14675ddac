package io.plash.source.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.api.download.Downloader;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageConfig;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.Layer;
import io.plash.api.mount.BindMount;
import io.plash.source.host.MirrorEntry.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * This machine's own system as an image, with no network: {@code /usr} is bound read-only, and what programs need to
 * start besides is copied, a few hundred small files.
 *
 * <p>There is one such image at a time. Its name is a digest over the names, sizes and times of what is copied, so a
 * copy from before a change is never used again. What is in {@code /usr} may change without notice.
 */
public final class HostSource implements ImageSource {

    private final Path root;

    /** A source of the machine that this process sees. */
    public HostSource() {
        this(Path.of("/"));
    }

    HostSource(Path root) {
        this.root = root;
    }

    @Override
    public String scheme() {
        return "host";
    }

    @Override
    public ImageReference resolve(String name) throws IOException {
        AllowList allowed = AllowList.read();
        List<MirrorEntry> entries = Mirror.of(root, allowed);
        String digest = digest(entries);
        ImageReference image = new ImageReference(scheme(), digest, digest, sources(entries, allowed));
        if (!name.isEmpty() && !name.equals(image.name())) {
            String shown = name.replaceAll("\\p{Cntrl}", "?");
            throw new PlashException("no image: " + scheme() + ":" + shown, "leave the name out, there is one machine");
        }
        return image;
    }

    @Override
    public ImageReference pin(ImageReference image, Downloader downloader) {
        return image;
    }

    @Override
    public FetchedImage fetch(ImageReference image, Downloader downloader, Path directory) throws IOException {
        List<MirrorEntry> entries = Mirror.of(root, AllowList.read());
        if (!digest(entries).equals(image.name())) {
            throw new IOException("cannot mirror this machine: its files have just changed");
        }
        Path file = directory.resolve("mirror.tar");
        try (MirrorArchive archive = new MirrorArchive(root, file)) {
            for (MirrorEntry entry : entries) {
                archive.add(entry);
            }
        }
        return new FetchedImage(() -> image, List.of(Layer.of(file)), binds(entries), ImageConfig.NONE);
    }

    /** The files, and the directories in which another one could appear. */
    private List<Path> sources(List<MirrorEntry> entries, AllowList allowed) {
        Set<Path> sources = new LinkedHashSet<>(List.of(root));
        Stream.concat(entries.stream().map(MirrorEntry::path), allowed.included().stream())
                .map(root::resolve)
                .forEach(path -> {
                    for (Path above = path.getParent();
                            above != null && above.startsWith(root);
                            above = above.getParent()) {
                        sources.add(above);
                    }
                });
        entries.stream()
                .filter(entry -> entry.kind() == Kind.FILE)
                .forEach(entry -> sources.add(root.resolve(entry.path())));
        return List.copyOf(sources);
    }

    private List<BindMount> binds(List<MirrorEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.BOUND)
                .map(entry -> new BindMount(root.resolve(entry.path()).toString(), "/" + entry.path(), true))
                .toList();
    }

    private static String digest(List<MirrorEntry> entries) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            entries.forEach(entry -> digest.update((entry.witness() + "\n").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
