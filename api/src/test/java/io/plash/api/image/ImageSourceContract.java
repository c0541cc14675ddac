package io.plash.api.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plash.api.PlashException;
import io.plash.api.mount.BindMount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void fetchesARegularFile() throws IOException {
        FetchedImage fetched = source().fetch(source().resolve(goodName()), emptyDirectory("in"), Progress.NONE);

        assertThat(fetched.archive()).isRegularFile();
        assertThat(Files.size(fetched.archive())).isPositive();
    }

    @Test
    void leavesNothingOutsideTheDirectory() throws IOException {
        Path in = emptyDirectory("in");
        Set<Path> before = filesBut(in);

        source().fetch(source().resolve(goodName()), in, Progress.NONE);

        assertThat(filesBut(in)).isEqualTo(before);
    }

    @Test
    void bindsOnlyWhatIsOnThisMachine() throws IOException {
        FetchedImage fetched = source().fetch(source().resolve(goodName()), emptyDirectory("in"), Progress.NONE);

        assertThat(fetched.binds()).extracting(BindMount::source).allMatch(path -> Files.exists(Path.of(path)));
    }

    @Test
    void fetchesIntoTwoDirectoriesFromOneObject() throws IOException {
        ImageSource source = source();
        ImageReference image = source.resolve(goodName());

        Path first = source.fetch(image, emptyDirectory("first"), Progress.NONE).archive();
        Path second =
                source.fetch(image, emptyDirectory("second"), Progress.NONE).archive();

        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void tellsAProgressThatDoesNotGoBack() throws IOException {
        ProgressLog log = new ProgressLog();

        source().fetch(source().resolve(goodName()), emptyDirectory("in"), log);

        assertThat(log.complaints()).isEmpty();
    }

    @Test
    void saysInOneLineWhyItCannotFetch() {
        for (String name : unfetchable()) {
            assertRefused(name, () -> source().fetch(source().resolve(name), emptyDirectory("in"), Progress.NONE));
        }
    }

    @Test
    void printsNothing() throws IOException {
        String printed = printedBy(() -> {
            source().fetch(source().resolve(goodName()), emptyDirectory("in"), Progress.NONE);
            for (String name : unfetchable()) {
                catchThrowable(() -> source().fetch(source().resolve(name), emptyDirectory("failed"), Progress.NONE));
            }
        });

        assertThat(printed).isEmpty();
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

    /** Remembers what is wrong with the progress that it is told. */
    private static final class ProgressLog implements Progress {

        private final StringBuilder complaints = new StringBuilder();
        private long last;

        @Override
        public synchronized void update(long done, long total) {
            if (done < last || total < -1 || (total >= 0 && done > total)) {
                complaints.append(done).append(" of ").append(total).append('\n');
            }
            last = done;
        }

        synchronized String complaints() {
            return complaints.toString();
        }
    }
}
