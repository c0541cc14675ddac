package io.plash.source.docker.local;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.source.docker.oci.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A content that is compared with its description while it is read.
 *
 * @param description what it should be
 */
record Checked(Content content, Descriptor description) implements Content {

    @Override
    public InputStream open() throws IOException {
        return new Stream(content.open(), description);
    }

    private static final class Stream extends FilterInputStream {

        private final Descriptor description;
        private final MessageDigest hash;
        private long size;
        private boolean checked;

        Stream(InputStream in, Descriptor description) {
            super(in);
            this.description = description;
            this.hash = Digest.computation(description.digest().algorithm());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte @Nullable [] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            if (count >= 0) {
                hash.update(buffer, from, count);
                size += count;
            } else if (!checked) {
                check();
                // Whoever has come to the end may ask again.
                checked = true;
            }
            if (size > description.size()) {
                throw bad("it is longer than " + description.size() + " bytes");
            }
            return count;
        }

        private void check() {
            if (size != description.size()) {
                throw bad("it has %d bytes, expected are %d".formatted(size, description.size()));
            }
            Digest real = Digest.of(description.digest().algorithm(), hash.digest());
            if (!real.equals(description.digest())) {
                throw bad("its digest is " + real);
            }
        }

        private PlashException bad(String why) {
            return new PlashException("bad content of " + description.digest() + ": " + why);
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 8192)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
