package io.plash.tree.attribute;

/** What a tree that is copied, packed or unpacked may have to do without. */
public enum Omission {
    SOCKET("sockets left out: an archive has no such thing"),
    /** EPERM: in a user namespace nobody may make one, mknod(2). */
    DEVICE("device nodes left out: they cannot be made here"),
    WHITEOUT("whiteouts left out: an image has nothing to hide"),
    OWNER("files given to root: their owners are not in the id map"),
    XATTR("extended attributes left out: they cannot be set here"),
    BOOKKEEPING("extended attributes left out: they would steer the union filesystem"),
    /** EOVERFLOW: they name an owner that this user namespace does not map, capabilities(7). */
    CAPABILITY("capabilities left out: they belong to another user namespace");

    private final String words;

    Omission(String words) {
        this.words = words;
    }

    /** For a message, after a number. */
    String words() {
        return words;
    }
}
