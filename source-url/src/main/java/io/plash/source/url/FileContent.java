package io.plash.source.url;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of a file of this machine, whose digest is known when it has been read. */
final class FileContent implements Content {

    private final Path file;
    private final Optional<Digest> expected;
    private volatile @Nullable Digest digest;

    FileContent(Path file, Optional<Digest> expected) {
        this.file = file;
        this.expected = expected;
    }

    @Override
    public InputStream open() throws IOException {
        return new Checked(Files.newInputStream(file));
    }

    /** The digest of what was read last. */
    Digest digest() throws IOException {
        Digest known = digest;
        return known == null ? Digest.sha256(this) : known;
    }

    private String algorithm() {
        return expected.map(Digest::algorithm).orElse("sha256");
    }

    private final class Checked extends FilterInputStream {

        private final MessageDigest computation = Digest.computation(algorithm());
        private boolean ended;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                computation.update(buffer, offset, count);
            } else if (count < 0 && !ended) {
                ended = true;
                check(Digest.of(algorithm(), computation.digest()));
            }
            return count;
        }

        private void check(Digest actual) {
            if (expected.isPresent() && !expected.get().equals(actual)) {
                throw new PlashException(
                        "cannot use %s: its digest is %s, expected is %s".formatted(file, actual, expected.get()),
                        "check that it is the right file");
            }
            digest = actual;
        }
    }
}
