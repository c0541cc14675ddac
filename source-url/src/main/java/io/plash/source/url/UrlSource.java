package io.plash.source.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plash.api.PlashException;
import io.plash.api.download.Content;
import io.plash.api.download.Digest;
import io.plash.api.download.Download;
import io.plash.api.download.Downloader;
import io.plash.api.download.Expectation;
import io.plash.api.download.Request;
import io.plash.api.download.Signature;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageConfig;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.api.image.Layer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Images that are a tar archive or a squashfs behind a URL: {@code http}, {@code https} or {@code file}.
 *
 * <p>An image's name is its URL in a common spelling, with user and password if the user typed some, and what {@link
 * UrlImage} says about it. Its label is the same without them and with a digest as its query: neither a file name nor a
 * message shows what may be secret, and a file is the same one whoever asks for it. A file on this machine is not copied.
 */
public final class UrlSource implements ImageSource {

    /** Leaves room for {@code url:} and for another suffix in the 255 bytes of a file name. */
    private static final int LONGEST_LABEL = 220;

    /** Called by {@link java.util.ServiceLoader}. */
    public UrlSource() {}

    @Override
    public String scheme() {
        return "url";
    }

    /** Only reads the URL; the file is not asked. */
    @Override
    public ImageReference resolve(String name) {
        return reference(UrlImage.parse(name));
    }

    @Override
    public ImageReference pin(ImageReference image, Downloader downloader) throws IOException {
        UrlImage parts = UrlImage.parse(image.name());
        if (parts.digest().isPresent()) {
            return image;
        }
        Digest digest = parts.url().isFile()
                ? Digest.sha256(Content.of(existing(image, parts.url().path())))
                : download(parts, downloader, Expectation.NONE).digest();
        return reference(parts.at(digest));
    }

    @Override
    public FetchedImage fetch(ImageReference image, Downloader downloader, Path directory) throws IOException {
        UrlImage parts = UrlImage.parse(image.name());
        if (parts.url().isFile()) {
            FileContent content = new FileContent(existing(image, parts.url().path()), parts.digest());
            return fetched(parts, content, content::digest);
        }
        Expectation expectation = parts.digest().map(Expectation::of).orElse(Expectation.NONE);
        if (parts.signature().isPresent()) {
            Request request = request(parts.signature().get());
            expectation = expectation.signedBy(
                    Signature.required(downloader.ask(request).success().body()));
        }
        Download download = download(parts, downloader, expectation);
        return fetched(parts, download, download::digest);
    }

    /** A digest that is known when everything has been read. */
    @FunctionalInterface
    private interface LaterDigest {
        Digest get() throws IOException;
    }

    private FetchedImage fetched(UrlImage parts, Content content, LaterDigest digest) {
        Layer layer = new Layer(content, Optional.empty(), parts.strip());
        Supplier<ImageReference> pinned = () -> {
            try {
                return reference(parts.at(digest.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        return new FetchedImage(pinned, List.of(layer), List.of(), ImageConfig.NONE);
    }

    private ImageReference reference(UrlImage parts) {
        return new ImageReference(scheme(), parts.text(), shortened(parts.label()));
    }

    private static Download download(UrlImage parts, Downloader downloader, Expectation expectation) {
        String label = parts.url().label().replaceFirst("[?].*", "");
        String title = label.substring(label.lastIndexOf('/', label.length() - 2) + 1);
        return downloader.download(title, request(parts.url()), expectation);
    }

    private static Request request(Url url) {
        Request request = Request.get(url.address());
        if (url.userInfo() == null) {
            return request;
        }
        String basic =
                "Basic " + Base64.getEncoder().encodeToString(url.credentials().getBytes(UTF_8));
        return request.credentials(refusal -> refusal == null ? basic : null);
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

    /** A label that can be a file name; what is cut off is still told apart. */
    private static String shortened(String label) {
        if (label.length() <= LONGEST_LABEL) {
            return label;
        }
        String suffix = "..." + Digest.sha256(label).hex().substring(0, 32);
        return label.substring(0, LONGEST_LABEL - suffix.length()) + suffix;
    }
}
