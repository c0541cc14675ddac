package io.plash.harness.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.harness.installed.Command;
import io.plash.harness.installed.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A server in the layout of images.linuxcontainers.org: the builds in {@code images}, the index of simplestreams, and the
 * older one.
 */
public final class LxcServer implements AutoCloseable {

    private static final String PRODUCTS = "products:1.0";
    private static final String LIST = "streams/v1/images.json";

    /** What simplestreams calls the files of a build. */
    private static final Map<String, String> KINDS =
            Map.of("incus.tar.xz", "incus.tar.xz", "rootfs.tar.xz", "root.tar.xz", "rootfs.squashfs", "squashfs");

    /** Arguments are the root filesystem of a build and the name that it gets there. */
    private static final String BUILD = """
            case $2 in
                *.xz) xz -0 <"$1" >"$2" ;;
                *) cp "$1" "$2" ;;
            esac
            printf 'architecture: x86_64\\n' >image.yaml
            tar --transform=s/image/metadata/ -cJf incus.tar.xz image.yaml
            find . -type f ! -name '*.asc' ! -name SHA256SUMS -printf '%f\\n' | sort | xargs sha256sum >SHA256SUMS
            """;

    private final Nginx nginx = Nginx.start();

    public LxcServer() throws IOException {}

    /** Where it is. */
    public String url() {
        return nginx.url();
    }

    /** What it serves. */
    public Path root() {
        return nginx.root();
    }

    /**
     * Puts a build there, or other files into one. The indexes do not have it before {@link #list}.
     *
     * @param product distribution, release, architecture and variant, such as {@code alpine/3.20/amd64/default}
     * @param serial when it was made, such as {@code 20240901_05:24}
     * @param rootfs a tar archive, or a squashfs
     * @return its directory
     */
    public Path publish(String product, String serial, Path rootfs) throws IOException {
        Path build = Files.createDirectories(
                root().resolve("images").resolve(product).resolve(serial));
        String name = rootfs.toString().endsWith(".tar") ? "rootfs.tar.xz" : "rootfs.squashfs";
        Command.run(List.of("env", "-C", build.toString(), "sh", "-euc", BUILD, "publish", rootfs.toString(), name));
        return build;
    }

    /** Writes the indexes of what there is. */
    public void list() throws IOException {
        Map<String, Object> products = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        Path images = root().resolve("images");
        for (Path variant : directories(images, 4)) {
            String[] names = images.relativize(variant).toString().split("/");
            List<Path> builds = directories(variant, 1);
            products.put(String.join(":", names), product(names, builds));
            Path newest = builds.get(builds.size() - 1);
            lines.add(String.join(";", names) + ";" + newest.getFileName() + ";/" + root().relativize(newest) + "/");
        }
        Files.createDirectories(root().resolve("meta/1.0"));
        Files.write(root().resolve("meta/1.0/index-user"), lines);
        write(
                LIST,
                Map.of(
                        "content_id",
                        "images",
                        "datatype",
                        "image-downloads",
                        "format",
                        PRODUCTS,
                        "products",
                        products));
        Map<String, Object> entry =
                Map.of("datatype", "image-downloads", "path", LIST, "format", PRODUCTS, "products", products.keySet());
        write("streams/v1/index.json", Map.of("format", "index:1.0", "index", Map.of("images", entry)));
    }

    private Map<String, Object> product(String[] names, List<Path> builds) throws IOException {
        Map<String, Object> versions = new TreeMap<>();
        for (Path build : builds) {
            Map<String, Object> items = new TreeMap<>();
            for (Map.Entry<String, String> kind : KINDS.entrySet()) {
                Path file = build.resolve(kind.getKey());
                if (Files.exists(file)) {
                    items.put(kind.getValue(), item(kind.getValue(), file));
                }
            }
            versions.put(build.getFileName().toString(), Map.of("items", items));
        }
        String alias = names[0] + "/" + names[1];
        String os = names[0].substring(0, 1).toUpperCase(Locale.ROOT) + names[0].substring(1);
        return Map.of(
                "aliases",
                alias + "/" + names[3] + "," + alias,
                "os",
                os,
                "release",
                names[1],
                "release_title",
                names[1],
                "arch",
                names[2],
                "variant",
                names[3],
                "requirements",
                Map.of(),
                "versions",
                versions);
    }

    private Map<String, Object> item(String kind, Path file) throws IOException {
        return Map.of(
                "ftype", kind,
                "path", root().relativize(file).toString(),
                "size", Files.size(file),
                "sha256", Digest.sha256(Content.of(file)).hex());
    }

    private static List<Path> directories(Path top, int depth) throws IOException {
        try (Stream<Path> all = Files.find(
                top,
                depth,
                (path, attributes) -> attributes.isDirectory() && path.getNameCount() == top.getNameCount() + depth)) {
            return all.sorted().toList();
        }
    }

    private void write(String name, Map<String, Object> content) throws IOException {
        Files.createDirectories(root().resolve(name).getParent());
        new ObjectMapper().writeValue(root().resolve(name).toFile(), content);
    }

    @Override
    public void close() {
        nginx.close();
    }
}
