package io.plash.posix.library;

import java.io.IOException;
import java.util.Optional;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of liblzma, which dpkg, rpm and systemd bring along, so that it is on nearly every machine. It is more than
 * twice as fast as one in Java. Several xz streams one after the other are one content. Not for several threads at once.
 *
 * <p>Source: {@code lzma/base.h} and {@code lzma/container.h} of liblzma 5.2 and later, whose ABI has been stable since.
 */
public final class XzDecoder implements AutoCloseable {

    /** What is bound of liblzma. Addresses are plain numbers, for which jnr-ffi needs no marshalling. */
    public interface Library {
        int lzma_stream_decoder(long stream, long memoryLimit, int flags);

        int lzma_code(long stream, int action);

        void lzma_end(long stream);
    }

    private static final class Bound {

        static final @Nullable Library LIBRARY = load();

        private Bound() {}

        private static @Nullable Library load() {
            try {
                return LibraryLoader.create(Library.class).failImmediately().load("lzma");
            } catch (LinkageError e) {
                return null;
            }
        }
    }

    private static final int CONCATENATED = 0x08;
    private static final int RUN = 0;
    private static final int FINISH = 3;

    private static final int OK = 0;
    private static final int STREAM_END = 1;
    private static final int MEMORY_ERROR = 5;
    private static final int MEMORY_LIMIT = 6;
    private static final int FORMAT_ERROR = 7;
    private static final int OPTIONS_ERROR = 8;
    private static final int BUFFER_ERROR = 10;

    /** The structure lzma_stream on machines with 64-bit pointers, and where its members are. */
    private static final int STREAM_SIZE = 136;

    private static final int NEXT_IN = 0;
    private static final int AVAIL_IN = 8;
    private static final int NEXT_OUT = 24;
    private static final int AVAIL_OUT = 32;

    private static final int INPUT_SIZE = 64 * 1024;
    private static final int OUTPUT_SIZE = 256 * 1024;

    private final Library library;
    private final Pointer stream;
    private final Pointer input;
    private final Pointer output;
    private boolean ended;
    private boolean closed;

    private XzDecoder(Library library) {
        this.library = library;
        Runtime runtime = Runtime.getRuntime(library);
        stream = Memory.allocateDirect(runtime, STREAM_SIZE, true);
        input = Memory.allocateDirect(runtime, INPUT_SIZE);
        output = Memory.allocateDirect(runtime, OUTPUT_SIZE);
    }

    /**
     * A decoder at the beginning of a stream; none on a machine without the library.
     *
     * @param memory how many bytes it may take; a stream that needs more is an error
     */
    public static Optional<XzDecoder> create(long memory) throws IOException {
        Library library = Bound.LIBRARY;
        if (library == null) {
            return Optional.empty();
        }
        XzDecoder decoder = new XzDecoder(library);
        decoder.check(library.lzma_stream_decoder(decoder.stream.address(), memory, CONCATENATED));
        return Optional.of(decoder);
    }

    /** Whether it has decoded all that it was given. */
    public boolean needsInput() {
        return stream.getLongLong(AVAIL_IN) == 0;
    }

    /**
     * Gives it more of the stream, when it needs input.
     *
     * @return how many of these bytes it has taken
     */
    public int give(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, INPUT_SIZE);
        input.put(0, bytes, offset, taken);
        stream.putLongLong(NEXT_IN, input.address());
        stream.putLongLong(AVAIL_IN, taken);
        return taken;
    }

    /**
     * Decodes what it was given.
     *
     * @param last whether there is no more to give
     * @return how many bytes it has made, 0 if it needs input, -1 at the end of the content
     * @throws IOException if the stream is damaged, cut off or not to be decoded, or the decoder was closed
     */
    public int decode(byte[] bytes, int offset, int length, boolean last) throws IOException {
        if (ended) {
            return -1;
        }
        if (closed) {
            throw new IOException("xz stream: closed");
        }
        int room = Math.min(length, OUTPUT_SIZE);
        stream.putLongLong(NEXT_OUT, output.address());
        stream.putLongLong(AVAIL_OUT, room);
        int result = library.lzma_code(stream.address(), last ? FINISH : RUN);
        int made = room - (int) stream.getLongLong(AVAIL_OUT);
        ended = result == STREAM_END;
        // It could do nothing: more input is needed, and is an error only if there is none.
        if (!ended && !(result == BUFFER_ERROR && !last)) {
            check(result);
        }
        output.get(0, bytes, offset, made);
        return made == 0 && ended ? -1 : made;
    }

    private void check(int result) throws IOException {
        if (result != OK) {
            close();
            throw new IOException(
                    switch (result) {
                        case MEMORY_ERROR -> "xz stream: out of memory";
                        case MEMORY_LIMIT -> "xz stream: needs more memory to decompress than is allowed";
                        case FORMAT_ERROR -> "xz stream: not in the xz format";
                        case OPTIONS_ERROR -> "xz stream: made with options that are not supported";
                        case BUFFER_ERROR -> "xz stream: unexpected end of file";
                        default -> "xz stream: corrupt";
                    });
        }
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            library.lzma_end(stream.address());
        }
    }
}
