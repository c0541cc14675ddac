package io.plash.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.download.Signature;
import io.plash.host.Environment;
import io.plash.host.HostProcesses;
import io.plash.host.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens where a signature cannot be checked: it depends on who wanted it. */
final class SignatureCheckTest {

    private static final byte[] SOME = "a signature".getBytes(UTF_8);
    private static final byte[] NONE = {};

    @TempDir
    Path directory;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void refusesWhatTheUserWantsCheckedWithoutAKeyring() {
        assertThatThrownBy(() -> check(false, Signature.required(SOME)))
                .isInstanceOf(PlashException.class)
                .hasMessageStartingWith("cannot check the signature of it: ")
                .extracting("hint")
                .isNotNull();
    }

    @Test
    void refusesAnEmptySignatureThatTheUserNamed() {
        assertThatThrownBy(() -> check(false, Signature.required(NONE)))
                .isInstanceOf(PlashException.class)
                .hasMessage("cannot check the signature of it: the server has none");
    }

    @Test
    void refusesWhatCannotBeCheckedWithTheKeyringThatTheUserChose() {
        for (byte[] signature : new byte[][] {SOME, NONE}) {
            assertThatThrownBy(() -> check(true, Signature.offered(signature)))
                    .isInstanceOf(PlashException.class)
                    .hasMessageStartingWith("cannot check the signature of it: ")
                    .extracting("hint")
                    .asString()
                    .contains("PLASH_KEYRING");
        }
    }

    @Test
    void saysThatWhatNobodyAskedForWasNotChecked() throws IOException {
        check(false, Signature.offered(NONE));
        check(false, Signature.offered(SOME));

        assertThat(log.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("plash: the signature of it was not checked: "));
    }

    private void check(boolean chosen, Signature signature) throws IOException {
        Messages messages = Messages.to(new PrintStream(log, true, UTF_8), new Environment(Map.of()));
        Path file = Files.writeString(directory.resolve("file"), "content");
        new SignatureCheck(new HostProcesses(), directory.resolve("nowhere.gpg"), chosen, messages)
                .check("it", file, signature);
    }
}
