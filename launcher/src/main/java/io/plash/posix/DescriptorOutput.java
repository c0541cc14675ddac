package io.plash.posix;

import java.io.IOException;
import java.io.OutputStream;

/** Writes to a file descriptor, which stays open. A broken pipe is an error, unlike with {@code System.out}. */
public final class DescriptorOutput extends OutputStream {

    private final Posix posix;
    private final int fd;

    public DescriptorOutput(Posix posix, int fd) {
        this.posix = posix;
        this.fd = fd;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        posix.write(fd, bytes, offset, length);
    }
}
