package io.plash.api.image;

/** Is told how far a transfer is. Called often, from any thread, and never blocks for long. */
@FunctionalInterface
public interface Progress {

    /** Nobody looks. */
    Progress NONE = (done, total) -> {};

    /**
     * Tells the state of the transfer.
     *
     * @param done bytes so far
     * @param total bytes in the end, or -1 if that is not known
     */
    void update(long done, long total);
}
