package io.plash.archive;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
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

    /** For the headers of one entry: names and attributes, and the map of a sparse file. */
    private static final long HEADER_LIMIT = 1024 * 1024;

    /** A file has an extended header and two long names at most. */
    private static final int MAX_HEADERS = 8;

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
    private @Nullable ByteArrayInputStream payload;
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

    /** Called once for each entry, and by the superclass for the header that follows an extended header. */
    @Override
    public @Nullable TarArchiveEntry getNextEntry() throws IOException {
        if (depth == 0) {
            skipContent();
            local.clear();
            source.allow(HEADER_LIMIT);
        } else if (depth == MAX_HEADERS) {
            throw new IOException("too many headers for one entry");
        }
        headerExpected = true;
        depth++;
        try {
            return super.getNextEntry();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("damaged header", e);
        } finally {
            depth--;
            if (depth == 0) {
                source.allow(Long.MAX_VALUE);
            }
        }
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
        if (headerExpected) {
            payload = null;
        }
        long before = getBytesRead();
        byte[] record = super.readRecord();
        if (record == null && getBytesRead() != before) {
            throw new IOException(anyHeader ? "Truncated TAR archive" : NOT_TAR);
        }
        if (record != null && headerExpected && !ArchiveUtils.isArrayZero(record, RECORD_SIZE)) {
            if (!TarUtils.verifyCheckSum(record)) {
                throw new IOException(anyHeader ? "damaged header" : NOT_TAR);
            }
        }
        if (record == null && !anyHeader) {
            throw new IOException(NOT_TAR);
        }
        anyHeader = true;
        headerExpected = false;
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
     * Reads the records at once, keeps them, and leaves them for the superclass to parse. The superclass reads on after
     * that, to skip what it has left of them, and gets nothing.
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
                    throw new IOException("Truncated TAR archive");
                }
            }
            keep(header, bytes);
            payload = new ByteArrayInputStream(bytes);
        }
        return payload;
    }

    /** Readers disagree on which of two headers counts, so an archive with both could show each what it likes. */
    private void keep(TarArchiveEntry header, byte[] bytes) throws IOException {
        if (header.isGlobalPaxHeader()) {
            global.add(bytes);
        } else if (local.isEmpty()) {
            local.add(bytes);
        } else {
            throw new IOException("two extended headers for one entry");
        }
    }
}
