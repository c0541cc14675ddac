package io.plash.api.download;

/** A detached OpenPGP signature of a file, armoured or not. */
public final class Signature {

    private final byte[] bytes;
    private final boolean required;

    private Signature(byte[] bytes, boolean required) {
        this.bytes = bytes.clone();
        this.required = required;
    }

    /** One that the user asked for: a file whose signature cannot be checked is refused. */
    public static Signature required(byte[] bytes) {
        return new Signature(bytes, true);
    }

    /**
     * One that the server has by itself. Where it cannot be checked, the user is told so; if he chose a keyring, the file is
     * refused.
     *
     * @param bytes empty if there should be a signature and there is none
     */
    public static Signature offered(byte[] bytes) {
        return new Signature(bytes, false);
    }

    /** The content of the file that it is kept in; empty if there is none. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether the user asked for it. */
    public boolean isRequired() {
        return required;
    }
}
