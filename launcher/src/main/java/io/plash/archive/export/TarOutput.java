package io.plash.archive.export;

import io.plash.api.PlashException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes the blocks of an archive, and says what became of the archive rather than of a file when that fails. */
final class TarOutput {

    static final int BLOCK = 512;

    /** A tape wants twenty blocks at a time, and GNU tar still ends an archive so. */
    private static final int RECORD = 20 * BLOCK;

    private static final int BUFFER_SIZE = 256 * 1024;
    private static final byte[] ZEROS = new byte[RECORD];

    private final OutputStream out;
    private final String title;
    private long written;

    /** Messages call the archive by the title. */
    TarOutput(OutputStream out, String title) {
        this.out = new BufferedOutputStream(out, BUFFER_SIZE);
        this.title = title;
    }

    void write(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
            written += length;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes zeros to the end of the block. */
    void pad() {
        padTo(BLOCK);
    }

    private void padTo(int unit) {
        write(ZEROS, (int) ((unit - written % unit) % unit));
    }

    /** Writes the end of the archive: two blocks of zeros at least. */
    void finish() {
        write(ZEROS, 2 * BLOCK);
        padTo(RECORD);
        try {
            out.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private PlashException failure(IOException e) {
        return new PlashException("cannot write " + title, null, e);
    }
}
