package io.plash.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plash.api.image.ImageSource;
import io.plash.api.image.ImageSourceContract;
import io.plash.api.launch.LaunchMode;
import io.plash.api.launch.LaunchModeContract;
import io.plash.api.union.UnionFilesystem;
import io.plash.api.union.UnionFilesystemContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/backends.md: they compile without a warning and keep to the contracts. */
final class BackendsPageTest {

    private static final Path PAGE = Path.of("../docs/backends.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\\n(.*?)```");
    private static final Pattern NAME = Pattern.compile("final class (\\w+)");

    private static URLClassLoader examples;

    @BeforeAll
    static void compileTheExamples(@TempDir Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-Xlint:all,-options", "-Werror"));
        arguments.addAll(List.of("-proc:none", "-d", directory.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
        Matcher example = EXAMPLE.matcher(Files.readString(PAGE));
        while (example.find()) {
            Matcher name = NAME.matcher(example.group(1));
            assertThat(name.find()).isTrue();
            Path source = Files.writeString(directory.resolve(name.group(1) + ".java"), example.group(1));
            arguments.add(source.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        examples = new URLClassLoader(new URL[] {directory.toUri().toURL()});
    }

    @AfterAll
    static void close() throws IOException {
        if (examples != null) {
            examples.close();
        }
    }

    @Test
    void showsATestThatIsOne() throws ReflectiveOperationException {
        assertThat(examples.loadClass("ShelfSourceTest").getSuperclass()).isEqualTo(ImageSourceContract.class);
    }

    @Nested
    final class Shelf extends ImageSourceContract {

        @TempDir
        Path shelf;

        @BeforeEach
        void putAnImageOnTheShelf() throws IOException {
            Files.writeString(shelf.resolve("debian.tar"), "a tar archive");
        }

        @Override
        protected ImageSource source() {
            return example(ImageSource.class, "ShelfSource", shelf);
        }

        @Override
        protected String goodName() {
            return "debian";
        }

        @Override
        protected List<String> nonsense() {
            return List.of("", "../debian", "no-such-image", "\n");
        }

        @Override
        protected List<String> unfetchable() {
            return List.of();
        }
    }

    @Nested
    final class Overlay extends UnionFilesystemContract {

        @Override
        protected UnionFilesystem filesystem() {
            return example(UnionFilesystem.class, "PlainOverlay");
        }
    }

    @Nested
    final class Secluded extends LaunchModeContract {

        @Override
        protected LaunchMode mode() {
            return example(LaunchMode.class, "SecludedMode");
        }
    }

    private static <T> T example(Class<T> kind, String name, Path... arguments) {
        Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {Path.class};
        try {
            return kind.cast(examples.loadClass(name).getConstructor(types).newInstance((Object[]) arguments));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
