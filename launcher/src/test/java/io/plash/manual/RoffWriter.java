package io.plash.manual;

import java.util.Locale;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** Markdown in the language of groff_man(7). What stands above the first heading is the synopsis and the description. */
final class RoffWriter extends AbstractVisitor {

    private final StringBuilder text = new StringBuilder();
    private boolean inSections;
    private boolean described;

    String text() {
        return text.toString();
    }

    /** Writes a line of the language itself. */
    void line(String line) {
        endLine();
        text.append(line).append('\n');
    }

    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    /** Text that groff shows as it is; a dot or a quote that begins a line would be a request. */
    static String escaped(String plain) {
        return plain.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .lines()
                .map(line -> line.startsWith(".") ? "\\&" + line : line)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void visit(Heading heading) {
        if (heading.getLevel() == 1) {
            return;
        }
        inSections = true;
        line(heading.getLevel() == 2 ? ".SH" : ".SS");
        int start = text.length();
        visitChildren(heading);
        if (heading.getLevel() == 2) {
            text.replace(start, text.length(), text.substring(start).toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public void visit(Paragraph paragraph) {
        describe();
        line(".PP");
        visitChildren(paragraph);
    }

    private void describe() {
        if (!inSections && !described) {
            described = true;
            line(".SH DESCRIPTION");
        }
    }

    @Override
    public void visit(FencedCodeBlock code) {
        literal(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        literal(code.getLiteral());
    }

    private void literal(String code) {
        if (!inSections && !described) {
            line(".SH SYNOPSIS");
            code.lines().forEach(usage -> line(".B " + escaped(usage) + "\n.br"));
            return;
        }
        line(".PP\n.RS 4\n.EX");
        code.lines().forEach(shown -> line(escaped(shown)));
        line(".EE\n.RE");
    }

    @Override
    public void visit(BulletList list) {
        describe();
        visitChildren(list);
        line(".PP");
    }

    @Override
    public void visit(OrderedList list) {
        describe();
        visitChildren(list);
        line(".PP");
    }

    /** An item that begins with {@code `word`: } explains the word. */
    @Override
    public void visit(ListItem item) {
        Node paragraph = item.getFirstChild();
        Node first = paragraph == null ? null : paragraph.getFirstChild();
        if (first instanceof Code code
                && first.getNext() instanceof Text then
                && then.getLiteral().startsWith(": ")) {
            line(".TP");
            visit(code);
            endLine();
            then.setLiteral(then.getLiteral().substring(2));
            code.unlink();
        } else {
            line(".IP \\(bu 2");
        }
        for (Node block = paragraph; block != null; block = block.getNext()) {
            if (block != paragraph) {
                line(".IP");
            }
            visitChildren(block);
        }
        endLine();
    }

    /** A row of a table explains its first cell. */
    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableBody) {
            visitChildren(node);
            line(".PP");
        } else if (node instanceof TableRow && node.getParent() instanceof TableBody) {
            line(".TP");
            boolean first = true;
            for (Node cell = node.getFirstChild(); cell != null; cell = cell.getNext()) {
                visitChildren(cell);
                text.append(first || cell.getNext() == null ? "\n" : "; ");
                first = false;
            }
        }
    }

    @Override
    public void visit(CustomBlock block) {
        describe();
        visitChildren(block);
    }

    @Override
    public void visit(Text plain) {
        text.append(escaped(plain.getLiteral()));
    }

    @Override
    public void visit(Code code) {
        text.append("\\fB").append(escaped(code.getLiteral())).append("\\fR");
    }

    @Override
    public void visit(StrongEmphasis strong) {
        text.append("\\fB");
        visitChildren(strong);
        text.append("\\fR");
    }

    @Override
    public void visit(Emphasis emphasis) {
        text.append("\\fI");
        visitChildren(emphasis);
        text.append("\\fR");
    }

    /** Other pages of docs are named, not linked to. */
    @Override
    public void visit(Link link) {
        visitChildren(link);
        if (link.getDestination().contains("://")) {
            text.append(" <").append(escaped(link.getDestination())).append(">");
        }
    }

    @Override
    public void visit(SoftLineBreak end) {
        text.append('\n');
    }

    @Override
    public void visit(HardLineBreak end) {
        text.append("\n.br\n");
    }
}
