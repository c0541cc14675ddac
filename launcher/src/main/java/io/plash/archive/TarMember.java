package io.plash.archive;

import io.plash.posix.FileStatus;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import io.plash.tree.attribute.Xattr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An entry of an archive, with its names, times and attributes as the bytes that the archive has. */
final class TarMember {

    /** What {@link #type} says of a further name for an earlier entry. */
    static final int HARD_LINK = 0;

    /** Seconds since 1970 with a fraction; more digits than a clock has are no time (POSIX, pax). */
    private static final Pattern TIME = Pattern.compile("(-?)([0-9]{1,12})(?:\\.([0-9]{0,40}))?");

    private static final int NANO_DIGITS = 9;

    private final TarArchiveEntry entry;
    private final PaxRecords records;

    TarMember(TarArchiveEntry entry, PaxRecords records) {
        this.entry = entry;
        this.records = records;
    }

    EntryName name() {
        // A sparse file has its real name here: GNU tar manual, "PAX Format, Version 1.0".
        byte[] sparse = records.get("GNU.sparse.name");
        if (sparse != null) {
            return EntryName.of(sparse);
        }
        byte[] path = records.get("path");
        return EntryName.of(path != null ? path : EntryName.bytes(entry.getName()));
    }

    /** What a link points to. */
    byte[] linkTarget() {
        byte[] target = records.get("linkpath");
        return target != null ? target : EntryName.bytes(entry.getLinkName());
    }

    /** A type of {@link FileStatus}, or {@link #HARD_LINK}. */
    int type() throws IOException {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_LINK -> HARD_LINK;
            case TarConstants.LF_SYMLINK -> FileStatus.SYMLINK;
            case TarConstants.LF_CHR -> FileStatus.CHARACTER_DEVICE;
            case TarConstants.LF_BLK -> FileStatus.BLOCK_DEVICE;
            case TarConstants.LF_FIFO -> FileStatus.FIFO;
            case TarConstants.LF_MULTIVOLUME -> throw new IOException("a part of a multi-volume archive");
            // Before POSIX a directory was a file whose name ends with a slash.
            default -> entry.isDirectory() ? FileStatus.DIRECTORY : FileStatus.REGULAR;
        };
    }

    /** Whether it is a label of the archive rather than a file. */
    boolean isVolumeLabel() {
        return entry.getLinkFlag() == 'V';
    }

    /** The number of a device node. */
    int major() throws IOException {
        return (int) number("SCHILY.devmajor", entry.getDevMajor());
    }

    /** The other number of a device node. */
    int minor() throws IOException {
        return (int) number("SCHILY.devminor", entry.getDevMinor());
    }

    /** The attributes, but for those that would steer the union filesystem; these are counted. */
    Attributes attributes(Omissions omissions) throws IOException {
        List<Xattr> xattrs = new ArrayList<>();
        for (Xattr xattr : records.xattrs()) {
            if (xattr.isBookkeeping()) {
                omissions.add(Omission.BOOKKEEPING);
            } else {
                xattrs.add(xattr);
            }
        }
        // commons-compress keeps 32 bits of what a header says, with their sign.
        long uid = number("uid", Integer.toUnsignedLong((int) entry.getLongUserId()));
        long gid = number("gid", Integer.toUnsignedLong((int) entry.getLongGroupId()));
        return new Attributes(entry.getMode() & 07777, uid, gid, modified(), xattrs);
    }

    private long number(String key, long inHeader) throws IOException {
        byte[] digits = records.get(key);
        if (digits == null) {
            return inHeader;
        }
        String text = new String(digits, StandardCharsets.ISO_8859_1);
        if (!text.matches("[0-9]{1,18}")) {
            throw new IOException("damaged extended header");
        }
        return Long.parseLong(text);
    }

    private Instant modified() throws IOException {
        byte[] time = records.get("mtime");
        if (time == null) {
            return timeInHeader();
        }
        Matcher matcher = TIME.matcher(new String(time, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            throw new IOException("damaged extended header");
        }
        long seconds = Long.parseLong(matcher.group(2));
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        long nanos = Long.parseLong((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
        return matcher.group(1).isEmpty()
                ? Instant.ofEpochSecond(seconds, nanos)
                : Instant.ofEpochSecond(-seconds, -nanos);
    }

    private Instant timeInHeader() throws IOException {
        try {
            return Instant.ofEpochSecond(entry.getLastModifiedTime().to(TimeUnit.SECONDS));
        } catch (DateTimeException e) {
            throw new IOException("damaged header", e);
        }
    }
}
