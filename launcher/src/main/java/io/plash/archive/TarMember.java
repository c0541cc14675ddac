package io.plash.archive;

import io.plash.posix.FileStatus;
import io.plash.tree.Attributes;
import io.plash.tree.Xattr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    TarArchiveEntry entry() {
        return entry;
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

    Attributes attributes(UnpackCounts counts) throws IOException {
        List<Xattr> xattrs = counts.withoutBookkeeping(records.xattrs());
        return new Attributes(
                entry.getMode() & 07777, entry.getLongUserId(), entry.getLongGroupId(), modified(), xattrs);
    }

    private Instant modified() throws IOException {
        byte[] time = records.get("mtime");
        if (time == null) {
            return Instant.ofEpochSecond(entry.getLastModifiedTime().to(TimeUnit.SECONDS));
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
}
