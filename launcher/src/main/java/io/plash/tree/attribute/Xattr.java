package io.plash.tree.attribute;

import java.nio.charset.StandardCharsets;

/** An extended attribute: the name with its namespace, and the value, both bytes. */
public final class Xattr {

    private final byte[] name;
    private final byte[] value;

    public Xattr(byte[] name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    public byte[] name() {
        return name;
    }

    public byte[] value() {
        return value;
    }

    /**
     * Whether it is how an overlay or a rootless engine keeps its own books. In an image it is a forgery: on a mounted
     * layer it would hide or show files, or give them owners.
     */
    public boolean isBookkeeping() {
        String text = new String(name, StandardCharsets.ISO_8859_1);
        return text.startsWith("trusted.overlay.")
                || text.startsWith("user.overlay.")
                || text.startsWith("user.fuseoverlayfs.")
                || text.startsWith("user.containers.")
                || RecordedOwner.isKey(name);
    }
}
