package io.plash.fakeroot;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.posix.Interceptions.Interception;
import io.plash.posix.Posix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnerChangeTest {

    private static final int X86_64 = 0xC000003E;
    private static final int I386 = 0x40000003;
    private static final int AARCH64 = 0xC00000B7;
    private static final int X32 = 0x40000000;

    private static Interception call(int architecture, int number, long... arguments) {
        return new Interception(
                1, 2, number, architecture, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]);
    }

    @ParameterizedTest
    @CsvSource({"-1073741762, 92", "-1073741762, 1073741916", "1073741827, 212"})
    void readsChownOfEachArchitecture(int architecture, int number) {
        assertThat(OwnerChange.of(call(architecture, number, 4096, 33, 44, 0, 0)))
                .contains(new OwnerChange(Posix.AT_FDCWD, 4096, false, true, 33, 44));
    }

    @Test
    void readsCallsThatDoNotFollowALink() {
        assertThat(OwnerChange.of(call(X86_64, 94, 4096, 33, 44, 0, 0)))
                .contains(new OwnerChange(Posix.AT_FDCWD, 4096, false, false, 33, 44));
        assertThat(OwnerChange.of(call(AARCH64, 54, 5, 4096, 33, 44, 0x100)))
                .contains(new OwnerChange(5, 4096, false, false, 33, 44));
    }

    @Test
    void readsCallsOfADescriptor() {
        assertThat(OwnerChange.of(call(X86_64, 93 | X32, 5, 33, 44, 0, 0)))
                .contains(new OwnerChange(5, 0, true, true, 33, 44));
        assertThat(OwnerChange.of(call(X86_64, 260, 5, 4096, 33, 44, 0x1000)))
                .contains(new OwnerChange(5, 4096, true, true, 33, 44));
    }

    /** An id of 16 bits that means "unchanged" does so in 32 bits, too. */
    @Test
    void widensShortIds() {
        assertThat(OwnerChange.of(call(I386, 182, 4096, 0xFFFF, 44, 0, 0)))
                .contains(new OwnerChange(Posix.AT_FDCWD, 4096, false, true, -1, 44));
    }

    @Test
    void knowsNoOtherCall() {
        assertThat(OwnerChange.of(call(X86_64, 0, 0, 0, 0, 0, 0))).isEmpty();
        assertThat(OwnerChange.of(call(X86_64, -1, 0, 0, 0, 0, 0))).isEmpty();
        assertThat(OwnerChange.of(call(1, 92, 0, 0, 0, 0, 0))).isEmpty();
    }
}
