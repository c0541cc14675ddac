package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is seen of a download that takes a while. */
@ForEachCaller(Caller.WITH_IDS)
final class ProgressIT {

    private static final int PIECES = 40;

    private final Plash plash;
    private final HttpServer server;

    ProgressIT(Plash caller) throws IOException {
        Path archive = caller.work().resolve("image.tar");
        if (!Files.exists(archive)) {
            caller.value("export-tar", "1", archive.toString());
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> sendSlowly(exchange, Files.readAllBytes(archive)));
        server.start();
        plash = caller.with("URL", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void isABarOnATerminal() {
        String seen = plash.with("TERM", "xterm").shell("""
                script -q -e -c 'stty cols 100; plash import-url "$URL/bar.tar" >id' /dev/null </dev/null
                plash run "$(cat id)" echo runs
                """).value();

        assertThat(seen)
                .containsPattern("bar\\.tar +[1-9][0-9]% \\[=+ +] [0-9]/[0-9] MB \\([0-9:]+ / [0-9:]+\\) [0-9.]+ MB/s");
        assertThat(seen).doesNotContain("plash: fetched").endsWith("runs");
    }

    @Test
    void isALineElsewhere() {
        Result imported = plash.shell("TERM=xterm plash import-url \"$URL/line.tar\"");

        assertThat(imported.value()).matches("[0-9]+");
        assertThat(imported.stderr()).matches("plash: fetched line\\.tar \\([0-9.]+ MB\\)\n");
    }

    private static void sendSlowly(HttpExchange exchange, byte[] content) throws IOException {
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            exchange.sendResponseHeaders(200, content.length);
            int piece = content.length / PIECES + 1;
            for (int at = 0; at < content.length; at += piece) {
                body.write(content, at, Math.min(piece, content.length - at));
                body.flush();
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
