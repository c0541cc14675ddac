package io.plash.build.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plash.api.PlashException;
import io.plash.api.download.Downloader;
import io.plash.api.download.PlainDownloader;
import io.plash.api.download.Response;
import io.plash.api.download.UnexpectedStatusException;
import io.plash.api.image.FetchedImage;
import io.plash.api.image.ImageNotFoundException;
import io.plash.api.image.ImageReference;
import io.plash.api.image.ImageSource;
import io.plash.download.Downloads.OfflineException;
import io.plash.host.Environment;
import io.plash.host.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an image that is here when its source may have another one. */
final class FreshnessTest {

    private static final ImageReference IMAGE = new ImageReference("x", "image");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private interface Pinning {
        ImageReference pin() throws IOException;
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void isAssumedWhenTheSourceIsBusyOrBroken(int status) throws IOException {
        assertThat(isCurrent(answering(status))).isTrue();
        assertThat(log.toString(UTF_8))
                .contains("using the x:image that is here: cannot fetch http://h/: the server answers " + status);
    }

    @Test
    void isAssumedWhenTheSourceCannotBeReached() throws IOException {
        assertThat(isCurrent(() -> {
                    throw new IOException("cannot fetch http://h/: unknown host h");
                }))
                .isTrue();
        assertThat(log.toString(UTF_8)).contains("using the x:image that is here: ", "unknown host h");
    }

    @Test
    void isAssumedWhenNothingMayBeAsked() throws IOException {
        assertThat(isCurrent(() -> {
                    throw new OfflineException("http://h/");
                }))
                .isTrue();
        assertThat(log.toString(UTF_8)).contains("using the x:image that is here: ", "PLASH_OFFLINE is set");
    }

    @Test
    void isNotAssumedWhenTheSourceRefuses() {
        assertThatThrownBy(() -> isCurrent(answering(403))).isInstanceOf(PlashException.class);
        assertThatThrownBy(() -> isCurrent(() -> {
                    throw new ImageNotFoundException(IMAGE, "check the name");
                }))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void isWhatTheSourceSaysOtherwise() throws IOException {
        assertThat(isCurrent(() -> new ImageReference("x", "here"))).isTrue();
        assertThat(isCurrent(() -> new ImageReference("x", "new"))).isFalse();
        assertThat(log.toString(UTF_8)).isEmpty();
    }

    private static Pinning answering(int status) {
        return () -> {
            throw new UnexpectedStatusException(new Response("http://h/", status, Map.of(), new byte[0]));
        };
    }

    private boolean isCurrent(Pinning pinning) throws IOException {
        Messages messages = Messages.to(new PrintStream(log, true, UTF_8), new Environment(Map.of()));
        return new Freshness(new PlainDownloader(directory), messages)
                .isCurrent(new PinningSource(pinning), IMAGE, key -> key.equals("x:here"));
    }

    private record PinningSource(Pinning pinning) implements ImageSource {

        @Override
        public String scheme() {
            return "x";
        }

        @Override
        public ImageReference resolve(String name) {
            return IMAGE;
        }

        @Override
        public ImageReference pin(ImageReference image, Downloader downloader) throws IOException {
            return pinning.pin();
        }

        @Override
        public FetchedImage fetch(ImageReference image, Downloader downloader, Path in) {
            throw new UnsupportedOperationException("is not wanted");
        }
    }
}
