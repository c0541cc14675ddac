package io.plash.manual;

import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A page of docs as a manual page.
 *
 * @param name how man(1) finds it
 * @param section the section of the manual
 * @param markdown the page of docs
 */
record ManualPage(String name, int section, String markdown) {

    /** The page in the language of groff_man(7). */
    String text(String version) {
        Node document = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown);
        RoffWriter writer = new RoffWriter();
        writer.line(".TH %s %d \"\" \"plash %s\" \"plash manual\""
                .formatted(name.toUpperCase(Locale.ROOT), section, version));
        writer.line(".nr HY 0");
        writer.line(".ad l");
        writer.line(".SH NAME");
        writer.line(RoffWriter.escaped(name) + " \\- " + RoffWriter.escaped(summary(document)));
        document.accept(writer);
        return writer.text();
    }

    /** The first sentence, as apropos(1) shows it. */
    private String summary(Node document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph) {
                String text = TextContentRenderer.builder()
                        .lineBreakRendering(LineBreakRendering.STRIP)
                        .build()
                        .render(node);
                return text.replaceFirst("(?s)\\.(\\s.*)?$", "").replace('\n', ' ');
            }
        }
        throw new IllegalArgumentException(name + " has no text");
    }
}
