package io.plash.harness.installed;

import java.io.IOException;
import java.util.List;

/** The registry of the Docker project. */
public final class DockerRegistry implements AutoCloseable {

    private static final String CONFIGURATION = """
            version: 0.1
            log: {accesslog: {disabled: true}, level: error}
            storage: {filesystem: {rootdirectory: %1$s/store}}
            http: {addr: "127.0.0.1:%2$d"}
            """;

    private final LocalServer server;

    private DockerRegistry(LocalServer server) {
        this.server = server;
    }

    /** Starts one without images; the test is skipped on a machine that has none. */
    public static DockerRegistry start() throws IOException {
        return new DockerRegistry(LocalServer.start(List.of("/usr/bin/docker-registry", "serve"), CONFIGURATION));
    }

    /** Host and port, as names of images have them. */
    public String address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }
}
