package io.plash.compress;

import io.plash.posix.library.XzDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** How a stream is compressed, told by its first bytes. */
public enum Compression {
    GZIP("\037\213"),
    BZIP2("BZh"),
    XZ("\3757zXZ\0"),
    ZSTD("(\265/\375"),
    NONE("");

    /** How the complaint begins if a few bytes become more than any archive of files has. */
    public static final String TOO_LARGE = "archive unpacks to more than ";

    /** {@code xz -9} needs 65 MiB to decompress. */
    private static final int XZ_MEMORY_KIB = 96 * 1024;

    private static final int INPUT_SIZE = 64 * 1024;
    private static final int LONGEST_MAGIC = 6;

    /** One character per byte. */
    private final String magic;

    Compression(String magic) {
        this.magic = magic;
    }

    /** The compression of a stream that begins with these bytes; what no format claims is {@link #NONE}. */
    public static Compression of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (Compression compression : values()) {
            if (text.startsWith(compression.magic)) {
                return compression;
            }
        }
        return NONE;
    }

    /**
     * The content of a stream that may be compressed. Several compressed streams one after the other are one content.
     * Decompression runs ahead in another thread; its failures surface in {@code read}. What is not compressed is read
     * without one, for handing it over would cost more than reading it. Closing the result closes {@code input} too.
     *
     * @throws IOException if the beginning cannot be read, or more memory is wanted than is allowed; so does {@code read}
     *     with {@link #TOO_LARGE}
     */
    public static InputStream decompress(InputStream input) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(input, INPUT_SIZE);
        buffered.mark(LONGEST_MAGIC);
        byte[] head = buffered.readNBytes(LONGEST_MAGIC);
        buffered.reset();
        Compression compression = of(head);
        if (compression == NONE) {
            return buffered;
        }
        ExpansionLimit limit = ExpansionLimit.usual();
        return new ReadAhead(limit.plain(compression.open(limit.compressed(buffered))));
    }

    /**
     * What something else makes of a compressed file, as long as that is not far more than any archive of files has.
     *
     * @param size of the file, in bytes
     */
    public static InputStream limit(InputStream plain, long size) {
        return ExpansionLimit.of(size).plain(plain);
    }

    private InputStream open(InputStream input) throws IOException {
        return switch (this) {
            case NONE -> input;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(input)
                        .setDecompressConcatenated(true)
                        .get();
            case BZIP2 -> new BZip2CompressorInputStream(input, true);
            case XZ -> xz(input, XzDecoder.create(XZ_MEMORY_KIB * 1024L));
            case ZSTD -> new ZstdCompressorInputStream(input);
        };
    }

    /** By XZ for Java on a machine without liblzma. */
    static InputStream xz(InputStream input, Optional<XzDecoder> decoder) throws IOException {
        return decoder.isPresent()
                ? new NativeXzInputStream(input, decoder.get())
                : XZCompressorInputStream.builder()
                        .setInputStream(input)
                        .setDecompressConcatenated(true)
                        .setMemoryLimitKiB(XZ_MEMORY_KIB)
                        .get();
    }
}
