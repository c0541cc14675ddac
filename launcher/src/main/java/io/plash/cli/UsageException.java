package io.plash.cli;

import io.plash.api.PlashException;

/** A command was typed in a way that it cannot be typed. The advice is the usage of the command, which plash adds. */
public final class UsageException extends PlashException {

    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public UsageException(String message) {
        super(message);
    }
}
