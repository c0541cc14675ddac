package io.plash.build.image;

import io.plash.api.PlashException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Remembers why it could not be read, which whoever reads from it through a decoder takes for damage. */
final class ContentStream extends FilterInputStream {

    private volatile @Nullable Exception failure;

    ContentStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException | RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * Throws what reading threw, if it did.
     *
     * @param title what messages call the content
     */
    void rethrowFailure(String title) throws IOException {
        Exception thrown = failure;
        if (thrown instanceof RuntimeException refusal) {
            throw refusal;
        }
        if (thrown instanceof IOException e) {
            if (e.getCause() == null) {
                throw new PlashException("cannot read " + title, null, e);
            }
            // A failed download, whose message names what was to be fetched.
            throw e;
        }
    }
}
