package io.plash.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/** Makes archives that no tool would make. Text is one character per byte. */
public final class TarBuilder {

    private static final int BLOCK = 512;

    /** A header of the ustar format, which a test may spoil. */
    static final class Header {

        final byte[] bytes = new byte[BLOCK];

        Header(char type, String name) {
            text(0, 100, name).octal(100, 8, 0644).octal(108, 8, 0).octal(116, 8, 0);
            octal(124, 12, 0).mtime(1_700_000_000).text(257, 8, "ustar\00000");
            bytes[156] = (byte) type;
        }

        Header text(int offset, int length, String text) {
            byte[] raw = bytes(text);
            Arrays.fill(bytes, offset, offset + length, (byte) 0);
            System.arraycopy(raw, 0, bytes, offset, Math.min(raw.length, length));
            return this;
        }

        Header octal(int offset, int length, long value) {
            return text(offset, length, String.format("%0" + (length - 1) + "o", value));
        }

        /** As GNU tar and star write numbers that have no room otherwise. */
        Header binary(int offset, int length, long value) {
            for (int i = 0; i < length; i++) {
                int shift = 8 * (length - 1 - i);
                bytes[offset + i] = (byte) (value >> Math.min(shift, 63));
            }
            bytes[offset] = (byte) (value < 0 ? 0xFF : 0x80);
            return this;
        }

        Header mode(int mode) {
            return octal(100, 8, mode);
        }

        Header owner(int uid, int gid) {
            return octal(108, 8, uid).octal(116, 8, gid);
        }

        Header size(long size) {
            return octal(124, 12, size);
        }

        Header mtime(long seconds) {
            return octal(136, 12, seconds);
        }

        Header link(String target) {
            return text(157, 100, target);
        }

        Header device(int major, int minor) {
            return octal(329, 8, major).octal(337, 8, minor);
        }

        Header gnu() {
            return text(257, 8, "ustar  \0");
        }

        private byte[] withChecksum() {
            Arrays.fill(bytes, 148, 156, (byte) ' ');
            int sum = 0;
            for (byte b : bytes) {
                sum += b & 0xFF;
            }
            text(148, 8, String.format("%06o\0 ", sum));
            return bytes;
        }
    }

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A header and nothing else; the size it claims is the test's business. */
    TarBuilder header(char type, String name, Consumer<Header> change) {
        Header header = new Header(type, name);
        change.accept(header);
        return raw(header.withChecksum());
    }

    /** An entry whose header says how long its content is. */
    TarBuilder entry(char type, String name, byte[] content, Consumer<Header> change) {
        return header(type, name, header -> change.accept(header.size(content.length)))
                .content(content);
    }

    public TarBuilder file(String name, String content) {
        return entry('0', name, bytes(content), header -> {});
    }

    public TarBuilder file(String name, String content, int mode) {
        return entry('0', name, bytes(content), header -> header.mode(mode));
    }

    public TarBuilder directory(String name, int mode) {
        return header('5', name, header -> header.mode(mode));
    }

    public TarBuilder symlink(String name, String target) {
        return header('2', name, header -> header.mode(0777).link(target));
    }

    public TarBuilder hardLink(String name, String target) {
        return header('1', name, header -> header.link(target));
    }

    TarBuilder node(char type, String name, int major, int minor) {
        return header(type, name, header -> header.device(major, minor));
    }

    /** An extended header for the next entry: keys and values in turn. */
    TarBuilder pax(String... records) {
        return extended('x', records);
    }

    /** An extended header for all that follow. */
    TarBuilder globalPax(String... records) {
        return extended('g', records);
    }

    private TarBuilder extended(char type, String... records) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < records.length; i += 2) {
            text.append(record(records[i], records[i + 1]));
        }
        return entry(type, "././@PaxHeader", bytes(text.toString()), header -> {});
    }

    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.length();
        while (String.valueOf(length).length() + rest.length() != length) {
            length = String.valueOf(length).length() + rest.length();
        }
        return length + rest;
    }

    /** GNU tar's long name ('L') or long link target ('K') for the next entry. */
    TarBuilder gnuLong(char type, String name) {
        return entry(type, "././@LongLink", bytes(name + "\0"), Header::gnu);
    }

    /** Content, filled up to a block. */
    TarBuilder content(byte[] content) {
        raw(content);
        return raw(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    TarBuilder raw(byte[] bytes) {
        archive.writeBytes(bytes);
        return this;
    }

    /** The archive without the blocks that end one. */
    byte[] unfinished() {
        return archive.toByteArray();
    }

    public byte[] build() {
        byte[] entries = archive.toByteArray();
        return Arrays.copyOf(entries, entries.length + 2 * BLOCK);
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, build());
    }
}
