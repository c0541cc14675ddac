package io.plash.tree.attribute;

import io.plash.posix.Posix;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The owner that a file should have and cannot have here, as rootless tools write it down in an extended attribute: a
 * protocol buffer of two numbers (rootlesscontaine.rs, {@code user.rootlesscontainers}).
 *
 * @param uid as an unsigned number of 32 bits
 * @param gid likewise
 */
public record RecordedOwner(int uid, int gid) {

    /** What files have without a record. */
    public static final RecordedOwner ROOT = new RecordedOwner(0, 0);

    private static final byte[] KEY = "user.rootlesscontainers".getBytes(StandardCharsets.US_ASCII);
    private static final int UID_FIELD = 1 << 3;
    private static final int GID_FIELD = 2 << 3;
    private static final int LONGEST_NUMBER = 5;

    /** The name of the attribute. */
    public static byte[] key() {
        return KEY.clone();
    }

    /** Whether this is the name of the attribute. */
    static boolean isKey(byte[] name) {
        return Arrays.equals(name, KEY);
    }

    /** Reads the value of the attribute; empty if it is none that we could have written. */
    public static Optional<RecordedOwner> parse(byte[] value) {
        int[] ids = {0, 0};
        int at = 0;
        while (at < value.length) {
            int field = value[at++];
            if (field != UID_FIELD && field != GID_FIELD) {
                return Optional.empty();
            }
            long number = 0;
            int read = 0;
            byte part;
            do {
                if (at == value.length || read == LONGEST_NUMBER) {
                    return Optional.empty();
                }
                part = value[at++];
                number |= (part & 0x7FL) << (7 * read++);
            } while (part < 0);
            if (number >= 0xFFFFFFFFL) {
                return Optional.empty();
            }
            ids[field == UID_FIELD ? 0 : 1] = (int) number;
        }
        return Optional.of(new RecordedOwner(ids[0], ids[1]));
    }

    /** The value of the attribute; fields that are zero are left out. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        put(bytes, UID_FIELD, uid);
        put(bytes, GID_FIELD, gid);
        return bytes.toByteArray();
    }

    private static void put(ByteArrayOutputStream bytes, int field, int id) {
        if (id == 0) {
            return;
        }
        bytes.write(field);
        int left = id;
        while ((left & ~0x7F) != 0) {
            bytes.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes.write(left);
    }

    /** After a {@code chown} to these ids, each of which may be {@link Posix#UNCHANGED}. */
    public RecordedOwner changed(int newUid, int newGid) {
        return new RecordedOwner(newUid == Posix.UNCHANGED ? uid : newUid, newGid == Posix.UNCHANGED ? gid : newGid);
    }
}
