package io.plash.compress;

import io.plash.posix.library.XzDecoder;
import java.io.IOException;
import java.io.InputStream;

/** The content of an xz stream, decoded by liblzma. */
final class NativeXzInputStream extends InputStream {

    private static final int INPUT_SIZE = 64 * 1024;

    private final InputStream source;
    private final XzDecoder decoder;
    private final byte[] input = new byte[INPUT_SIZE];
    private boolean sourceEnded;

    NativeXzInputStream(InputStream source, XzDecoder decoder) {
        this.source = source;
        this.decoder = decoder;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        synchronized (decoder) {
            int count = 0;
            while (count == 0 && length > 0) {
                if (decoder.needsInput() && !sourceEnded) {
                    fill();
                }
                count = decoder.decode(buffer, offset, length, sourceEnded);
            }
            return count;
        }
    }

    private void fill() throws IOException {
        int count = source.read(input, 0, input.length);
        sourceEnded = count < 0;
        if (count > 0) {
            decoder.give(input, 0, count);
        }
    }

    /** The source first: whoever reads from it holds the decoder. */
    @Override
    public void close() throws IOException {
        try {
            source.close();
        } finally {
            synchronized (decoder) {
                decoder.close();
            }
        }
    }
}
