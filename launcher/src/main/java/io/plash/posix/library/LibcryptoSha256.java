package io.plash.posix.library;

import java.security.MessageDigest;
import java.util.Optional;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 by libcrypto, which is on nearly every machine. Java's own needs its second compiler to be as fast, which no
 * command of plash runs long enough for: without it, libcrypto is ten times as fast.
 *
 * <p>Source: {@code openssl/sha.h}, whose functions for SHA-256 are there since 0.9.8.
 */
final class LibcryptoSha256 extends MessageDigest implements Cloneable {

    /** What is bound of libcrypto. Addresses are plain numbers, for which jnr-ffi needs no marshalling. */
    public interface Library {
        int SHA256_Init(long context);

        int SHA256_Update(long context, long data, long length);

        int SHA256_Final(long digest, long context);
    }

    private static final class Bound {

        /** One for all, for they are freed by the garbage collector only, and libcrypto is not what threads wait for. */
        static final Pointer BUFFER = Memory.allocateDirect(Runtime.getSystemRuntime(), BUFFER_SIZE);

        static final @Nullable Library LIBRARY = load();

        private Bound() {}

        private static @Nullable Library load() {
            try {
                Library library =
                        LibraryLoader.create(Library.class).failImmediately().load("crypto");
                // Functions are bound when they are called first.
                new LibcryptoSha256(library).digest(new byte[1]);
                return library;
            } catch (LinkageError e) {
                return null;
            }
        }
    }

    /** The structure SHA256_CTX. */
    private static final int CONTEXT_SIZE = 112;

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int LENGTH = 32;

    private final Library library;
    private final Pointer context;

    private LibcryptoSha256(Library library) {
        super("SHA-256");
        this.library = library;
        context = Memory.allocateDirect(Runtime.getRuntime(library), CONTEXT_SIZE, true);
        engineReset();
    }

    /** A computation that has been given nothing; none on a machine without the library. */
    static Optional<MessageDigest> create() {
        Library library = Bound.LIBRARY;
        return library == null ? Optional.empty() : Optional.of(new LibcryptoSha256(library));
    }

    @Override
    protected int engineGetDigestLength() {
        return LENGTH;
    }

    @Override
    protected void engineUpdate(byte value) {
        engineUpdate(new byte[] {value}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            int taken = Math.min(length - done, BUFFER_SIZE);
            synchronized (Bound.BUFFER) {
                Bound.BUFFER.put(0, bytes, offset + done, taken);
                check(library.SHA256_Update(context.address(), Bound.BUFFER.address(), taken));
            }
            done += taken;
        }
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = new byte[LENGTH];
        synchronized (Bound.BUFFER) {
            check(library.SHA256_Final(Bound.BUFFER.address(), context.address()));
            Bound.BUFFER.get(0, digest, 0, LENGTH);
        }
        engineReset();
        return digest;
    }

    @Override
    protected void engineReset() {
        check(library.SHA256_Init(context.address()));
    }

    /** A computation of its own that has been given the same. */
    @Override
    public Object clone() {
        LibcryptoSha256 copy = new LibcryptoSha256(library);
        byte[] state = new byte[CONTEXT_SIZE];
        context.get(0, state, 0, CONTEXT_SIZE);
        copy.context.put(0, state, 0, CONTEXT_SIZE);
        return copy;
    }

    private static void check(int result) {
        if (result != 1) {
            throw new IllegalStateException("libcrypto refuses SHA-256");
        }
    }
}
