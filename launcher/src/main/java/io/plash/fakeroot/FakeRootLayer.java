package io.plash.fakeroot;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A layer below all others while root is faked, with what tells programs that look whether they have become another user
 * not to try. It is a copy, for a container cannot show the owner of an installation, and a step may change any of its files.
 */
public final class FakeRootLayer {

    /** Where its files are. */
    private static final String PLACE = "etc";

    private final Path original;

    /** Of this directory of an installation. */
    public FakeRootLayer(Path original) {
        this.original = original;
    }

    /** Makes one that belongs to the caller. */
    public void copy(Path directory) throws IOException {
        for (Path path : files()) {
            Path copy = directory.resolve(original.relativize(path).toString());
            boolean isDirectory = Files.isDirectory(path);
            if (!isDirectory) {
                Files.copy(path, copy);
            } else if (!copy.equals(directory.resolve(""))) {
                Files.createDirectory(copy);
            }
            // Not what the umask says.
            Files.setPosixFilePermissions(
                    copy, PosixFilePermissions.fromString(isDirectory ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    /** Takes its files out of what a step has changed, also from where the step has moved them. Follows no link. */
    public void removeFrom(Path upper) throws IOException {
        Set<Path> names = files().stream()
                .filter(Files::isRegularFile)
                .map(path -> path.getFileName())
                .collect(Collectors.toSet());
        Files.walkFileTree(upper.resolve(PLACE), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (names.contains(file.getFileName())) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            /** It has not changed, or is gone. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            return files.toList();
        }
    }
}
