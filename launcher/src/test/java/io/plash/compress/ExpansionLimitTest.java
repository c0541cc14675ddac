package io.plash.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** A decompressor that makes many bytes of one. */
final class ExpansionLimitTest {

    private static final String TOO_LARGE = "archive unpacks to more than 250 times its size";

    private static InputStream expanded(int compressed, int times, long free) throws IOException {
        return expanded(compressed, times, free, "");
    }

    private static InputStream expanded(int compressed, int times, long free, String allowed) throws IOException {
        ExpansionLimit limit = new ExpansionLimit(free, allowed);
        InputStream in = limit.compressed(new ByteArrayInputStream(new byte[compressed]));
        in.readAllBytes();
        return limit.plain(new ByteArrayInputStream(new byte[compressed * times]));
    }

    @Test
    void letsThroughWhatArchivesOfFilesHave() throws IOException {
        assertThat(expanded(1000, 250, 0).readAllBytes()).hasSize(250_000);
    }

    @Test
    void endsWhatNoArchiveHas() throws IOException {
        InputStream in = expanded(1000, 300, 0);

        assertThatIOException().isThrownBy(in::readAllBytes).withMessage(TOO_LARGE);
    }

    @Test
    void letsThroughAsMuchAsTheUserAllows() throws IOException {
        assertThat(expanded(1000, 300, 0, "300").readAllBytes()).hasSize(300_000);
        assertThatIOException()
                .isThrownBy(expanded(1000, 301, 0, "300")::readAllBytes)
                .withMessage("archive unpacks to more than 300 times its size");
        assertThatThrownBy(() -> expanded(1, 1, 0, "many"))
                .isInstanceOf(PlashException.class)
                .hasMessage("not a number: PLASH_EXPANSION_LIMIT is many");
    }

    @Test
    void countsSingleBytesAndWhatIsSkipped() throws IOException {
        InputStream in = expanded(1, 300, 0);
        in.skipNBytes(250);

        assertThatIOException()
                .isThrownBy(() -> {
                    while (in.read() >= 0) {}
                })
                .withMessage(TOO_LARGE);
    }

    @Test
    void letsThroughAnythingThatIsSmall() throws IOException {
        assertThat(expanded(10, 1000, 10_000).readAllBytes()).hasSize(10_000);
    }

    @Test
    void endsAFileOfNothingButZeros() {
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };
        InputStream in = Compression.limit(zeros, 4096);

        assertThatIOException()
                .isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                .withMessage(TOO_LARGE);
    }
}
