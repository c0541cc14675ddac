package io.plash.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source tree that this test was built from. */
public final class SourceTree {

    /** Tests run in the directory of their module. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private SourceTree() {}

    /** The commands of the first example below a heading of the README. */
    public static String recipes(String heading) {
        try {
            Matcher matcher = Pattern.compile("(?s)\n#+ " + Pattern.quote(heading) + "\n.*?```sh\n(.*?)```")
                    .matcher(Files.readString(ROOT.resolve("README.md")));
            assertThat(matcher.find()).as("recipes below " + heading).isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All source files of plash and of its tests. */
    static List<Path> files() {
        return javaFiles("src");
    }

    /** The source files of plash itself, by package. */
    static Map<String, List<Path>> filesByPackage() {
        return javaFiles("src/main/java").stream()
                .collect(Collectors.groupingBy(SourceTree::packageOf, TreeMap::new, Collectors.toList()));
    }

    /** The packages of plash itself that have classes. */
    static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        filesByPackage().forEach((name, files) -> {
            if (files.size() > 1) {
                packages.add(name);
            }
        });
        return packages;
    }

    private static List<Path> javaFiles(String directory) {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(directory))
                    .filter(Files::isDirectory)
                    .flatMap(root -> javaFilesIn(root).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFilesIn(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(Path file) {
        String path = file.resolveSibling("").toString();
        String root = "/src/main/java/";
        return path.substring(path.indexOf(root) + root.length()).replace('/', '.');
    }
}
