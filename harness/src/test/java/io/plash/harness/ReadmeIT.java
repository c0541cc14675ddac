package io.plash.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plash.harness.installed.Caller;
import io.plash.harness.installed.Debian;
import io.plash.harness.installed.DockerRegistry;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The recipes of the README are executed as they are written, but for where images come from. */
@ForEachCaller(Caller.WITH_IDS)
final class ReadmeIT {

    /** Makes an image with a package manager that knows one package. Alpine's own is not to be had without the internet. */
    private static final String ALPINE = """
            echo 'PRETTY_NAME="Alpine Linux v3.20"' >/etc/os-release
            printf '#!/bin/sh\\necho echo curl >/bin/curl\\nchmod +x /bin/curl\\n' >/bin/apk
            chmod +x /bin/apk
            """;

    private final Plash plash;

    ReadmeIT(Plash plash) {
        this.plash = plash;
    }

    @Test
    void hasRecipesThatWork() throws IOException {
        Path debian = Debian.archive();
        Debian.assumeMirror();
        plash.shell("xz -0 <" + plash.image() + " >~/rootfs.tar.xz").value();
        HttpServer server = server(plash.home().resolve("rootfs.tar.xz"));
        try (DockerRegistry registry = DockerRegistry.start()) {
            plash.value("push", plash.value("create", "1", "sh", "-c", ALPINE), registry.address() + "/alpine:3.20");
            String recipes = SourceTree.recipes("Recipes")
                    .replace(
                            "https://example.com/",
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                    .replace("--from-docker alpine", "--from-docker " + registry.address() + "/alpine")
                    .replace("localhost:5000", registry.address());
            Result result = plash.with("PLASH_DATA", plash.home() + "/data")
                    .shell("mmdebstrap() { cp " + debian + " \"$3\"; }\nset -x\n" + recipes);
            assertThat(result.value()).startsWith("1\n").contains("\nbin\ndev\n", "curl 7.", "PRETTY_NAME");
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(Path file) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/" + file.getFileName(), exchange -> send(exchange, file));
        server.start();
        return server;
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        try (exchange) {
            byte[] content = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }
}
