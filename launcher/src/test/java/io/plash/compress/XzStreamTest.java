package io.plash.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.posix.Shell;
import io.plash.posix.library.XzDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both decoders make the same of a stream. */
@ParameterizedClass
@EnumSource
class XzStreamTest {

    enum Decoder {
        LIBLZMA,
        JAVA
    }

    private static final long MEMORY = 96L << 20;

    private final Decoder decoder;

    @TempDir
    private Path directory = Path.of("");

    private byte[] content = {};

    XzStreamTest(Decoder decoder) {
        this.decoder = decoder;
    }

    @BeforeEach
    void write() throws IOException, InterruptedException {
        assumeTrue(Shell.succeeds("command -v $1", "xz"), "needs xz");
        content = new byte[1_000_003];
        new Random(7).nextBytes(content);
        Arrays.fill(content, 1000, 700_000, (byte) 'x');
        Files.write(directory.resolve("content"), content);
    }

    private InputStream open(InputStream compressed) throws IOException {
        Optional<XzDecoder> found = decoder == Decoder.LIBLZMA ? XzDecoder.create(MEMORY) : Optional.empty();
        assumeTrue(found.isPresent() || decoder == Decoder.JAVA, "needs liblzma");
        return Compression.xz(compressed, found);
    }

    private byte[] decoded(byte[] compressed) throws IOException {
        try (InputStream in = open(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    private byte[] made(String script) throws IOException, InterruptedException {
        Shell.run("cd $1; " + script, directory);
        return Files.readAllBytes(directory.resolve("out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xz <content >out",
                "xz --block-size=100000 -T2 <content >out",
                "xz --check=none <content >out",
                "xz --check=crc32 <content >out",
                "xz --check=sha256 <content >out",
                "xz --x86 --lzma2 <content >out",
                "head -c 1000 content | xz >out; tail -c +1001 content | xz >>out",
                "head -c 1000 content | xz >out; head -c 8 /dev/zero >>out; tail -c +1001 content | xz >>out",
                "xz <content >out; head -c 4 /dev/zero >>out",
                "true | xz >out; xz <content >>out",
            })
    void isDecodedWhole(String script) throws Exception {
        assertThat(decoded(made(script))).isEqualTo(content);
    }

    @Test
    void mayBeEmpty() throws Exception {
        assertThat(decoded(made("true | xz >out"))).isEmpty();
    }

    @Test
    void mayArriveByteByByte() throws Exception {
        byte[] bytes = made("head -c 2000 content | xz >out");
        InputStream slow = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1));
            }
        };
        try (InputStream in = open(slow)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOf(content, 2000));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 12, 13, 100, 10_000})
    void isAnErrorIfItEndsTooEarly(int missing) throws Exception {
        byte[] bytes = made("xz <content >out");
        byte[] cut = Arrays.copyOf(bytes, bytes.length - missing);
        assertThatIOException().isThrownBy(() -> decoded(cut));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 20, 50_000, -5, -30})
    void isAnErrorIfABitIsWrong(int place) throws Exception {
        byte[] bytes = made("xz <content >out");
        bytes[place < 0 ? bytes.length + place : place] ^= 0x10;
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @Test
    void isAnErrorIfGarbageFollows() throws Exception {
        byte[] bytes = made("xz <content >out; echo garbage, no stream >>out");
        assertThatIOException().isThrownBy(() -> decoded(bytes));
    }

    @Test
    void isRefusedIfItWantsTooMuchMemory() throws Exception {
        byte[] bytes = made("xz --lzma2=preset=0,dict=256MiB <content >out");
        assertThatIOException().isThrownBy(() -> decoded(bytes)).withMessageContaining("memory");
    }

    /** As a socket: whoever waits for more is told when it is closed. */
    private static final class SilentSource extends ByteArrayInputStream {

        private final CountDownLatch waited = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        SilentSource(byte[] beginning) {
            super(beginning);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
                waited.countDown();
                assertThatCode(closed::await).doesNotThrowAnyException();
            }
            return count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void canBeClosedWhileSomebodyWaitsForMore() throws Exception {
        SilentSource source = new SilentSource(Arrays.copyOf(made("xz <content >out"), 1000));
        InputStream in = open(source);
        Thread reader = new Thread(() -> {
            try {
                in.readAllBytes();
            } catch (IOException e) {
                // The archive ends too early.
            }
        });
        reader.start();
        source.waited.await();
        in.close();
        reader.join();
        assertThatIOException().isThrownBy(in::read);
    }
}
