package io.plash.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes as text and back, losing none.
 *
 * <p>Arguments, environment variables, file contents and file names are bytes. Java's own decoding replaces what is not
 * valid UTF-8. Here an invalid byte {@code 0xNN} becomes the lone surrogate {@code U+DCNN}, which cannot come from
 * valid UTF-8, and becomes the same byte again. Python does the same (PEP 383, "surrogateescape").
 */
public final class RawText {

    private RawText() {}

    /** The text of these bytes. */
    public static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                text.append((char) (0xDC00 + (bytes[i] & 0xFF)));
                i++;
            } else {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** The bytes of this text. */
    public static byte[] encode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0xDC80 && c <= 0xDCFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) {
                bytes.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                bytes.write(c - 0xDC00);
                start = i + 1;
            }
        }
        bytes.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** The text with each byte that is no UTF-8 as {@code \xNN}, for those who cannot take bytes. */
    public static String shown(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c >= 0xDC80 && c <= 0xDCFF) {
                shown.append(String.format("\\x%02x", c - 0xDC00));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Whether Java's own file and process calls can take this text as it is. */
    public static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c >= 0xDC80 && c <= 0xDCFF)
                || Arrays.equals(encode(text), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The length of the valid UTF-8 sequence at {@code i}, or 0 if there is none (RFC 3629, section 4). */
    private static int sequenceLength(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || i + length > bytes.length) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[i + 1] & 0xFF;
        boolean refused = switch (first) {
            case 0xE0 -> second < 0xA0; // overlong
            case 0xED -> second > 0x9F; // a surrogate
            case 0xF0 -> second < 0x90; // overlong
            case 0xF4 -> second > 0x8F; // beyond U+10FFFF
            default -> false;
        };
        return refused ? 0 : length;
    }
}
