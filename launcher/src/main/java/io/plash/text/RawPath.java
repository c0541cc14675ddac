package io.plash.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as {@link RawText} and back, losing none.
 *
 * <p>{@link Path} keeps the bytes of a name, but {@link Path#of(String, String...)} and {@link Path#toString} go through
 * the encoding of the locale. A {@code file:} URI does not: it writes each byte that is not plain as {@code %NN}.
 */
public final class RawPath {

    private static final Path ROOT = Path.of("/");

    /** Java knows the directory of this process only by its name as the locale has it, and then does not find it again. */
    private static final boolean KNOWS_DIRECTORY =
            Path.of("").toAbsolutePath().toString().indexOf('\uFFFD') < 0;

    /** The wrapper script had to start Java in another directory, because that of the caller was deleted. */
    private static final boolean HERE_IS_GONE = System.getProperty("plash.here") != null;

    private RawPath() {}

    /**
     * The path with this text, absolute or relative as the text is.
     *
     * @throws InvalidPathException if the text has a NUL, which no path has
     */
    public static Path of(String text) {
        if (text.indexOf('\0') >= 0 || text.chars().allMatch(c -> c < 0x80)) {
            return Path.of(text);
        }
        StringBuilder uri = new StringBuilder("file:///");
        for (byte b : RawText.encode(text)) {
            if (b == '/') {
                uri.append('/');
            } else {
                uri.append(String.format("%%%02X", b & 0xFF));
            }
        }
        Path absolute = Path.of(URI.create(uri.toString()));
        return text.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    /**
     * A path that the caller named, absolute or relative as the text is.
     *
     * @throws InvalidPathException if it is empty, which to Java is the working directory, or if it is relative and that
     *     directory is gone
     */
    public static Path named(String text) {
        if (text.isEmpty()) {
            throw new InvalidPathException(text, "it is empty");
        }
        Path path = of(text);
        if (HERE_IS_GONE && !path.isAbsolute()) {
            throw new InvalidPathException(text, "the working directory is gone, or out of reach");
        }
        return path;
    }

    /** The same, seen from the directory of this process; absolute. */
    public static Path fromHere(String text) {
        Path path = named(text);
        return path.isAbsolute() ? path : here().resolve(path);
    }

    /** The directory of this process; names that are seen from it have been {@link #named}. */
    public static Path here() {
        try {
            return KNOWS_DIRECTORY
                    ? Path.of("").toAbsolutePath()
                    : Path.of("/proc/self/cwd").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of this path. */
    public static String text(Path path) {
        String decoded = path.toString();
        return decoded.indexOf('\uFFFD') < 0 ? decoded : RawText.decode(bytes(path));
    }

    /** The bytes of this path, as the kernel takes them. */
    public static byte[] bytes(Path path) {
        String uri = ROOT.resolve(path).toUri().getRawPath();
        // A directory's URI ends in a slash.
        int end = uri.endsWith("/") && uri.length() > 1 ? uri.length() - 1 : uri.length();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end);
        for (int i = path.isAbsolute() ? 0 : 1; i < end; i++) {
            if (uri.charAt(i) == '%') {
                bytes.write(Integer.parseInt(uri, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(uri.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
