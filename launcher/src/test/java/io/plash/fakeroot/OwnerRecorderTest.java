package io.plash.fakeroot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnerRecorderTest {

    @ParameterizedTest
    @CsvSource({
        "/proc/self/fd/3, /proc/77/fd/3",
        "/proc/self, /proc/77",
        "//proc//thread-self/cwd/x\u00ff, /proc/77/cwd/x\u00ff",
        "/dev/fd/3, /proc/77/fd/3",
        "/proc/selfish, /proc/selfish",
        "/dev/fdx, /dev/fdx",
        "proc/self/cwd, proc/self/cwd",
        "/x/proc/self, /x/proc/self",
        "'', ''",
    })
    void looksAtItselfForNobody(String path, String found) {
        assertThat(new String(OwnerRecorder.ofThread(77, path.getBytes(ISO_8859_1)), ISO_8859_1))
                .isEqualTo(found);
    }
}
