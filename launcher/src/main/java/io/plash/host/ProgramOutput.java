package io.plash.host;

import io.plash.api.PlashException;
import java.io.FilterInputStream;
import java.io.IOException;

/** What a program prints, while it runs. */
final class ProgramOutput extends FilterInputStream {

    private final Process process;
    private final String complaint;

    /**
     * Reads from a program.
     *
     * @param complaint what the end of the output is answered with if the program fails
     */
    ProgramOutput(Process process, String complaint) {
        super(process.getInputStream());
        this.process = process;
        this.complaint = complaint;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count < 0 && HostProcesses.await(process) != 0) {
            throw new PlashException(complaint);
        }
        return count;
    }

    /** Ends the program, which whoever has read everything does not notice. */
    @Override
    public void close() throws IOException {
        process.destroy();
        HostProcesses.await(process);
        in.close();
    }
}
