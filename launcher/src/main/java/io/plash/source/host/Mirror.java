package io.plash.source.host;

import io.plash.source.host.MirrorEntry.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what an image of this machine consists of, by looking at names, links and attributes only. */
final class Mirror {

    /** Configuration is smaller; what is larger is data that somebody keeps in a strange place. */
    private static final long LARGEST_FILE = 4 << 20;

    /** Programs and libraries: links into {@code /usr}, or directories on machines that have not merged them. */
    private static final List<String> SYSTEM = List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "libx32");

    /** What replaced them is a link today, and is state of this machine where it is not. */
    private static final List<String> LINKS = List.of("var/lock", "var/run");

    private static final List<MirrorEntry> EMPTY = List.of(
            MirrorEntry.directory("dev", 0755),
            MirrorEntry.directory("etc", 0755),
            MirrorEntry.directory("home", 0755),
            MirrorEntry.directory("mnt", 0755),
            MirrorEntry.directory("proc", 0555),
            MirrorEntry.directory("root", 0700),
            MirrorEntry.directory("run", 0755),
            MirrorEntry.directory("srv", 0755),
            MirrorEntry.directory("sys", 0555),
            MirrorEntry.directory("tmp", 01777),
            MirrorEntry.directory("var", 0755),
            MirrorEntry.directory("var/cache", 0755),
            MirrorEntry.directory("var/lib", 0755),
            MirrorEntry.directory("var/log", 0755),
            MirrorEntry.directory("var/tmp", 01777));

    private final Path root;
    private final AllowList allowed;

    /** In the order in which they can be made: a directory comes before what is in it. */
    private final TreeMap<String, MirrorEntry> entries = new TreeMap<>();

    private Mirror(Path root, AllowList allowed) {
        this.root = root;
        this.allowed = allowed;
    }

    /** Looks at the system below this directory. What cannot be read is not there. */
    static List<MirrorEntry> of(Path root, AllowList allowed) {
        Mirror mirror = new Mirror(root, allowed);
        EMPTY.forEach(mirror::put);
        mirror.addSystem();
        for (String path : allowed.included()) {
            mirror.addAllowed(root, List.of(path.split("/", -1)));
        }
        return List.copyOf(mirror.entries.values());
    }

    private void addSystem() {
        for (String name : SYSTEM) {
            Path path = root.resolve(name);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                put(MirrorEntry.bound(name));
            } else if (Files.isSymbolicLink(path)) {
                add(path);
            }
        }
        LINKS.stream().map(root::resolve).filter(Files::isSymbolicLink).forEach(this::add);
    }

    /** Goes down the names of an allowed path, never through a link, and takes all that the last one means. */
    private void addAllowed(Path directory, List<String> names) {
        String first = names.get(0);
        for (Path path : first.contains("*") ? list(directory, first) : List.of(directory.resolve(first))) {
            if (names.size() == 1) {
                addAll(path);
            } else if (add(path) == Kind.DIRECTORY) {
                addAllowed(path, names.subList(1, names.size()));
            }
        }
    }

    private void addAll(Path path) {
        if (add(path) == Kind.DIRECTORY) {
            list(path, "*").forEach(this::addAll);
        }
    }

    /** Takes this one path; says what it is, or null if it is not taken. */
    private @Nullable Kind add(Path path) {
        MirrorEntry entry = allowed.excluded().contains(name(path)) ? null : entry(path);
        if (entry == null) {
            return null;
        }
        put(entry);
        return entry.kind();
    }

    /** A directory that the image has anyway keeps the mode that it has there. */
    private void put(MirrorEntry entry) {
        entries.putIfAbsent(entry.path(), entry);
    }

    private @Nullable MirrorEntry entry(Path path) {
        try {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (file.isSymbolicLink()) {
                return link(path, file);
            }
            if (!isPublic(file) || !Files.isReadable(path) || !isPlain(path)) {
                return null;
            }
            if (file.isDirectory()) {
                return new MirrorEntry(name(path), Kind.DIRECTORY, mode(file), 0, file.lastModifiedTime(), "");
            }
            boolean taken = file.isRegularFile() && file.size() <= LARGEST_FILE;
            return taken
                    ? new MirrorEntry(name(path), Kind.FILE, mode(file), file.size(), file.lastModifiedTime(), "")
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable MirrorEntry link(Path path, PosixFileAttributes file) throws IOException {
        Path target = Files.readSymbolicLink(path);
        return isPlain(path) && isPlain(target)
                ? new MirrorEntry(name(path), Kind.LINK, 0777, 0, file.lastModifiedTime(), target.toString())
                : null;
    }

    private String name(Path path) {
        return root.relativize(path).toString();
    }

    /** Whether everyone may read it; what is not for everyone, such as a private key, is not for containers. */
    private static boolean isPublic(PosixFileAttributes file) {
        Set<PosixFilePermission> permissions = file.permissions();
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                && (!file.isDirectory() || permissions.contains(PosixFilePermission.OTHERS_EXECUTE));
    }

    /** Whether Java can say its name; bytes that are not valid UTF-8 are lost in a string. */
    private static boolean isPlain(Path path) {
        return path.equals(Path.of(path.toString()));
    }

    private static int mode(PosixFileAttributes file) {
        int mode = 0;
        for (char bit : PosixFilePermissions.toString(file.permissions()).toCharArray()) {
            mode = mode << 1 | (bit == '-' ? 0 : 1);
        }
        return mode;
    }

    private static List<Path> list(Path directory, String names) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, names)) {
            stream.forEach(paths::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return paths;
    }
}
