package io.plash.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where the content of a sparse file belongs: pieces in ascending order, and how long the file is. Read from any of the
 * four formats of GNU tar (its manual, "Storing Sparse Files"); libraries that know them stop at two gigabytes.
 */
final class SparseLayout {

    /** In version 0.0 there is a record for each number; in 0.1 one with all of them. */
    static final String OFFSET = "GNU.sparse.offset";

    static final String LENGTH = "GNU.sparse.numbytes";

    /** The old format, tar.h of GNU tar: four pieces in the header, then blocks with 21 each. */
    private static final int OLD_PIECES = 386;

    private static final int OLD_PIECES_LENGTH = 4 * 24;
    private static final int OLD_EXTENDED = 482;
    private static final int OLD_SIZE = 483;
    private static final int MORE_PIECES_LENGTH = 21 * 24;
    private static final int NUMBER = 12;
    private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;

    /** More is no file but an attempt to fill the memory. */
    private static final int MOST_PIECES = 512 * 1024;

    /** Gives the next block of an archive. */
    interface Blocks {
        byte[] next() throws IOException;
    }

    /** A part of the file whose content the archive has. */
    record Piece(long offset, long length) {}

    private static final long NONE = -1;

    private final long size;
    private final List<Piece> pieces = new ArrayList<>();
    private long end;
    private long offset = NONE;

    private SparseLayout(long size) throws IOException {
        if (size < 0) {
            throw damaged();
        }
        this.size = size;
    }

    /** How long the file is. */
    long size() {
        return size;
    }

    /** The pieces in the order in which the archive has their content. */
    List<Piece> pieces() {
        return pieces;
    }

    /**
     * Reads the old format, and leaves the header of a plain file.
     *
     * @param more the blocks that follow the header
     */
    static SparseLayout takeFrom(byte[] header, Blocks more) throws IOException {
        SparseLayout layout = new SparseLayout(TarUtils.parseOctalOrBinary(header, OLD_SIZE, NUMBER));
        layout.addOldPieces(header, OLD_PIECES, OLD_PIECES_LENGTH);
        for (boolean extended = header[OLD_EXTENDED] != 0; extended; ) {
            byte[] block = more.next();
            layout.addOldPieces(block, 0, MORE_PIECES_LENGTH);
            extended = block[MORE_PIECES_LENGTH] != 0;
        }
        Arrays.fill(header, OLD_PIECES, OLD_SIZE + NUMBER, (byte) 0);
        return layout.complete();
    }

    private void addOldPieces(byte[] block, int from, int length) throws IOException {
        for (int at = from; at < from + length && block[at] != 0; at += 2 * NUMBER) {
            add(TarUtils.parseOctalOrBinary(block, at, NUMBER));
            add(TarUtils.parseOctalOrBinary(block, at + NUMBER, NUMBER));
        }
    }

    /**
     * The layout of a file with these records; null if it is no sparse file.
     *
     * @param content what the archive has of the file; in version 1.0 it begins with the map, which is read
     */
    static @Nullable SparseLayout of(PaxRecords records, InputStream content) throws IOException {
        if (records.get("GNU.sparse.major") != null) {
            SparseLayout layout = new SparseLayout(number(records.get("GNU.sparse.realsize")));
            layout.addFrom(content);
            return layout.complete();
        }
        byte[] size = records.get("GNU.sparse.size");
        if (size == null) {
            return null;
        }
        SparseLayout layout = new SparseLayout(number(size));
        byte[] map = records.get("GNU.sparse.map");
        String numbers = text(map != null ? map : records.pieces());
        if (!numbers.isEmpty()) {
            for (String number : numbers.split(",")) {
                layout.add(number(EntryName.bytes(number)));
            }
        }
        return layout.complete();
    }

    /** A number on each line, the first says how many pieces follow; filled up to a block. */
    private void addFrom(InputStream content) throws IOException {
        Lines lines = new Lines(content);
        for (long left = lines.next(); left > 0; left--) {
            add(lines.next());
            add(lines.next());
        }
    }

    /** The lines of a map; once the last one is read, so is the block that it is in. */
    private static final class Lines {

        private static final int LONGEST = 18;

        private final InputStream content;
        private byte[] block = {};
        private int at;

        Lines(InputStream content) {
            this.content = content;
        }

        long next() throws IOException {
            long number = 0;
            for (int digits = 0; ; digits++) {
                byte c = character();
                if (c == '\n' && digits > 0) {
                    return number;
                }
                if (c < '0' || c > '9' || digits == LONGEST) {
                    throw damaged();
                }
                number = number * 10 + c - '0';
            }
        }

        private byte character() throws IOException {
            if (at == block.length) {
                block = content.readNBytes(BLOCK);
                at = 0;
                if (block.length < BLOCK) {
                    throw damaged();
                }
            }
            return block[at++];
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long number(byte @Nullable [] digits) throws IOException {
        if (digits == null || !text(digits).matches("[0-9]{1,18}")) {
            throw damaged();
        }
        return Long.parseLong(text(digits));
    }

    /** Takes an offset and a length in turn. */
    private void add(long number) throws IOException {
        if (offset == NONE) {
            offset = number;
            if (offset < end) {
                throw damaged();
            }
            return;
        }
        if (number < 0 || number > size - offset) {
            throw damaged();
        }
        if (pieces.size() == MOST_PIECES) {
            throw new IOException("the map of a sparse file is too large");
        }
        pieces.add(new Piece(offset, number));
        end = offset + number;
        offset = NONE;
    }

    private SparseLayout complete() throws IOException {
        if (offset != NONE) {
            throw damaged();
        }
        return this;
    }

    private static IOException damaged() {
        return new IOException("damaged map of a sparse file");
    }
}
