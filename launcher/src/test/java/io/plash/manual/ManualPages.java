package io.plash.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the manual pages out of docs. It is part of the build, not of plash. */
public final class ManualPages {

    private ManualPages() {}

    /** Called by Maven with the directory docs, the directory to make and the version of plash. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Path.of(args[1]), args[2]);
    }

    /** Makes man1 and man5 in a directory. */
    static void write(Path docs, Path man, String version) throws IOException {
        for (ManualPage page : pages(docs)) {
            Path directory = Files.createDirectories(man.resolve("man" + page.section()));
            Files.writeString(directory.resolve(page.name() + "." + page.section()), page.text(version));
        }
    }

    /** All of them. */
    static List<ManualPage> pages(Path docs) throws IOException {
        List<ManualPage> pages = new ArrayList<>(List.of(
                page("plash", 1, docs.resolve("plash.md")),
                page("plash-exec", 1, docs.resolve("plash-exec.md")),
                page("plashfile", 5, docs.resolve("plashfile.md"))));
        try (Stream<Path> commands = Files.list(docs.resolve("commands"))) {
            for (Path command : commands.sorted().toList()) {
                String name = command.getFileName().toString().replaceFirst("\\.md$", "");
                if (!name.equals("README")) {
                    pages.add(page("plash-" + name, 1, command));
                }
            }
        }
        return pages;
    }

    private static ManualPage page(String name, int section, Path markdown) throws IOException {
        return new ManualPage(name, section, Files.readString(markdown));
    }
}
