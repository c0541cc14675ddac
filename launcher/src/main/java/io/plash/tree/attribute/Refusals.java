package io.plash.tree.attribute;

import io.plash.posix.PosixException;

/** Decides what happens when the kernel refuses an attribute: returns to go on without it, or throws. */
public interface Refusals {

    /** The owner could not be set. */
    void owner(PosixException refusal) throws PosixException;

    /** An extended attribute could not be set. */
    void xattr(PosixException refusal) throws PosixException;
}
