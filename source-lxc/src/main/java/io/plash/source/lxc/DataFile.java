package io.plash.source.lxc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Rules that are kept as data, beside the classes. */
final class DataFile {

    private final Properties entries = new Properties();

    private DataFile() {}

    static DataFile named(String name) {
        DataFile file = new DataFile();
        String resource = name + ".properties";
        try (InputStream in = Objects.requireNonNull(DataFile.class.getResourceAsStream(resource), resource)) {
            file.entries.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(entries.getProperty(key));
    }
}
