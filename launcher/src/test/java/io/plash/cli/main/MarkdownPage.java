package io.plash.cli.main;

import io.plash.cli.help.CommandHelp;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The page of a command in docs/commands. */
final class MarkdownPage {

    private final StringBuilder text = new StringBuilder();

    private MarkdownPage() {}

    /** The whole page. */
    static String of(CommandHelp help, List<String> aliases) {
        MarkdownPage page = new MarkdownPage();
        page.text.append("# plash ").append(help.name()).append("\n\n");
        page.code(List.of(help.synopsis()));
        help.description().forEach(page::paragraph);
        if (!aliases.isEmpty()) {
            page.paragraph("Also called `plash " + String.join("`, `plash ", aliases) + "`.");
        }
        page.section("Arguments", help.arguments());
        page.section("Options", help.options());
        page.section("Exit status", help.exitStatuses().entrySet());
        page.heading(help.examples().size() == 1 ? "Example" : "Examples");
        page.code(help.examples());
        return page.text.toString();
    }

    private void section(String title, Collection<Map.Entry<String, String>> entries) {
        if (!entries.isEmpty()) {
            heading(title);
            entries.forEach(entry -> text.append("- `")
                    .append(entry.getKey())
                    .append("`: ")
                    .append(entry.getValue())
                    .append("\n"));
        }
    }

    private void heading(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }

    private void paragraph(String paragraph) {
        text.append("\n").append(paragraph).append("\n");
    }

    private void code(List<String> lines) {
        text.append("```sh\n").append(String.join("\n", lines)).append("\n```\n");
    }
}
