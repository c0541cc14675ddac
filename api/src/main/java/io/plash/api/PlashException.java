package io.plash.api;

import org.jspecify.annotations.Nullable;

/**
 * Something that the user asked for and that cannot be done, worded for the user.
 *
 * <p>plash prints {@code plash: error: MESSAGE}, then {@code plash: hint: HINT} if there is one, and exits with the exit
 * status. The message is lower case, has no full stop and says what could not be done, to what, and then why:
 * {@code cannot read /x.tar: no such file}. The hint is an imperative.
 */
public class PlashException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String hint;
    private final int exitStatus;

    /** An error without advice; the exit status is 1. */
    public PlashException(String message) {
        this(message, null, null);
    }

    /** An error with advice; the exit status is 1. */
    public PlashException(String message, String hint) {
        this(message, hint, null);
    }

    /** An error that another one caused; the exit status is 1. */
    public PlashException(String message, @Nullable String hint, @Nullable Throwable cause) {
        this(message, hint, cause, 1);
    }

    /** An error with its own exit status, which is not 0. */
    public PlashException(String message, @Nullable String hint, @Nullable Throwable cause, int exitStatus) {
        super(message, cause);
        this.hint = hint;
        this.exitStatus = exitStatus;
    }

    /** A failure that another plash process has worded for the user already: its message is empty. */
    public static PlashException alreadyReported(int exitStatus) {
        return new PlashException("", null, null, exitStatus);
    }

    /** What the user can do about it, or null. */
    public @Nullable String hint() {
        return hint;
    }

    /** What {@code plash} exits with. */
    public int exitStatus() {
        return exitStatus;
    }
}
