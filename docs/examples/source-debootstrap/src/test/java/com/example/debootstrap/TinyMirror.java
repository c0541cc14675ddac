package com.example.debootstrap;

import com.sun.net.httpserver.HttpServer;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** A signed archive of one suite, {@code bookworm}, with one package, {@code hello}; served on the loopback device. */
final class TinyMirror {

    private static final String NAME = "Tiny mirror <tiny@example.com>";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path directory;
    private final HttpServer server;
    private int releases;

    /** Serves the first release. */
    TinyMirror(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("dists/bookworm/main/binary-amd64"));
        Path content = Files.createDirectories(directory.resolve("hello/usr/share/hello"));
        Files.writeString(content.resolve("greeting"), "hello\n");
        Files.writeString(
                Files.createDirectory(directory.resolve("hello/DEBIAN")).resolve("control"), """
                Package: hello
                Version: 1
                Architecture: all
                Maintainer: Tiny mirror <tiny@example.com>
                Description: a greeting
                """);
        run("dpkg-deb", "--root-owner-group", "--build", "hello", "hello.deb");
        run("gpg", "--batch", "--passphrase", "", "--quick-generate-key", NAME);
        run("gpg", "--batch", "--output", "keyring.gpg", "--export", NAME);
        publish();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The key that it signs with. */
    Path keyring() {
        return directory.resolve("keyring.gpg");
    }

    /** Puts a newer release in the place of the one that is there. */
    void publish() throws IOException, InterruptedException {
        releases++;
        Path suite = directory.resolve("dists/bookworm");
        Path packages = suite.resolve("main/binary-amd64/Packages");
        Path debian = directory.resolve("hello.deb");
        Files.writeString(
                packages,
                Files.readString(directory.resolve("hello/DEBIAN/control"))
                        + """
                Filename: hello.deb
                Size: %d
                SHA256: %s
                """.formatted(Files.size(debian), sha256(debian)));
        Instant date = Instant.parse("2024-02-10T11:07:25Z").plusSeconds(releases);
        Files.writeString(
                suite.resolve("Release"), """
                Origin: Debian
                Label: Debian
                Suite: bookworm
                Codename: bookworm
                Date: %s UTC
                Architectures: amd64
                Components: main
                SHA256:
                 %s %d main/binary-amd64/Packages
                """.formatted(DATE.format(date), sha256(packages), Files.size(packages)));
        Path signed = suite.resolve("InRelease");
        Files.deleteIfExists(signed);
        run(
                "gpg",
                "--batch",
                "--output",
                signed.toString(),
                "--clearsign",
                suite.resolve("Release").toString());
    }

    private static String sha256(Path file) throws IOException {
        return Digest.sha256(Content.of(file)).hex();
    }

    private void run(String... words) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("GNUPGHOME", directory.toString());
        if (builder.start().waitFor() != 0) {
            throw new IOException(Arrays.toString(words) + ": " + Files.readString(log));
        }
    }

    /** The agent of gpg would stay for ever. */
    void close() throws IOException, InterruptedException {
        server.stop(0);
        run("gpgconf", "--kill", "gpg-agent");
    }
}
