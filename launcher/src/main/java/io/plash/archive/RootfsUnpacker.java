package io.plash.archive;

import io.plash.api.PlashException;
import io.plash.archive.layer.LowerLayers;
import io.plash.compress.Compression;
import io.plash.compress.ExpansionLimit;
import io.plash.posix.OpenFlags;
import io.plash.posix.PathText;
import io.plash.posix.Posix;
import io.plash.posix.PosixException;
import io.plash.text.RawText;
import io.plash.tree.attribute.Omissions;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a root filesystem from a tar archive that nobody vouches for.
 *
 * <p>It runs as uid 0 of the user namespace that the container will have, or as root. Whatever links the archive
 * plants, nothing outside the target is written, linked, changed or removed.
 */
public final class RootfsUnpacker {

    private final Posix posix;
    private final @Nullable LowerLayers lower;

    public RootfsUnpacker(Posix posix) {
        this(posix, null);
    }

    private RootfsUnpacker(Posix posix, @Nullable LowerLayers lower) {
        this.posix = posix;
        this.lower = lower;
    }

    /**
     * An unpacker of layers: an archive may hide what is in the layers below, and count on it (OCI image-spec, layer.md).
     *
     * @param lower the layers below, which stay the caller's to close
     */
    public static RootfsUnpacker ofLayer(Posix posix, LowerLayers lower) {
        return new RootfsUnpacker(posix, lower);
    }

    /**
     * Unpacks an archive, compressed or not unless it is a layer, to its end, with owners, permissions, times, links, nodes and extended
     * attributes. An entry replaces an earlier one of its name.
     *
     * @param archive is read to its end and closed
     * @param title what messages call the archive, such as its path
     * @param rootfs an empty directory; when this throws, what it holds by then is the caller's to remove
     * @return what the archive has and this machine, or this user, cannot have
     * @throws PlashException if the archive is damaged or hostile, or an entry cannot be unpacked, which it names
     * @throws IOException if the directory cannot be opened
     */
    public Omissions unpack(InputStream archive, String title, Path rootfs) throws IOException {
        int root = open(rootfs);
        try (archive) {
            return unpack(archive, root);
        } catch (PosixException e) {
            throw new PlashException("cannot unpack " + title + ": " + e.reason(), null, e);
        } catch (IOException e) {
            boolean tooLarge = String.valueOf(e.getMessage()).startsWith(Compression.TOO_LARGE);
            String hint = tooLarge ? "if you trust it, allow more with " + ExpansionLimit.VARIABLE : null;
            throw new PlashException(complaint(e) + ": " + title, hint, e);
        } finally {
            posix.close(root);
        }
    }

    /**
     * Makes a layer that has nothing but a directory, and those that it is in, as they are in the layers below as far as
     * these have them. Links on the way are followed, but never out of the root filesystem.
     *
     * @param path as an archive names it
     * @param rootfs an empty directory
     * @throws PlashException if no directory can be called so
     * @throws IOException if it cannot be made, for something else is in its way
     */
    public void makeDirectory(byte[] path, Path rootfs) throws IOException {
        EntryName name = EntryName.of(path);
        int root = open(rootfs);
        try (RawTarInputStream nothing = new RawTarInputStream(InputStream.nullInputStream());
                MemberWriter writer = new MemberWriter(posix, root, nothing)) {
            if (lower != null) {
                writer.putOn(lower, root);
            }
            writer.reach(name);
            writer.finish();
        } finally {
            posix.close(root);
        }
    }

    private int open(Path rootfs) throws PosixException {
        return posix.openat(
                Posix.AT_FDCWD,
                RawText.encode(rootfs.toString()),
                OpenFlags.READ | OpenFlags.DIRECTORY | OpenFlags.NOFOLLOW,
                0);
    }

    private Omissions unpack(InputStream archive, int root) throws IOException {
        // A layer comes without its compression, for its digest is that of the archive.
        try (InputStream plain = lower == null ? Compression.decompress(archive) : archive;
                RawTarInputStream tar = new RawTarInputStream(plain);
                MemberWriter writer = new MemberWriter(posix, root, tar)) {
            if (lower != null) {
                writer.putOn(lower, root);
            }
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                write(new TarMember(entry, tar.records()), writer);
            }
            Omissions omissions = writer.finish();
            // A checksum of the compression may follow, and whoever writes to a pipe wants to get rid of it all.
            plain.transferTo(OutputStream.nullOutputStream());
            return omissions;
        }
    }

    private static void write(TarMember member, MemberWriter writer) throws IOException {
        try {
            writer.write(member);
        } catch (PosixException e) {
            throw refusal(member.name(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged extended header", e);
        }
    }

    /** That an entry cannot be made. */
    static PlashException refusal(EntryName name, PosixException e) {
        return new PlashException("cannot unpack " + name.shown() + ": " + e.reason(), null, e);
    }

    /** Each format words the same two mishaps in its own way. */
    private static String complaint(IOException e) {
        String message = String.valueOf(e.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (e instanceof EOFException
                || e.getCause() instanceof EOFException
                || lower.contains("truncated")
                || lower.contains("unexpected end")
                || lower.contains("premature end")) {
            return "archive is truncated";
        }
        if (message.equals(RawTarInputStream.NOT_TAR) || message.startsWith(Compression.TOO_LARGE)) {
            return message;
        }
        return "archive is damaged (" + PathText.show(RawText.encode(message)) + ")";
    }
}
