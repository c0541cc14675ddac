package io.plash.tree;

import io.plash.posix.PosixException;

/** Decides what happens when the kernel refuses an attribute: returns to go on without it, or throws. */
public interface Refusals {

    /** Takes none. */
    Refusals FATAL = new Refusals() {
        @Override
        public void owner(PosixException refusal) throws PosixException {
            throw refusal;
        }

        @Override
        public void xattr(PosixException refusal) throws PosixException {
            throw refusal;
        }
    };

    /** The owner could not be set. */
    void owner(PosixException refusal) throws PosixException;

    /** An extended attribute could not be set. */
    void xattr(PosixException refusal) throws PosixException;
}
