package io.plash.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plash.api.download.Digest;
import io.plash.api.image.ImageConfig;
import io.plash.archive.export.TarExporter;
import io.plash.posix.Posix;
import io.plash.posix.library.FastDigest;
import io.plash.source.docker.oci.Machine;
import io.plash.source.docker.oci.MediaTypes;
import io.plash.source.docker.oci.Platform;
import io.plash.tree.attribute.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a root filesystem as an image of one layer, in an OCI layout. The same root filesystem always gives the same
 * bytes: there is no time in it but those of the files, and {@code SOURCE_DATE_EPOCH} if it is set.
 */
public final class LayoutWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_SIZE = 64 * 1024;

    private final Path layout;
    private final OptionalLong date;

    /**
     * A writer of one layout.
     *
     * @param layout an empty directory
     * @param date in seconds since 1970; no file is later
     */
    public LayoutWriter(Path layout, OptionalLong date) {
        this.layout = layout;
        this.date = date;
    }

    /**
     * Writes the image of a tree, for a layout that stays a directory. It is called {@code latest} there, for tools such as
     * umoci find images by their names alone.
     *
     * @return what an image cannot have
     */
    public Omissions write(Path tree, ImageConfig config) throws IOException {
        Image image = image(tree, config);
        Map<String, Object> named = new LinkedHashMap<>(image.manifest());
        named.put("annotations", Map.of("org.opencontainers.image.ref.name", "latest"));
        writeIndex(named);
        return image.omissions();
    }

    /**
     * Writes the image of a tree, for a layout that becomes an archive. It has no name, for engines would take it over, but
     * a {@code manifest.json}, for {@code docker load} reads layouts only since Docker 25.
     *
     * @return what an image cannot have
     */
    public Omissions writeLoadable(Path tree, ImageConfig config) throws IOException {
        Image image = image(tree, config);
        writeIndex(image.manifest());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("Config", Blobs.path(image.config()));
        entry.put("RepoTags", List.of());
        entry.put("Layers", List.of(Blobs.path(image.layer())));
        write("manifest.json", JSON.writeValueAsBytes(List.of(entry)));
        return image.omissions();
    }

    /** What has been written, as descriptors. */
    private record Image(
            Map<String, Object> manifest, Map<String, Object> config, Map<String, Object> layer, Omissions omissions) {}

    private Image image(Path tree, ImageConfig config) throws IOException {
        Blobs blobs = new Blobs(layout);
        MessageDigest plain = FastDigest.computation("sha256");
        Omissions[] omissions = new Omissions[1];
        Map<String, Object> layer = blobs.add(MediaTypes.LAYER, blob -> {
            try (Gzip gzip = new Gzip(blob);
                    DigestOutputStream tar = new DigestOutputStream(gzip, plain)) {
                omissions[0] = new TarExporter(Posix.system(), date).export(tree, tar, layout.toString());
            }
        });
        byte[] document = JSON.writeValueAsBytes(configOf(config, Digest.of("sha256", plain.digest())));
        Map<String, Object> described = blobs.add(MediaTypes.CONFIG, out -> out.write(document));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2);
        manifest.put("mediaType", MediaTypes.MANIFEST);
        manifest.put("config", described);
        manifest.put("layers", List.of(layer));
        byte[] top = JSON.writeValueAsBytes(manifest);
        return new Image(blobs.add(MediaTypes.MANIFEST, out -> out.write(top)), described, layer, omissions[0]);
    }

    private void writeIndex(Map<String, Object> manifest) throws IOException {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("mediaType", MediaTypes.INDEX);
        index.put("manifests", List.of(manifest));
        write("index.json", JSON.writeValueAsBytes(index));
        write("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Modes.file(Files.write(layout.resolve(name), content));
    }

    private static final class Gzip extends GZIPOutputStream {

        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER_SIZE);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private Map<String, Object> configOf(ImageConfig config, Digest layer) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        Platform platform = config.platform().isEmpty() ? Machine.commonplace() : Platform.parse(config.platform());
        date.ifPresent(seconds ->
                document.put("created", Instant.ofEpochSecond(seconds).toString()));
        document.put("architecture", platform.architecture());
        put(document, "variant", platform.variant());
        document.put("os", "linux");
        document.put("config", run(config));
        Map<String, Object> rootfs = new LinkedHashMap<>();
        rootfs.put("type", "layers");
        rootfs.put("diff_ids", List.of(layer.toString()));
        document.put("rootfs", rootfs);
        document.put("history", List.of(Map.of("created_by", "plash")));
        return document;
    }

    private static Map<String, Object> run(ImageConfig config) throws IOException {
        Map<String, Object> run = new LinkedHashMap<>();
        put(run, "User", config.user());
        put(run, "ExposedPorts", set(config.exposedPorts()));
        put(run, "Env", config.environment());
        put(run, "Entrypoint", config.entrypoint());
        put(run, "Cmd", config.command());
        put(run, "Volumes", set(config.volumes()));
        put(run, "WorkingDir", config.workingDirectory());
        put(run, "Labels", new TreeMap<>(config.labels()));
        put(run, "StopSignal", config.stopSignal());
        for (Map.Entry<String, String> other : new TreeMap<>(config.others()).entrySet()) {
            run.put(other.getKey(), JSON.readTree(other.getValue()));
        }
        return run;
    }

    private static Map<String, Object> set(Collection<String> names) {
        Map<String, Object> set = new TreeMap<>();
        names.forEach(name -> set.put(name, Map.of()));
        return set;
    }

    /** What is empty is left out. */
    private static void put(Map<String, Object> run, String name, Object value) {
        if (!List.of("", List.of(), Map.of()).contains(value)) {
            run.put(name, value);
        }
    }
}
