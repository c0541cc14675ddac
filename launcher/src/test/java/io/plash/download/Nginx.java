package io.plash.download;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A web server on loopback that lives as long as a test class, with a directory of its own. */
final class Nginx {

    private final Path directory;
    private final Process process;
    private final int httpPort;
    private final int httpsPort;

    /**
     * Starts it.
     *
     * @param directory an empty one; what is in its subdirectory {@code www} is served
     * @param locations further location blocks, in which PORT stands for the port of http
     */
    Nginx(Path directory, String locations) throws IOException, InterruptedException {
        String program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseGet(() -> abort("nginx is not installed"));
        this.directory = directory;
        // Its workers are of another user when it is root.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        makeCertificate(directory);
        httpPort = freePort();
        httpsPort = freePort();
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, configuration(directory, locations));
        process = new ProcessBuilder(program, "-p", directory.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        awaitPort();
    }

    String http(String path) {
        return "http://127.0.0.1:" + httpPort + path;
    }

    String https(String path) {
        return "https://127.0.0.1:" + httpsPort + path;
    }

    /** What it shows over https, as PEM. */
    Path certificate() {
        return directory.resolve("certificate.pem");
    }

    /** Ends it and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private String configuration(Path directory, String locations) {
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log error.log;
                events {}
                http {
                  access_log access.log;
                  client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp;
                  uwsgi_temp_path tmp; scgi_temp_path tmp;
                  server {
                    listen 127.0.0.1:HTTP;
                    listen 127.0.0.1:TLS ssl;
                    ssl_certificate certificate.pem;
                    ssl_certificate_key key.pem;
                    root DIRECTORY/www;
                    LOCATIONS
                  }
                }
                """.replace("LOCATIONS", locations.replace("PORT", Integer.toString(httpPort)))
                .replace("DIRECTORY", directory.toString())
                .replace("HTTP", Integer.toString(httpPort))
                .replace("TLS", Integer.toString(httpsPort));
    }

    /** A certificate that nobody has signed but itself. */
    private static void makeCertificate(Path directory) throws IOException, InterruptedException {
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=127.0.0.1",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                "certificate.pem");
        int status;
        try {
            status = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("openssl").toFile())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            abort("openssl is not installed: " + e.getMessage());
            return;
        }
        if (status != 0) {
            throw new IOException(Files.readString(directory.resolve("openssl")));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), httpsPort).close();
                return;
            } catch (IOException e) {
                Thread.sleep(10);
            }
        }
        throw new IOException("nginx has ended: " + Files.readString(directory.resolve("output")));
    }
}
