package io.plash.cli.main;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plash.api.download.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** A web server and registry of this machine, with one small image, from which the commands of {@link Training} fetch. */
final class TrainingServer implements AutoCloseable {

    private static final int FILES = 40;
    private static final byte[] CONTENT = "plash\n".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, byte[]> files = new HashMap<>();
    private @Nullable HttpServer server;

    /** Its host and port. It starts when it is asked, for its classes are not to be in each archive. */
    String address() throws IOException {
        if (server == null) {
            fill();
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void fill() throws IOException {
        byte[] archive = archive();
        byte[] layer = gzip(archive);
        files.put("/image.tar.gz", layer);
        files.put("/v2/", new byte[0]);
        String config = blob(
                "config.v1+json",
                json("{'os':'linux','rootfs':{'type':'layers','diff_ids':['%s']}}".formatted(digest(archive))));
        files.put(
                "/v2/image/manifests/1",
                json(
                        "{'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json','config':%s,'layers':[%s]}"
                                .formatted(config, blob("layer.v1.tar+gzip", layer))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] file = files.get(exchange.getRequestURI().getPath());
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (exchange.getRequestMethod().equals("HEAD") || file.length == 0) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
        }
    }

    /** With what most archives have, and more files than are written one by one. */
    static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, new TarArchiveEntry("etc/"));
            for (int number = 0; number < FILES; number++) {
                put(tar, new TarArchiveEntry("etc/" + number));
            }
            TarArchiveEntry symlink = new TarArchiveEntry("etc/symlink", TarConstants.LF_SYMLINK);
            symlink.setLinkName("0");
            put(tar, symlink);
            TarArchiveEntry link = new TarArchiveEntry("etc/link", TarConstants.LF_LINK);
            link.setLinkName("etc/0");
            put(tar, link);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry) throws IOException {
        boolean file = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
        entry.setSize(file ? CONTENT.length : 0);
        tar.putArchiveEntry(entry);
        tar.write(CONTENT, 0, (int) entry.getSize());
        tar.closeArchiveEntry();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** Has it for the registry, and returns what a manifest says about it. */
    private String blob(String type, byte[] content) {
        Digest digest = digest(content);
        files.put("/v2/image/blobs/" + digest, content);
        return "{'mediaType':'application/vnd.oci.image.%s','digest':'%s','size':%d}"
                .formatted(type, digest, content.length);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
    }

    private static Digest digest(byte[] content) {
        return Digest.of("sha256", Digest.computation("sha256").digest(content));
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
