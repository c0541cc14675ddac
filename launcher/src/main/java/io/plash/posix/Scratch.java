package io.plash.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Memory at a fixed address in which one thread passes paths, structures and data to the kernel: room for two paths,
 * then for a structure, then for data. Each {@code put} returns the address of what it put there.
 */
final class Scratch {

    /** Of the data area: large writes cost fewer calls, and more than this gained nothing. */
    static final int DATA_SIZE = 256 * 1024;

    /** {@code PATH_MAX} counts the final NUL. */
    static final int LONGEST_PATH = 4095;

    private static final int SECOND_PATH = 4096;
    private static final int STRUCT = 2 * 4096;
    private static final int DATA = 3 * 4096;

    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(DATA + DATA_SIZE).order(ByteOrder.nativeOrder());
    private final long address;

    Scratch(Runtime runtime) {
        this.address = Pointer.wrap(runtime, memory).address();
    }

    long path(byte[] path) {
        return string(path, 0);
    }

    long secondPath(byte[] path) {
        return string(path, SECOND_PATH);
    }

    private long string(byte[] bytes, int offset) {
        memory.put(offset, bytes).put(offset + bytes.length, (byte) 0);
        return address + offset;
    }

    /** A structure of 64-bit words. */
    long struct(long... words) {
        for (int i = 0; i < words.length; i++) {
            memory.putLong(STRUCT + Long.BYTES * i, words[i]);
        }
        return address + STRUCT;
    }

    /** The address of the structure, for the kernel to fill. */
    long struct() {
        return address + STRUCT;
    }

    int structInt(int offset) {
        return memory.getInt(STRUCT + offset);
    }

    long structLong(int offset) {
        return memory.getLong(STRUCT + offset);
    }

    long putData(byte[] bytes, int offset, int length) {
        memory.put(DATA, bytes, offset, length);
        return address + DATA;
    }

    /** The address of the data, for the kernel to fill. */
    long data() {
        return address + DATA;
    }

    byte[] data(int from, int length) {
        byte[] bytes = new byte[length];
        getData(from, bytes, 0, length);
        return bytes;
    }

    void getData(int from, byte[] bytes, int offset, int length) {
        memory.get(DATA + from, bytes, offset, length);
    }

    int dataUnsignedShort(int offset) {
        return memory.getShort(DATA + offset) & 0xFFFF;
    }

    byte dataByte(int offset) {
        return memory.get(DATA + offset);
    }
}
