package io.plash.harness.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.harness.installed.Caller;
import io.plash.harness.installed.ForEachCaller;
import io.plash.harness.installed.Nginx;
import io.plash.harness.installed.Plash;
import io.plash.harness.installed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is seen of a download that takes a while. */
@ForEachCaller(Caller.WITH_IDS)
final class ProgressIT {

    private final Plash plash;
    private final Nginx nginx = Nginx.start();

    ProgressIT(Plash caller) throws IOException {
        Path slow = Files.createDirectory(nginx.root().resolve("slow"));
        Files.copy(caller.image(), slow.resolve("bar.tar"));
        Files.copy(caller.image(), slow.resolve("line.tar"));
        plash = caller.with("URL", nginx.url() + "/slow");
    }

    @AfterEach
    void stop() {
        nginx.close();
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
}
