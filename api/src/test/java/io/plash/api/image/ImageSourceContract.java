package io.plash.api.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plash.api.PlashException;
import io.plash.api.Requirement.State;
import io.plash.api.download.Digest;
import io.plash.api.download.Downloader;
import io.plash.api.download.PlainDownloader;
import io.plash.api.mount.BindMount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ImageSource} has to keep to. A source's test extends this. */
public abstract class ImageSourceContract {

    /** A source of its own: made anew, as plash does, with what the test needs put in. */
    protected abstract ImageSource source();

    /** What a user would type for an image that {@link #source()} can fetch now. */
    protected abstract String goodName();

    /** What a user could type that is no image of this source; may be empty if there is no such thing. */
    protected abstract List<String> nonsense();

    /** Images that resolve but cannot be fetched; may be empty if there is no such thing. */
    protected abstract List<String> unfetchable();

    @TempDir
    Path temporary;

    @TempDir
    Path network;

    @Test
    void saysInOneLineWhatItNeeds() {
        assertThat(source().requirements()).allSatisfy(one -> {
            assertThat(one.name()).isNotBlank().doesNotContain("\n");
            assertThat(one.detail() + one.remedy()).doesNotContain("\n");
            assertThat(one.state() == State.OK)
                    .as("%s needs no remedy", one)
                    .isEqualTo(one.detail().isEmpty());
        });
    }

    @Test
    void hasALowerCaseWordAsScheme() {
        assertThat(source().scheme()).matches("[a-z][a-z0-9-]*").isEqualTo(source().scheme());
    }

    @Test
    void hasAPublicConstructorWithoutParameters() throws ReflectiveOperationException {
        assertThat(source().getClass().getConstructor().newInstance()).isInstanceOf(ImageSource.class);
    }

    @Test
    void resolvesToAnImageOfItsOwn() throws IOException {
        ImageReference image = source().resolve(goodName());

        assertThat(image.scheme()).isEqualTo(source().scheme());
        assertThat(image.name()).isNotEmpty();
        assertThat(image.label()).isNotEmpty();
    }

    @Test
    void resolvesTheSameTwice() throws IOException {
        assertThat(source().resolve(goodName())).isEqualTo(source().resolve(goodName()));
    }

    @Test
    void resolvesAResolvedNameToItself() throws IOException {
        ImageReference image = source().resolve(goodName());

        assertThat(source().resolve(image.name())).isEqualTo(image);
    }

    @Test
    void hasALabelThatCanBeAFileName() throws IOException {
        String key = source().resolve(goodName()).mapKey();

        assertThat(key).doesNotContain("/", "\0");
        assertThat(key.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void refusesNonsenseInOneLine() {
        for (String name : nonsense()) {
            assertRefused(name, () -> source().resolve(name));
        }
    }

    @Test
    void pinsToANameThatStaysTheSame() throws IOException {
        ImageReference pinned = source().pin(source().resolve(goodName()), downloader());

        assertThat(source().resolve(pinned.name())).isEqualTo(pinned);
        assertThat(source().pin(pinned, downloader())).isEqualTo(pinned);
        assertThat(pinned.mapKey().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void fetchesWhatItPins() throws IOException {
        ImageReference pinned = source().pin(source().resolve(goodName()), downloader());

        assertThat(read(fetch(pinned))).isEqualTo(read(fetch(source().resolve(goodName()))));
    }

    @Test
    void saysHowToPinWhatItFetched() throws IOException {
        ImageReference image = source().resolve(goodName());
        FetchedImage fetched = fetch(image);
        read(fetched);

        assertThat(fetched.pinned().get()).isEqualTo(source().pin(image, downloader()));
    }

    @Test
    void fetchesLayersThatCanBeReadTwice() throws IOException {
        FetchedImage fetched = fetch(source().resolve(goodName()));

        assertThat(read(fetched)).isEqualTo(read(fetched)).doesNotContain(Digest.sha256(""));
    }

    @Test
    void leavesNothingOutsideTheDirectory() throws IOException {
        Path in = emptyDirectory("in");
        Set<Path> before = filesBut(in);

        source().fetch(source().resolve(goodName()), downloader(), in);

        assertThat(filesBut(in)).isEqualTo(before);
    }

    @Test
    void bindsOnlyWhatIsOnThisMachine() throws IOException {
        FetchedImage fetched = fetch(source().resolve(goodName()));

        assertThat(fetched.binds()).extracting(BindMount::source).allMatch(path -> Files.exists(Path.of(path)));
    }

    @Test
    void saysInOneLineWhyItCannotFetch() {
        for (String name : unfetchable()) {
            assertRefused(name, () -> read(fetch(source().resolve(name))));
        }
    }

    @Test
    void printsNothing() throws IOException {
        String printed = printedBy(() -> {
            read(fetch(source().resolve(goodName())));
            for (String name : unfetchable()) {
                catchThrowable(() -> read(fetch(source().resolve(name))));
            }
        });

        assertThat(printed).isEmpty();
    }

    /** The network of a test. */
    protected final Downloader downloader() {
        return new PlainDownloader(network);
    }

    /** Fetches into a fresh directory. */
    protected final FetchedImage fetch(ImageReference image) throws IOException {
        return source().fetch(image, downloader(), emptyDirectory("in"));
    }

    /** Reads all layers. */
    protected static List<Digest> read(FetchedImage image) throws IOException {
        List<Digest> layers = new ArrayList<>();
        for (Layer layer : image.layers()) {
            layers.add(Digest.sha256(layer.content()));
        }
        return layers;
    }

    private static void assertRefused(String name, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);

        assertThat(thrown).as("what %s throws", name).isInstanceOfAny(PlashException.class, IOException.class);
        assertThat(thrown.getMessage()).as("message for %s", name).isNotBlank().doesNotContain("\n", "\r");
    }

    private static String printedBy(ThrowingCallable call) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream trap = new PrintStream(printed, true, UTF_8)) {
            System.setOut(trap);
            System.setErr(trap);
            assertThat(catchThrowable(call)).isNull();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(UTF_8);
    }

    /** An empty directory in {@link #temporary}, a new one each time. */
    private Path emptyDirectory(String prefix) throws IOException {
        return Files.createTempDirectory(temporary, prefix);
    }

    /** What there is in the temporary directory of this test and in the working directory, but not in {@code in}. */
    private Set<Path> filesBut(Path in) throws IOException {
        try (Stream<Path> here = Files.walk(temporary);
                Stream<Path> working = Files.list(Path.of(""))) {
            return Stream.concat(here, working)
                    .filter(path -> !path.startsWith(in))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
