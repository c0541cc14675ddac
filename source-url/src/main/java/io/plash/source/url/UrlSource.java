package io.plash.source.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/**
 * Images that are a tar archive behind a URL: {@code http}, {@code https} or {@code file}.
 *
 * <p>An image's name is its URL in a common spelling, with user and password if the user typed some. Its label is the
 * URL without them: neither a file name nor a message shows them, and a file is the same one whoever asks for it. A file
 * on this machine is not copied, and nothing of OkHttp is loaded for it.
 */
public final class UrlSource implements ImageSource {

    /** A mirror that thinks for longer than this is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Leaves room for {@code url:} and for another suffix in the 255 bytes of a file name. */
    private static final int LONGEST_LABEL = 220;

    private final Map<String, String> environment;
    private final Duration patience;

    /** A source that uses the proxies of this process's environment. */
    public UrlSource() {
        this(System.getenv(), PATIENCE);
    }

    UrlSource(Map<String, String> environment, Duration patience) {
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    @Override
    public String scheme() {
        return "url";
    }

    /** Only reads the URL; neither the network nor the file is asked. */
    @Override
    public ImageReference resolve(String name) {
        Url url = Url.parse(name);
        return new ImageReference(scheme(), url.text(), shortened(url.label()));
    }

    @Override
    public FetchedImage fetch(ImageReference image, Path directory, Progress progress) throws IOException {
        Url url = Url.parse(image.name());
        return new FetchedImage(
                url.isFile() ? existing(image, url.path()) : downloaded(image, url, directory, progress));
    }

    private static Path existing(ImageReference image, Path file) {
        if (!Files.exists(file)) {
            throw new ImageNotFoundException(image, "check the path, there is no " + file);
        }
        if (!Files.isRegularFile(file)) {
            throw new PlashException("cannot read " + file + ": not a regular file");
        }
        if (!Files.isReadable(file)) {
            throw new PlashException("cannot read " + file + ": permission denied");
        }
        return file;
    }

    private Path downloaded(ImageReference image, Url url, Path directory, Progress progress) throws IOException {
        Path archive = directory.resolve("archive");
        try {
            new Download(environment, patience).fetch(url, archive, progress);
            return archive;
        } catch (UnexpectedStatusException e) {
            throw refusal(image, e);
        }
    }

    /** What a status means for an image; the exception itself if another try may help. */
    private static RuntimeException refusal(ImageReference image, UnexpectedStatusException e)
            throws UnexpectedStatusException {
        return switch (e.code()) {
            case 404, 410 -> new ImageNotFoundException(image, "check the URL: the server answers " + e.answer());
            case 401 -> new PlashException(e.getMessage(), "write the URL with https://USER:PASSWORD@ in front", e);
            case 408, 425, 429 -> throw e;
            default -> {
                if (e.code() >= 500) {
                    throw e;
                }
                yield new PlashException(e.getMessage(), null, e);
            }
        };
    }

    /** A label that can be a file name; what is cut off is still told apart. */
    private static String shortened(String label) {
        if (label.length() <= LONGEST_LABEL) {
            return label;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(label.getBytes(UTF_8));
            String suffix = "..." + HexFormat.of().formatHex(digest, 0, 16);
            return label.substring(0, LONGEST_LABEL - suffix.length()) + suffix;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
