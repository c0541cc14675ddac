package io.plash.source.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The registry of the distribution project, on a free port of the loopback interface. */
final class Distribution implements AutoCloseable {

    /** Of {@code user:secret}. */
    private static final String HTPASSWD = "user:$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private final Process process;
    private final int port;

    private Distribution(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a registry that everyone may read and write. */
    static Distribution open(Path directory) throws IOException {
        return start(directory, "");
    }

    /** Starts a registry for the user {@code user} with the password {@code secret}. */
    static Distribution guarded(Path directory) throws IOException {
        Path htpasswd = Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
        return start(directory, "auth: {htpasswd: {realm: test, path: %s}}\n".formatted(htpasswd));
    }

    private static Distribution start(Path directory, String auth) throws IOException {
        int port = freePort();
        Path config = Files.writeString(directory.resolve("config.yml"), """
                version: 0.1
                log: {accesslog: {disabled: true}, level: error}
                storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:%d"}
                %s""".formatted(
                        Files.createDirectories(directory.resolve("data")), port, auth));
        Process process = new ProcessBuilder(List.of("docker-registry", "serve", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Distribution distribution = new Distribution(process, port);
        distribution.await(directory.resolve("log"));
        return distribution;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(Path log) throws IOException {
        for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                pause();
            }
        }
        close();
        throw new IOException("docker-registry does not start: " + Files.readString(log));
    }

    private void pause() throws IOException {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Host and port, as images of it begin. */
    String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
