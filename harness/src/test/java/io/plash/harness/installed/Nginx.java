package io.plash.harness.installed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** An nginx that serves a directory, and what is in {@code slow} of it slowly. */
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
                server { listen 127.0.0.1:%2$d; root %1$s/www; location /slow/ { limit_rate 512k; } }
            }
            """;

    private final LocalServer server;

    private Nginx(LocalServer server) {
        this.server = server;
    }

    /** Starts one without files; the test is skipped on a machine that has none. */
    public static Nginx start() throws IOException {
        LocalServer server = LocalServer.start(List.of("/usr/sbin/nginx", "-c"), CONFIGURATION);
        // Any caller of plash may put files there.
        Files.setPosixFilePermissions(
                Files.createDirectory(server.directory().resolve("www")), PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Nginx(server);
    }

    /** Where it is. */
    public String url() {
        return "http://" + server.address();
    }

    /** What it serves. */
    public Path root() {
        return server.directory().resolve("www");
    }

    @Override
    public void close() {
        server.close();
    }
}
