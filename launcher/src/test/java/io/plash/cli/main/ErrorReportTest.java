package io.plash.cli.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.PlashException;
import io.plash.api.download.UnreachableException;
import io.plash.host.Environment;
import io.plash.host.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ErrorReportTest {

    @Test
    void hintsAtWhatToDoAboutAServerThatCannotBeReached() {
        IOException unreachable = new UnreachableException("cannot fetch it: refused", "look there", new IOException());
        String lines = "plash: error: cannot fetch it: refused\nplash: hint: look there\n";

        assertThat(report(unreachable)).isEqualTo(lines);
        assertThat(report(new IOException("cannot fetch it: refused", unreachable)))
                .isEqualTo(lines);
        assertThat(report(new PlashException("cannot fetch it: refused", null, unreachable)))
                .isEqualTo(lines);
        assertThat(report(new PlashException("cannot", "look here", unreachable)))
                .endsWith("plash: hint: look here\n");
    }

    private static String report(Exception e) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Messages messages = Messages.to(new PrintStream(log, true, UTF_8), new Environment(Map.of()));
        new ErrorReport(messages).report(e);
        return log.toString(UTF_8);
    }
}
