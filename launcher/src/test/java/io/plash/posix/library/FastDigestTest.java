package io.plash.posix.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FastDigestTest {

    @BeforeEach
    void needsLibcrypto() {
        assumeTrue(LibcryptoSha256.create().isPresent(), "this machine has no libcrypto");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 65_535, 65_536, 65_537, 300_000})
    void areThoseOfJava(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);

        MessageDigest fast = FastDigest.computation("sha256");
        fast.update(bytes, 0, size / 3);
        fast.update(bytes, size / 3, size - size / 3);

        assertThat(fast).isInstanceOf(LibcryptoSha256.class);
        assertThat(fast.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void areComputedByteByByteToo() throws Exception {
        MessageDigest fast = FastDigest.computation("sha256");
        fast.update((byte) 'a');
        fast.update((byte) 'b');

        assertThat(fast.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {'a', 'b'}));
    }

    @Test
    void startAnewOnceTheyAreThere() {
        MessageDigest fast = FastDigest.computation("sha256");
        byte[] first = fast.digest(new byte[] {1});

        assertThat(fast.digest(new byte[] {1})).isEqualTo(first);
    }

    @Test
    void goTheirOwnWayAsCopies() throws Exception {
        MessageDigest fast = FastDigest.computation("sha256");
        fast.update(new byte[] {1});
        MessageDigest copy = (MessageDigest) fast.clone();
        copy.update(new byte[] {2});

        assertThat(copy.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {1, 2}));
        assertThat(fast.digest()).isEqualTo(MessageDigest.getInstance("SHA-256").digest(new byte[] {1}));
    }

    @Test
    void areThoseOfJavaByOtherAlgorithms() throws Exception {
        assertThat(FastDigest.computation("sha512").digest(new byte[] {1}))
                .isEqualTo(MessageDigest.getInstance("SHA-512").digest(new byte[] {1}));
    }
}
