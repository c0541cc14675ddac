package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a directory. */
final class DirectoryFiles implements LocalFiles {

    private final Path directory;

    /** An existing directory. */
    DirectoryFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new PlashException("no directory: " + directory);
        }
        this.directory = directory;
    }

    @Override
    public String title() {
        return directory.toString();
    }

    @Override
    public Optional<Content> find(String name) {
        return Optional.of(directory.resolve(name)).filter(Files::isRegularFile).map(Content::of);
    }
}
