package io.plash.cli.main;

import io.plash.host.Messages;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The stdout of this process. That of the JDK forgets why it could not be written, and nobody would know that values got lost. */
final class Stdout extends FilterOutputStream {

    /** What a shell says of a program that the signal of a broken pipe has ended; Java ignores that signal. */
    private static final int BROKEN_PIPE = 128 + 13;

    private @Nullable IOException failure;

    private Stdout() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    /** Puts it in the place of {@code System.out}. */
    static Stdout install() {
        Stdout stdout = new Stdout();
        System.setOut(new PrintStream(new BufferedOutputStream(stdout)));
        return stdout;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** What to exit with after a command that would exit with this. */
    int exitStatus(int status, Messages messages) {
        System.out.flush();
        if (failure == null || status != 0) {
            return status;
        }
        String reason = String.valueOf(failure.getMessage());
        if (reason.equals("Broken pipe")) {
            return BROKEN_PIPE;
        }
        messages.error("cannot write to stdout: " + reason);
        return 1;
    }
}
