package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.source.docker.image.Blobs;
import io.plash.source.docker.image.ImageReader;
import io.plash.source.docker.oci.Descriptor;
import io.plash.source.docker.oci.ImageDocument;
import io.plash.source.docker.oci.ImageIndex;
import io.plash.source.docker.oci.JsonObject;
import io.plash.source.docker.oci.Machine;
import io.plash.source.docker.oci.MediaTypes;
import io.plash.source.docker.oci.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Images in an OCI layout (OCI image-spec, image-layout.md). */
final class OciLayout implements LocalImages, Blobs {

    private static final String REF_NAME = "org.opencontainers.image.ref.name";

    private final LocalFiles files;

    OciLayout(LocalFiles files) throws IOException {
        this.files = files;
        JsonObject marker = JsonObject.parse(files.read("oci-layout"), "oci-layout of " + files.title());
        if (!marker.text("imageLayoutVersion").orElse("").startsWith("1.")) {
            throw marker.bad("it is not of version 1");
        }
    }

    @Override
    public Digest digest(LocalName name, ImageReference image) throws IOException {
        return entry(name, image).digest();
    }

    @Override
    public FetchedImage image(LocalName name, ImageReference image, ImageReference pinned, Machine machine)
            throws IOException {
        Descriptor entry = entry(name, image);
        ImageReader reader = new ImageReader(this, machine);
        return reader.read(reader.document(entry, "manifest of " + image), Optional.of(entry.mediaType()), pinned);
    }

    /** The only image there. */
    Descriptor only(ImageReference image) throws IOException {
        return entry(new LocalName(Path.of("/"), "", Optional.empty()), image);
    }

    private Descriptor entry(LocalName name, ImageReference image) throws IOException {
        byte[] index = files.read("index.json");
        ImageDocument document =
                ImageDocument.parse(index, Optional.of(MediaTypes.INDEX), "index.json of " + files.title());
        List<Descriptor> entries = ((ImageIndex) document).images();
        List<Descriptor> wanted =
                entries.stream().filter(wanted(name)).distinct().toList();
        if (wanted.size() == 1) {
            return wanted.get(0);
        }
        String names = entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.annotations().get(REF_NAME)).stream())
                .map(Shown::of)
                .distinct()
                .limit(20)
                .collect(Collectors.joining(", "));
        if (wanted.isEmpty()) {
            throw new ImageNotFoundException(image, names.isEmpty() ? "" : "there are: " + names);
        }
        throw new PlashException(
                "several images in " + files.title(),
                names.isEmpty() ? "append @ and the digest of one" : "append : and one of " + names);
    }

    private static Predicate<Descriptor> wanted(LocalName name) {
        if (name.digest().isPresent()) {
            return entry -> entry.digest().equals(name.digest().get());
        }
        return name.name().isEmpty()
                ? entry -> true
                : entry -> name.name().equals(entry.annotations().get(REF_NAME));
    }

    @Override
    public Content blob(Descriptor part) {
        String name = "blobs/" + part.digest().algorithm() + "/" + part.digest().hex();
        try {
            return files.find(name)
                    .map(content -> new Checked(content, part))
                    .orElseThrow(() -> new PlashException("bad " + files.title() + ": it has no " + name));
        } catch (IOException e) {
            throw new PlashException("cannot read " + files.title(), null, e);
        }
    }
}
