package io.plash.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plash.posix.Shell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionTest {

    @TempDir
    Path directory;

    private byte[] content = {};

    /** Longer than all blocks that are read ahead. */
    @BeforeEach
    void write() throws IOException {
        content = new byte[5_000_003];
        new Random(1).nextBytes(content);
        Arrays.fill(content, 100, 4_000_000, (byte) 'x');
        Files.write(directory.resolve("content"), content);
    }

    private static byte[] decompressed(byte[] compressed) throws IOException {
        try (InputStream in = Compression.decompress(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }

    private byte[] compressed(String tool, String script) throws IOException, InterruptedException {
        assumeTrue(Shell.succeeds("command -v $1", tool), "needs " + tool);
        Shell.run("cd $1; " + script, directory);
        return Files.readAllBytes(directory.resolve("out"));
    }

    @ParameterizedTest
    @CsvSource({"gzip, GZIP", "bzip2, BZIP2", "xz, XZ", "zstd, ZSTD", "cat, NONE"})
    void tellsTheCompressionByTheContent(String tool, Compression compression) throws Exception {
        byte[] bytes = compressed(tool, tool + " <content >out");
        assertThat(Compression.of(bytes)).isEqualTo(compression);
        assertThat(decompressed(bytes)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
    void readsSeveralStreamsAsOne(String tool) throws Exception {
        byte[] bytes =
                compressed(tool, "head -c 1000 content | T >out; tail -c +1001 content | T >>out".replace("T", tool));
        assertThat(decompressed(bytes)).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
    void noticesAStreamThatEndsTooEarly(String tool) throws Exception {
        byte[] bytes = compressed(tool, tool + " <content >out");
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 100);
        assertThatIOException().isThrownBy(() -> decompressed(cut));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
    void noticesDamage(String tool) throws Exception {
        byte[] bytes = compressed(tool, tool + (tool.equals("zstd") ? " --check" : "") + " <content >out");
        bytes[bytes.length / 2] ^= 0x55;
        assertThatIOException().isThrownBy(() -> decompressed(bytes));
    }

    @Test
    void refusesAnXzStreamThatWantsTooMuchMemory() throws Exception {
        byte[] bytes = compressed("xz", "xz --lzma2=preset=0,dict=256MiB <content >out");
        assertThatIOException().isThrownBy(() -> decompressed(bytes)).withMessageContaining("memory");
    }

    @Test
    void takesWhatIsTooShortForAnyMagicAsItIs() throws IOException {
        assertThat(decompressed(new byte[] {})).isEmpty();
        assertThat(decompressed(new byte[] {'B', 'Z'})).isEqualTo(new byte[] {'B', 'Z'});
    }

    @Test
    void stopsReadingAheadWhenClosed() throws IOException, InterruptedException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        };
        ReadAhead stream = new ReadAhead(endless);
        assertThat(stream.read()).isZero();
        stream.close();
        stream.thread().join();
        assertThat(stream.thread().isAlive()).isFalse();
    }
}
