package io.plash.archive.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The records of an extended header, as they are written: {@code 30 mtime=1700000000.123456789\n}, where the number is the
 * length of the record, itself included (POSIX, pax, "pax Extended Header"). The values are bytes.
 */
final class PaxBlock {

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    void add(String key, byte[] value) {
        byte[] name = key.getBytes(StandardCharsets.ISO_8859_1);
        int rest = name.length + value.length + " =\n".length();
        int length = rest + digits(rest);
        // The number may be a digit longer than that of the rest, for it counts itself.
        length = rest + digits(length);
        records.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        records.write(' ');
        records.writeBytes(name);
        records.write('=');
        records.writeBytes(value);
        records.write('\n');
    }

    void add(String key, String value) {
        add(key, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }

    boolean isEmpty() {
        return records.size() == 0;
    }

    byte[] bytes() {
        return records.toByteArray();
    }
}
