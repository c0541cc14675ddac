package io.plash.harness.installed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An nginx that serves a directory, on a free port of the loopback interface. */
public final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            user root;
            pid %1$s/pid;
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/t; proxy_temp_path %1$s/t; fastcgi_temp_path %1$s/t;
                uwsgi_temp_path %1$s/t; scgi_temp_path %1$s/t;
                server { listen 127.0.0.1:%2$d; root %1$s/www; }
            }
            """;

    private final Path directory;
    private final int port;
    private final Process process;

    private Nginx(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts one without files; the test is skipped on a machine that has none. */
    public static Nginx start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/nginx")), "needs nginx");
        Path directory = TemporaryDirectory.create();
        Files.createDirectories(directory.resolve("www"));
        // Any caller of plash may put files there.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(directory.resolve("www"), PosixFilePermissions.fromString("rwxrwxrwx"));
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path configuration =
                Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(directory, port));
        Process process = new ProcessBuilder("/usr/sbin/nginx", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Nginx nginx = new Nginx(directory, port, process);
        for (int attempt = 0; attempt < 300 && process.isAlive(); attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return nginx;
            } catch (IOException e) {
                pause();
            }
        }
        String log = Files.readString(directory.resolve("log"));
        nginx.close();
        throw new IOException("nginx does not start: " + log);
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it serves. */
    public Path root() {
        return directory.resolve("www");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TemporaryDirectory.delete(directory);
    }
}
