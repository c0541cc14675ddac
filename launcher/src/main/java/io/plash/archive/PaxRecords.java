package io.plash.archive;

import io.plash.tree.attribute.Xattr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a PAX extended header, with their values as the bytes that they are. The standard says UTF-8 (POSIX,
 * pax, "pax Extended Header"), but a file name need not be, and the value of an extended attribute hardly ever is.
 */
final class PaxRecords {

    private static final String XATTR = "SCHILY.xattr.";
    private static final String LIBARCHIVE_XATTR = "LIBARCHIVE.xattr.";

    /** What decides how an archive is read on: where the content of an entry ends, and whether it has any. */
    private static final Set<String> STEERING = Set.of("path", "size");

    private final Map<String, byte[]> values = new LinkedHashMap<>();
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

    /**
     * Adds the records of a header. A later record replaces an earlier one, an empty one removes it.
     *
     * @return those among them that a reader of the archive has to know too
     */
    byte[] add(byte[] payload) throws IOException {
        ByteArrayOutputStream steering = new ByteArrayOutputStream();
        int at = 0;
        while (at < payload.length) {
            int length = 0;
            int digit = at;
            while (digit < payload.length && payload[digit] >= '0' && payload[digit] <= '9' && digit - at < 8) {
                length = length * 10 + payload[digit++] - '0';
            }
            int end = at + length;
            int equals = indexOf(payload, digit);
            if (digit == at || payload[digit] != ' ' || end > payload.length || equals >= end - 1) {
                throw new IOException("damaged extended header");
            }
            if (payload[end - 1] != '\n') {
                throw new IOException("damaged extended header");
            }
            String key = new String(payload, digit + 1, equals - digit - 1, StandardCharsets.ISO_8859_1);
            put(key, Arrays.copyOfRange(payload, equals + 1, end - 1));
            if (STEERING.contains(key)) {
                steering.write(payload, at, length);
            }
            at = end;
        }
        return steering.toByteArray();
    }

    private static int indexOf(byte[] payload, int from) {
        int at = from;
        while (at < payload.length && payload[at] != '=') {
            at++;
        }
        return at;
    }

    private void put(String key, byte[] value) {
        if (key.equals(SparseLayout.OFFSET) || key.equals(SparseLayout.LENGTH)) {
            pieces.writeBytes(value);
            pieces.write(',');
        } else if (value.length == 0 && !key.startsWith(XATTR)) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    void addAll(PaxRecords others) {
        values.putAll(others.values);
    }

    /** The pieces of a sparse file, as {@code GNU.sparse.map} would have them, if each number has a record of its own. */
    byte[] pieces() {
        return pieces.toByteArray();
    }

    boolean isEmpty() {
        return values.isEmpty() && pieces.size() == 0;
    }

    void clear() {
        values.clear();
        pieces.reset();
    }

    byte @Nullable [] get(String key) {
        return values.get(key);
    }

    /** The key of a record ends at the first equals sign; one in a name is written as GNU tar does. */
    private static String decodeXattr(String name) {
        return name.replace("%3D", "=").replace("%25", "%");
    }

    /**
     * The extended attributes; one that is there in both spellings counts in that of star.
     *
     * @throws IllegalArgumentException if one of libarchive's is damaged
     */
    List<Xattr> xattrs() {
        if (values.isEmpty()) {
            return List.of();
        }
        Map<String, byte[]> found = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(LIBARCHIVE_XATTR)) {
                String name = key.substring(LIBARCHIVE_XATTR.length());
                // libarchive leaves a plus as it is, and writes no padding.
                String plain = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
                found.put(plain, Base64.getMimeDecoder().decode(value));
            }
        });
        values.forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                found.put(decodeXattr(key.substring(XATTR.length())), value);
            }
        });
        List<Xattr> xattrs = new ArrayList<>();
        found.forEach((name, value) -> xattrs.add(new Xattr(EntryName.bytes(name), value)));
        return xattrs;
    }
}
