package org.openbloctel.server.service.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.openbloctel.server.platform.pages.Typesetting;

/**
 * Makes HTML of Markdown. No HTML that was written gets through: it is refused, and the renderer escapes it besides; links lead to pages
 * of ours, to https or to an address for mail. Thread-safe.
 */
final class HelpMarkdown {
    private static final Pattern TARGET = Pattern.compile("(?:https://|mailto:|#|/(?![/\\\\]))[^\\s\"'<>\\\\]*");
    private static final Pattern SPACE =
            Pattern.compile("(?!/espace/adresse-perdue$)/(?:espace|pro|operateur|inspection|api|demo)(?:[/?#].*)?");
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final String SIGNS = "*_[";
    private static final int MAX_SIGNS = 1_000;
    private static final int MAX_DEPTH = 30;
    private static final int FIRST_LEVEL = 2;
    private static final int LAST_LEVEL = 4;

    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .maxOpenBlockParsers(MAX_DEPTH)
            .build();
    private final HtmlRenderer html = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> HelpMarkdown::addAttributes)
            .build();

    /**
     * A rendered text.
     *
     * @param html with all that was written escaped
     * @param text its words alone, a line for each paragraph, item and row of a table
     */
    record Rendered(String html, String text) {}

    /** The HTML of a text; refuses what it may not have. */
    Rendered render(String markdown, Locale language) throws HelpFileException {
        requireFewSigns(markdown);
        Node document = parser.parse(markdown);
        requireShallow(document);
        Inspection inspection = new Inspection(language);
        document.accept(inspection);
        if (!inspection.faults.isEmpty()) {
            throw new HelpFileException(inspection.faults.getFirst());
        }
        PlainText text = new PlainText();
        document.accept(text);
        return new Rendered(html.render(document), text.words.toString());
    }

    /** The parser itself goes down by recursion through emphases and pictures inside each other, each of which takes a sign of its paragraph. */
    private static void requireFewSigns(String markdown) throws HelpFileException {
        int signs = 0;
        for (String line : markdown.lines().toList()) {
            signs = line.isBlank()
                    ? 0
                    : signs
                            + (int) line.chars()
                                    .filter(one -> SIGNS.indexOf(one) >= 0)
                                    .count();
            if (signs > MAX_SIGNS) {
                throw new HelpFileException("more than " + MAX_SIGNS + " signs of emphases and links in a paragraph");
            }
        }
    }

    /** Visitor and renderers go down by recursion: thousands of signs, each inside the one before, would exhaust their stack. */
    private static void requireShallow(Node document) throws HelpFileException {
        int depth = 0;
        Node at = document;
        while (at != null) {
            Node next = at.getFirstChild();
            depth += next == null ? 0 : 1;
            if (depth > MAX_DEPTH) {
                throw new HelpFileException("quotes, lists or emphasis nested more than " + MAX_DEPTH + " deep");
            }
            while (next == null && !at.equals(document)) {
                next = at.getNext();
                if (next == null) {
                    at = Objects.requireNonNull(at.getParent());
                    depth--;
                }
            }
            at = next;
        }
    }

    /** A text as its language is set. */
    static String set(String text, Locale language) {
        return language.getLanguage().equals("fr") ? Typesetting.french(text) : Typesetting.english(text);
    }

    /** Tables become cards where they are narrow: each cell then says its column. */
    private static void addAttributes(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof TableBlock) {
            attributes.put("class", "list prose");
        } else if (node instanceof TableCell cell && !cell.isHeader()) {
            attributes.put("data-label", column(cell));
        } else if (node instanceof TableCell) {
            attributes.put("scope", "col");
        } else if (node instanceof Link) {
            attributes.remove("rel"); // links are written by the operator, not by strangers
        }
    }

    private static String column(TableCell cell) {
        int place = 0;
        for (Node before = cell.getPrevious(); before != null; before = before.getPrevious()) {
            place++;
        }
        Node body = cell.getParent().getParent();
        Node head = body.getPrevious();
        Node title = head == null || head.getFirstChild() == null
                ? null
                : head.getFirstChild().getFirstChild();
        for (int i = 0; i < place && title != null; i++) {
            title = title.getNext();
        }
        return title == null || !(title.getFirstChild() instanceof Text words) ? "" : words.getLiteral();
    }

    /** Refuses forbidden parts of a page, and typesets its texts. */
    private static final class Inspection extends AbstractVisitor {
        private final Locale language;
        private final List<String> faults = new ArrayList<>();

        Inspection(Locale language) {
            this.language = language;
        }

        @Override
        public void visit(Text words) {
            words.setLiteral(set(words.getLiteral(), language));
        }

        @Override
        public void visit(HtmlBlock block) {
            faults.add("HTML is not taken");
        }

        @Override
        public void visit(HtmlInline inline) {
            faults.add("HTML is not taken");
        }

        @Override
        public void visit(Image image) {
            faults.add("pictures are not taken");
        }

        @Override
        public void visit(Heading heading) {
            if (heading.getLevel() < FIRST_LEVEL || heading.getLevel() > LAST_LEVEL) {
                faults.add("headings begin with ## to ####");
            }
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            if (!TARGET.matcher(link.getDestination()).matches()) {
                faults.add("a link leads to /…, https://… or mailto:… alone");
            } else if (SPACE.matcher(link.getDestination()).matches()) {
                faults.add("a link into a space is not taken: readers of another one are refused there");
            }
            visitChildren(link);
        }

        @Override
        public void visit(CustomBlock block) {
            visitChildren(block);
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableHead
                    || node instanceof TableBody
                    || node instanceof TableRow
                    || node instanceof TableCell) {
                visitChildren(node);
            }
        }
    }

    /** Collects what a reader reads: the library's renderer of text writes targets of links, quotes around code and bars between cells. */
    private static final class PlainText extends AbstractVisitor {
        private final StringBuilder words = new StringBuilder();

        @Override
        public void visit(Text text) {
            words.append(text.getLiteral());
        }

        @Override
        public void visit(Code code) {
            words.append(code.getLiteral());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            words.append(block.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            words.append(block.getLiteral());
        }

        @Override
        public void visit(SoftLineBreak end) {
            words.append(' ');
        }

        @Override
        public void visit(HardLineBreak end) {
            words.append(' ');
        }

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            words.append('\n');
        }

        @Override
        public void visit(Heading heading) {
            visitChildren(heading);
            words.append('\n');
        }

        @Override
        public void visit(CustomBlock block) {
            visitChildren(block);
        }

        @Override
        public void visit(CustomNode node) {
            visitChildren(node);
            words.append(node instanceof TableCell ? ' ' : '\n');
        }
    }

    /** A file of the help cannot be shown; the message says why, in English, for the operator. */
    static final class HelpFileException extends Exception {
        private static final long serialVersionUID = 1L;

        HelpFileException(String message) {
            super(message);
        }
    }
}
