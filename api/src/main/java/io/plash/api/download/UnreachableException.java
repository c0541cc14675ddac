package io.plash.api.download;

import java.io.IOException;

/** A server could not be reached, and the user may be able to do something about it. */
public class UnreachableException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * Says what could not be done, and why.
     *
     * @param hint what the user can do
     */
    public UnreachableException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** What the user can do. */
    public String hint() {
        return hint;
    }
}
