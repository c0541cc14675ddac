package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.image.ImageReader;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Machine;
import io.plash.source.docker.oci.Shown;
import io.plash.source.docker.registry.RegistryReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Images in an archive of {@code docker save} (docker-image-spec, "Combined Image JSON + Filesystem Changeset Format"). Only
 * names in its manifest.json are looked up, and only inside the archive.
 */
final class DockerArchive implements LocalImages {

    private static final Pattern ID = Pattern.compile("(?:.*/)?([0-9a-f]{64})(?:\\.json)?");

    private final LocalFiles files;

    DockerArchive(LocalFiles files) {
        this.files = files;
    }

    private record Entry(String config, Digest id, List<String> tags, List<String> layers) {}

    @Override
    public Digest digest(LocalName name, ImageReference image) throws IOException {
        return entry(name, image).id();
    }

    @Override
    public FetchedImage image(LocalName name, ImageReference image, ImageReference pinned, Machine machine)
            throws IOException {
        Entry entry = entry(name, image);
        List<Content> layers = new ArrayList<>();
        for (String layer : entry.layers()) {
            layers.add(files.find(layer)
                    .orElseThrow(() -> new PlashException("bad " + files.title() + ": it has no " + Shown.of(layer))));
        }
        return new ImageReader(DockerArchive::noBlobs, machine).read(files.read(entry.config()), layers, pinned);
    }

    private static Content noBlobs(Descriptor part) {
        throw new IllegalStateException("an archive of docker has no manifests");
    }

    private Entry entry(LocalName name, ImageReference image) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (JsonObject json : JsonObject.parseList(files.read("manifest.json"), "manifest.json of " + files.title())) {
            entries.add(entry(json));
        }
        List<Entry> wanted =
                entries.stream().filter(entry -> isWanted(entry, name)).toList();
        if (wanted.size() == 1) {
            return wanted.get(0);
        }
        String tags = entries.stream()
                .flatMap(entry -> entry.tags().stream())
                .map(Shown::of)
                .limit(20)
                .collect(Collectors.joining(", "));
        if (wanted.isEmpty()) {
            throw new ImageNotFoundException(image, tags.isEmpty() ? "" : "there are: " + tags);
        }
        throw new PlashException(
                "several images in " + files.title(),
                tags.isEmpty() ? "append @ and the id of one" : "append : and one of " + tags);
    }

    private Entry entry(JsonObject json) throws IOException {
        String config = json.requiredText("Config");
        byte[] bytes = files.read(config);
        Digest id = Digest.sha256(() -> new ByteArrayInputStream(bytes));
        Matcher named = ID.matcher(config);
        if (named.matches() && !named.group(1).equals(id.hex())) {
            throw json.bad("its config " + Shown.of(config) + " has another digest");
        }
        return new Entry(config, id, json.texts("RepoTags"), json.texts("Layers"));
    }

    private static boolean isWanted(Entry entry, LocalName name) {
        if (name.digest().isPresent()) {
            return entry.id().equals(name.digest().get());
        }
        if (name.name().isEmpty()) {
            return true;
        }
        String full = RegistryReference.parse(name.name()).toString();
        return entry.tags().stream().anyMatch(tag -> isSame(tag, full));
    }

    private static boolean isSame(String tag, String full) {
        try {
            return RegistryReference.parse(tag).toString().equals(full);
        } catch (PlashException e) {
            // Whoever wrote it calls it something that no name can be.
            return false;
        }
    }
}
