package io.plash.archive.export;

import io.plash.posix.FileStatus;
import io.plash.posix.Posix;
import io.plash.tree.Descent;
import io.plash.tree.TreeWalk;
import io.plash.tree.attribute.AttributeReader;
import io.plash.tree.attribute.Attributes;
import io.plash.tree.attribute.Omission;
import io.plash.tree.attribute.Omissions;
import io.plash.tree.copy.HardLinks;
import io.plash.tree.copy.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes what a walk through a tree shows as entries of an archive. */
final class TarMembers implements TreeWalk.Visitor {

    private static final int BUFFER_SIZE = 256 * 1024;
    private static final byte[] HERE = {'.'};
    private static final byte[] SLASH = {'/'};

    private final Posix posix;
    private final OptionalLong latest;
    private final TarOutput output;
    private final Omissions omissions;
    private final AttributeReader reader;
    private final HardLinks links = new HardLinks();
    private final byte[] buffer = new byte[BUFFER_SIZE];

    /** No entry is to be later than {@code latest}, in seconds since 1970. */
    TarMembers(Posix posix, OptionalLong latest, TarOutput output, Omissions omissions) {
        this.posix = posix;
        this.latest = latest;
        this.output = output;
        this.omissions = omissions;
        this.reader = new AttributeReader(posix, omissions);
    }

    @Override
    public void entered(Descent here, byte[] name, FileStatus status) throws IOException {
        Attributes attributes = attributes(here.fd(), HERE, status);
        new MemberHeader(TarConstants.LF_DIR, concat(here.path(), SLASH), attributes)
                .withXattrs(attributes)
                .writeTo(output);
    }

    @Override
    public void leaving(Descent here) {
        // An archive says everything of a directory when it names it.
    }

    @Override
    public void file(Descent here, byte[] name, FileStatus status) throws IOException {
        if (status.type() == FileStatus.SOCKET) {
            omissions.add(Omission.SOCKET);
            return;
        }
        byte[] path = here.path(name);
        byte[] first = links.first(status, path);
        if (first == null && status.type() == FileStatus.REGULAR) {
            regular(here.fd(), name, path);
            return;
        }
        Attributes attributes = attributes(here.fd(), name, status);
        if (first != null) {
            new MemberHeader(TarConstants.LF_LINK, path, attributes)
                    .linkedTo(first)
                    .writeTo(output);
        } else if (status.type() == FileStatus.SYMLINK) {
            new MemberHeader(TarConstants.LF_SYMLINK, path, attributes)
                    .linkedTo(posix.readlinkat(here.fd(), name))
                    .withXattrs(attributes)
                    .writeTo(output);
        } else {
            new MemberHeader(nodeType(status), path, attributes)
                    .withDevice(status.nodeMajor(), status.nodeMinor())
                    .withXattrs(attributes)
                    .writeTo(output);
        }
    }

    private static byte nodeType(FileStatus status) {
        return switch (status.type()) {
            case FileStatus.CHARACTER_DEVICE -> TarConstants.LF_CHR;
            case FileStatus.BLOCK_DEVICE -> TarConstants.LF_BLK;
            default -> TarConstants.LF_FIFO;
        };
    }

    private void regular(int dir, byte[] name, byte[] path) throws IOException {
        try (SourceFile file = SourceFile.open(posix, dir, name)) {
            Attributes attributes = attributes(dir, name, file.status());
            if (file.isSparse()) {
                sparse(file, name, path, attributes);
            } else {
                new MemberHeader(TarConstants.LF_NORMAL, path, attributes)
                        .withSize(file.status().size())
                        .withXattrs(attributes)
                        .writeTo(output);
                content(file, 0, file.status().size());
            }
            file.requireUnchanged();
            output.pad();
        }
    }

    private void sparse(SourceFile file, byte[] name, byte[] path, Attributes attributes) throws IOException {
        SparseMap map = SparseMap.of(file);
        byte[] bytes = map.bytes(file.status().size());
        new MemberHeader(TarConstants.LF_NORMAL, nameOfSparse(name, path), attributes)
                .withSize(bytes.length + map.dataSize())
                .withRealNameAndSize(path, file.status().size())
                .withXattrs(attributes)
                .writeTo(output);
        output.write(bytes, bytes.length);
        map.each((offset, length) -> content(file, offset, length));
    }

    /** What a reader that does not know sparse files makes of one, as GNU tar names it, but for the process id there. */
    private static byte[] nameOfSparse(byte[] name, byte[] path) {
        byte[] directory = Arrays.copyOf(path, path.length - name.length);
        return concat(directory, "GNUSparseFile.0/".getBytes(StandardCharsets.US_ASCII), name);
    }

    private void content(SourceFile file, long offset, long length) throws IOException {
        file.read(offset, length, buffer, output::write);
    }

    private Attributes attributes(int dir, byte[] name, FileStatus status) throws IOException {
        Attributes read = reader.read(dir, name, status);
        if (latest.isEmpty() || read.modified().compareTo(Instant.ofEpochSecond(latest.getAsLong())) <= 0) {
            return read;
        }
        return new Attributes(
                read.permissions(), read.uid(), read.gid(), Instant.ofEpochSecond(latest.getAsLong()), read.xattrs());
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
