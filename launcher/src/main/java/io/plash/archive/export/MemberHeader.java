package io.plash.archive.export;

import io.plash.text.RawText;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Xattr;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * The headers of an entry: a block that every reader knows, and before it an extended header for what has no room there.
 *
 * <p>commons-compress makes the blocks. Its output stream is not used, for it writes the records of an extended header in
 * UTF-8 and in no order; here names and values are bytes, and one file always gives the same headers.
 */
final class MemberHeader {

    /** One character per byte. */
    private static final ZipEncoding BYTES = ZipEncodingHelper.getZipEncoding("ISO-8859-1");

    /** What has room in the first header, from its layout: POSIX, pax, "ustar Interchange Format". */
    private static final int LONGEST_NAME = TarConstants.NAMELEN;

    private static final long LARGEST_SIZE = TarConstants.MAXSIZE;
    private static final long LARGEST_ID = TarConstants.MAXID;
    private static final int NANO_DIGITS = 9;
    private static final String XATTR = "SCHILY.xattr.";

    private final TarArchiveEntry entry;
    private final PaxBlock records = new PaxBlock();

    /** A header for a file of this type, {@link TarConstants}, whose size is 0 for now. */
    MemberHeader(byte type, byte[] name, Attributes attributes) {
        this.entry = new TarArchiveEntry(text(name), type, true);
        if (name.length > LONGEST_NAME) {
            addName("path", name);
        }
        entry.setMode(attributes.permissions());
        entry.setUserId(bounded("uid", attributes.uid(), LARGEST_ID));
        entry.setGroupId(bounded("gid", attributes.gid(), LARGEST_ID));
        entry.setSize(0);
        setTime(attributes.modified());
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** A reader takes names in an extended header for UTF-8 unless it is told not to. */
    private void addName(String key, byte[] name) {
        if (!RawText.isPlain(RawText.decode(name))) {
            records.add("hdrcharset", "BINARY");
        }
        records.add(key, name);
    }

    private long bounded(String key, long value, long largest) {
        if (value <= largest) {
            return value;
        }
        records.add(key, Long.toString(value));
        return 0;
    }

    private void setTime(Instant time) {
        long seconds = time.getEpochSecond();
        BigDecimal exact = BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS));
        boolean fits = seconds >= 0 && seconds <= LARGEST_SIZE;
        if (!fits || exact.compareTo(BigDecimal.valueOf(seconds)) != 0) {
            records.add("mtime", exact.stripTrailingZeros().toPlainString());
        }
        entry.setLastModifiedTime(FileTime.from(fits ? seconds : 0, TimeUnit.SECONDS));
    }

    MemberHeader linkedTo(byte[] target) {
        entry.setLinkName(text(target));
        if (target.length > LONGEST_NAME) {
            addName("linkpath", target);
        }
        return this;
    }

    MemberHeader withSize(long size) {
        entry.setSize(bounded("size", size, LARGEST_SIZE));
        return this;
    }

    MemberHeader withDevice(int major, int minor) {
        entry.setDevMajor(major);
        entry.setDevMinor(minor);
        return this;
    }

    /** Says of a sparse file what its name and its size are; those of the header are of what is in the archive. */
    MemberHeader withRealNameAndSize(byte[] name, long size) {
        records.add("GNU.sparse.major", "1");
        records.add("GNU.sparse.minor", "0");
        records.add("GNU.sparse.name", name);
        records.add("GNU.sparse.realsize", Long.toString(size));
        return this;
    }

    MemberHeader withXattrs(Attributes attributes) {
        for (Xattr xattr : attributes.xattrs()) {
            records.add(XATTR + encodeXattr(text(xattr.name())), xattr.value());
        }
        return this;
    }

    /** The key of a record ends at the first equals sign; one in a name is written as GNU tar does. */
    private static String encodeXattr(String name) {
        return name.replace("%", "%25").replace("=", "%3D");
    }

    void writeTo(TarOutput output) throws IOException {
        if (!records.isEmpty()) {
            byte[] bytes = records.bytes();
            TarArchiveEntry extended =
                    new TarArchiveEntry("././@PaxHeader", TarConstants.LF_PAX_EXTENDED_HEADER_LC, true);
            extended.setMode(0644);
            extended.setSize(bytes.length);
            extended.setLastModifiedTime(FileTime.fromMillis(0));
            writeBlock(extended, output);
            output.write(bytes, bytes.length);
            output.pad();
        }
        writeBlock(entry, output);
    }

    private static void writeBlock(TarArchiveEntry entry, TarOutput output) throws IOException {
        byte[] block = new byte[TarOutput.BLOCK];
        entry.writeEntryHeader(block, BYTES, false);
        output.write(block, block.length);
    }
}
