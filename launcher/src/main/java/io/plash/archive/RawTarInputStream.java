package io.plash.archive;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.utils.ArchiveUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive of a stranger: keeps the extended headers as bytes, bounds what headers may take, and notices what
 * is no tar archive or ends too early. Names are decoded one character per byte.
 */
final class RawTarInputStream extends TarArchiveInputStream {

    static final String ENCODING = "ISO-8859-1";

    /** What an {@link IOException} says when the very first header is none. */
    static final String NOT_TAR = "not a tar archive";

    /** What an {@link IOException} says when the archive ends within an entry. */
    static final String TRUNCATED = "Truncated TAR archive";

    /** For the headers of one entry: names and attributes; and for all that hold for the rest of the archive. */
    private static final long HEADER_LIMIT = 1024 * 1024;

    /** A file has an extended header and two long names at most. */
    private static final int MAX_HEADERS = 8;

    /** Offsets in a header: POSIX, pax, "ustar Interchange Format". */
    private static final int SIZE_FIELD = 124;

    private static final int TYPE_FIELD = 156;

    /** Of GNU tar's incremental archives; its content is a list of names. */
    private static final byte DUMP_DIRECTORY = 'D';

    private static final int BLOCK_SIZE = 10240;
    private static final int RECORD_SIZE = 512;

    /** A stream that refuses to give more bytes than it was allowed. */
    private static final class BoundedSource extends FilterInputStream {

        private long left = Long.MAX_VALUE;

        BoundedSource(InputStream in) {
            super(in);
        }

        void allow(long bytes) {
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            count(1);
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("the headers of an entry are too large");
            }
        }
    }

    private final BoundedSource source;
    private final PaxRecords global = new PaxRecords();
    private final PaxRecords local = new PaxRecords();
    private final byte[] discarded = new byte[BLOCK_SIZE];
    private @Nullable SparseLayout oldSparse;
    private @Nullable ByteArrayInputStream payload;
    private long globalSize;
    private int depth;
    private boolean headerExpected;
    private boolean anyHeader;

    RawTarInputStream(InputStream in) {
        this(new BoundedSource(in));
    }

    private RawTarInputStream(BoundedSource source) {
        super(source, BLOCK_SIZE, RECORD_SIZE, ENCODING);
        this.source = source;
    }

    /** The records that hold for the current entry. */
    PaxRecords records() {
        PaxRecords records = new PaxRecords();
        records.addAll(global);
        records.addAll(local);
        return records;
    }

    /**
     * Where the content of the current entry belongs; null if it is no sparse file. To be called once, before the content is
     * read.
     */
    @Nullable
    SparseLayout sparse() throws IOException {
        return oldSparse != null ? oldSparse : SparseLayout.of(local, this);
    }

    /** Called once for each entry, and by the superclass for the header that follows an extended header. */
    @Override
    public @Nullable TarArchiveEntry getNextEntry() throws IOException {
        if (depth == 0) {
            skipContent();
            local.clear();
            oldSparse = null;
            source.allow(HEADER_LIMIT);
        } else if (depth == MAX_HEADERS) {
            throw new IOException("too many headers for one entry");
        }
        headerExpected = true;
        depth++;
        try {
            return checked(super.getNextEntry());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("damaged header", e);
        } finally {
            depth--;
            if (depth == 0) {
                source.allow(Long.MAX_VALUE);
            }
        }
    }

    private static @Nullable TarArchiveEntry checked(@Nullable TarArchiveEntry entry) throws IOException {
        if (entry != null && entry.getSize() != 0 && isOnlyHeader(entry.getLinkFlag())) {
            throw new IOException("a link, a directory or a node has content");
        }
        return entry;
    }

    private static boolean isOnlyHeader(byte type) {
        return type >= TarConstants.LF_LINK && type <= TarConstants.LF_FIFO;
    }

    private void skipContent() throws IOException {
        if (getCurrentEntry() != null && !isAtEOF()) {
            while (read(discarded, 0, discarded.length) > 0) {
                // Read on to the end of the entry.
            }
        }
    }

    @Override
    protected byte @Nullable [] readRecord() throws IOException {
        byte[] record = wholeRecord();
        if (!headerExpected) {
            return record;
        }
        payload = null;
        headerExpected = false;
        boolean isLast = record == null || ArchiveUtils.isArrayZero(record, RECORD_SIZE);
        if (isLast && (depth > 1 || (record == null && !anyHeader))) {
            throw new IOException(anyHeader ? TRUNCATED : NOT_TAR);
        }
        if (record == null || isLast) {
            anyHeader = true;
            return record;
        }
        if (!hasCheckSum(record)) {
            throw new IOException(anyHeader ? "damaged header" : NOT_TAR);
        }
        anyHeader = true;
        return plain(record.clone());
    }

    private static boolean hasCheckSum(byte[] record) {
        try {
            return TarUtils.verifyCheckSum(record);
        } catch (IllegalArgumentException e) {
            // Where it should be is no number.
            return false;
        }
    }

    private byte @Nullable [] wholeRecord() throws IOException {
        long before = getBytesRead();
        byte[] record = super.readRecord();
        if (record == null && getBytesRead() != before) {
            throw new IOException(anyHeader ? TRUNCATED : NOT_TAR);
        }
        return record;
    }

    /**
     * A header that the superclass reads as others read it. It takes the size of a link for content, which other tools do
     * not; it skips no content of a directory; and it knows sparse files only up to two gigabytes.
     */
    private byte[] plain(byte[] header) throws IOException {
        if (header[TYPE_FIELD] == DUMP_DIRECTORY) {
            long names = TarUtils.parseOctalOrBinary(header, SIZE_FIELD, TarConstants.SIZELEN);
            for (long skipped = 0; skipped < names; skipped += RECORD_SIZE) {
                nextRecord();
            }
            header[TYPE_FIELD] = TarConstants.LF_DIR;
        }
        if (isOnlyHeader(header[TYPE_FIELD])) {
            Arrays.fill(header, SIZE_FIELD, SIZE_FIELD + TarConstants.SIZELEN, (byte) 0);
        }
        if (header[TYPE_FIELD] == TarConstants.LF_GNUTYPE_SPARSE) {
            header[TYPE_FIELD] = TarConstants.LF_NORMAL;
            oldSparse = SparseLayout.takeFrom(header, this::nextRecord);
        }
        return header;
    }

    private byte[] nextRecord() throws IOException {
        byte[] record = wholeRecord();
        if (record == null) {
            throw new IOException(TRUNCATED);
        }
        return record;
    }

    @Override
    public int read() throws IOException {
        return inExtendedHeader() ? payload().read() : super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return inExtendedHeader() ? payload().read(buffer, offset, length) : super.read(buffer, offset, length);
    }

    private boolean inExtendedHeader() {
        TarArchiveEntry entry = getCurrentEntry();
        return depth > 0 && entry != null && (entry.isPaxHeader() || entry.isGlobalPaxHeader());
    }

    /**
     * Reads the records at once, and leaves to the superclass only what steers it. The superclass reads on after that, to
     * skip what it has left of them, and gets nothing.
     */
    private ByteArrayInputStream payload() throws IOException {
        if (payload == null) {
            TarArchiveEntry header = getCurrentEntry();
            if (header.getSize() > HEADER_LIMIT) {
                throw new IOException("an extended header is too large");
            }
            byte[] bytes = new byte[(int) header.getSize()];
            for (int count = 0, read; count < bytes.length; count += read) {
                read = super.read(bytes, count, bytes.length - count);
                if (read < 0) {
                    throw new IOException(TRUNCATED);
                }
            }
            payload = new ByteArrayInputStream(header.isGlobalPaxHeader() ? keepGlobal(bytes) : keep(bytes));
        }
        return payload;
    }

    private byte[] keepGlobal(byte[] bytes) throws IOException {
        globalSize += bytes.length;
        if (globalSize > HEADER_LIMIT) {
            throw new IOException("the headers for all entries are too large");
        }
        if (global.add(bytes).length > 0) {
            throw new IOException("a header for all entries names a file");
        }
        return new byte[0];
    }

    /** Readers disagree on which of two headers counts, so an archive with both could show each what it likes. */
    private byte[] keep(byte[] bytes) throws IOException {
        if (!local.isEmpty()) {
            throw new IOException("two extended headers for one entry");
        }
        return local.add(bytes);
    }
}
