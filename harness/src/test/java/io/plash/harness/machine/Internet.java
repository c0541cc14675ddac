package io.plash.harness.machine;

import io.plash.harness.installed.Rootfs;
import io.plash.harness.source.LxcServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The internet, as far as {@code plash test} needs it, on this machine. */
final class Internet implements AutoCloseable {

    private static final Map<String, String> ARCHITECTURES = Map.of("aarch64", "arm64");

    private final LxcServer server = new LxcServer();

    Internet() throws IOException {
        String architecture = System.getProperty("os.arch");
        try (Rootfs rootfs = new Rootfs()) {
            server.publish(
                    "alpine/edge/" + ARCHITECTURES.getOrDefault(architecture, architecture) + "/default",
                    "20240901_13:00",
                    rootfs.archive());
        }
        server.list();
        Path example = Files.createDirectories(server.root().resolve("ihucos/plash-python-example/HEAD"));
        Files.writeString(example.resolve("plashfile"), "--from host\n--run\ntouch /example\n");
    }

    /** Of the environment of plash, which finds it by them. */
    Map<String, String> variables() {
        return Map.of("PLASH_LXC_SERVER", server.url(), "PLASH_GITHUB_SERVER", server.url());
    }

    @Override
    public void close() {
        server.close();
    }
}
