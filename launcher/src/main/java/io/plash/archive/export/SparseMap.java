package io.plash.archive.export;

import io.plash.tree.copy.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a sparse file has data, as GNU tar writes it before the data: the number of the pieces, then the offset and the
 * length of each, a line for each number, filled up to a block (GNU tar manual, "Storing Sparse Files", version 1.0).
 *
 * <p>A hole of terabytes is common, {@code /var/log/lastlog} has one as soon as a user has a large id; so holes are not
 * written out as zeros. Which holes there are is up to the filesystem, and does not change while nobody writes to the file.
 */
final class SparseMap {

    /**
     * How many pieces a map has at most, so that neither it nor its reader needs much memory. In a file with more, the
     * smallest holes are written as zeros.
     */
    static final int MOST_PIECES = 16 * 1024;

    private final long[] offsets = new long[MOST_PIECES];
    private final long[] lengths = new long[MOST_PIECES];
    private int pieces;
    private long smallestHole = 1;

    /** The map of a file. */
    static SparseMap of(SourceFile file) throws IOException {
        SparseMap map = new SparseMap();
        file.extents(map::add);
        return map;
    }

    private void add(long offset, long length) {
        while (pieces == MOST_PIECES) {
            smallestHole *= 2;
            fillHoles();
        }
        append(offset, length);
    }

    private void fillHoles() {
        int count = pieces;
        pieces = 0;
        for (int i = 0; i < count; i++) {
            append(offsets[i], lengths[i]);
        }
    }

    /** Joins a piece with the one before if the hole between them is too small. */
    private void append(long offset, long length) {
        if (pieces > 0 && offset - end(pieces - 1) < smallestHole) {
            lengths[pieces - 1] = offset + length - offsets[pieces - 1];
        } else {
            offsets[pieces] = offset;
            lengths[pieces++] = length;
        }
    }

    private long end(int piece) {
        return offsets[piece] + lengths[piece];
    }

    /** The map, with the piece of no length at the end of the file that ends it. */
    byte[] bytes(long fileSize) {
        StringBuilder lines = new StringBuilder();
        boolean holeAtEnd = pieces == 0 || end(pieces - 1) < fileSize;
        lines.append(pieces + (holeAtEnd ? 1 : 0)).append('\n');
        for (int i = 0; i < pieces; i++) {
            lines.append(offsets[i]).append('\n').append(lengths[i]).append('\n');
        }
        if (holeAtEnd) {
            lines.append(fileSize).append("\n0\n");
        }
        byte[] text = lines.toString().getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(text, (text.length + TarOutput.BLOCK - 1) / TarOutput.BLOCK * TarOutput.BLOCK);
    }

    /** How long the data is. */
    long dataSize() {
        return Arrays.stream(lengths, 0, pieces).sum();
    }

    /** Tells the pieces in order. */
    void each(SourceFile.Extents extents) throws IOException {
        for (int i = 0; i < pieces; i++) {
            extents.at(offsets[i], lengths[i]);
        }
    }
}
