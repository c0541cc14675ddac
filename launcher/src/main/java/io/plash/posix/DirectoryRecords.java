package io.plash.posix;

import java.util.ArrayList;
import java.util.List;

/** Takes apart what {@code getdents64} and {@code listxattr} leave in memory. */
final class DirectoryRecords {

    /** Offsets in {@code struct linux_dirent64}: getdents64(2). */
    private static final int LENGTH = 16;

    private static final int TYPE = 18;
    private static final int NAME = 19;

    private DirectoryRecords() {}

    /** The names, without {@code .} and {@code ..}. */
    static List<Posix.Entry> entries(Scratch memory, int size) {
        List<Posix.Entry> entries = new ArrayList<>();
        int length;
        for (int at = 0; at < size; at += length) {
            length = memory.dataUnsignedShort(at + LENGTH);
            int end = at + NAME;
            while (memory.dataByte(end) != 0) {
                end++;
            }
            byte[] name = memory.data(at + NAME, end - at - NAME);
            if (!isDots(name)) {
                // DT_DIR is S_IFDIR >> 12, and so on: DTTOIF of dirent.h
                entries.add(new Posix.Entry(name, memory.dataByte(at + TYPE) << 12));
            }
        }
        return entries;
    }

    private static boolean isDots(byte[] name) {
        return name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
    }

    /** NUL-terminated strings one after the other. */
    static List<byte[]> strings(Scratch memory, int size) {
        List<byte[]> strings = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < size; at++) {
            if (memory.dataByte(at) == 0) {
                strings.add(memory.data(start, at - start));
                start = at + 1;
            }
        }
        return strings;
    }
}
