package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.service.help.HelpMarkdown.HelpFileException;

/** A page of the help has no HTML of its own, and leads nowhere but to pages for everybody, to https and to mail. */
final class HelpMarkdownTest {
    private final HelpMarkdown markdown = new HelpMarkdown();

    private HelpMarkdown.Rendered rendered(String text) throws HelpFileException {
        return markdown.render(text, Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>boom</script>",
                "a <b>bold</b> word",
                "<!-- hidden -->",
                "a <br/> b",
                "<div\nonclick=boom>",
                "![a picture](/assets/a.png)",
                "![x][y]\n\n[y]: /a.png",
                "# A title",
                "##### Too deep",
                "[x](javascript:boom)",
                "[x](JavaScript:boom)",
                "[x](data:text/html,boom)",
                "[x](http://example.org)",
                "[x](//example.org/a)",
                "[x](/\\\\example.org)",
                "[x](relative)",
                "[x](<https://example.org/a b>)",
                "[x](/espace/numeros)",
                "[x](/pro)",
                "[x](/operateur?a=b)",
                "[x](/inspection#a)",
                "[x](/api/v1/checks)",
                "[x](/demo/mail)",
                "[x][y]\n\n[y]: javascript:boom",
                "<javascript:boom>",
            })
    void forbiddenPartIsRefused(String text) {
        assertThatThrownBy(() -> rendered(text)).isInstanceOf(HelpFileException.class);
        assertThatThrownBy(() -> rendered("- in a list\n\n  " + text)).isInstanceOf(HelpFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/aide/faq",
                "/",
                "#below",
                "/espace/adresse-perdue",
                "/professionnels",
                "/apicole",
                "https://www.legifrance.gouv.fr/codes/x?a=b#c",
                "mailto:aide@example.org"
            })
    void linkForEverybodyIsTaken(String target) throws HelpFileException {
        assertThat(rendered("[x](" + target + ")").html()).contains("<a href=\"" + target + "\">x</a>");
    }

    @Test
    void linkInATableIsLookedAtAndACellNamesItsColumn() throws HelpFileException {
        assertThatThrownBy(() -> rendered("| a | b |\n|---|---|\n| [x](/pro) | y |"))
                .isInstanceOf(HelpFileException.class);
        assertThat(rendered("| Day | Hours |\n|---|---|\n| Monday | ten |").html())
                .contains(
                        "<th scope=\"col\">Day</th>",
                        "<td data-label=\"Day\">Monday</td>",
                        "<td data-label=\"Hours\">ten</td>");
    }

    @Test
    void signsOfHtmlAreText() throws HelpFileException {
        HelpMarkdown.Rendered rendered = rendered("1 < 2 & `<b>` \"x\"");
        assertThat(rendered.html())
                .contains("1 &lt; 2 &amp; <code>&lt;b&gt;</code>")
                .doesNotContain("<b>");
        assertThat(rendered("    <script>\n").html()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    /** It stands in the excerpts of a search. */
    @Test
    void textHasTheWordsAndNoSignOfMarkdown() throws HelpFileException {
        assertThat(rendered("""
                        ## Before you *call*

                        Read [the page](/aide/faq) and `0612345678`
                        first.

                        - **one** item

                        | Plan | Price |
                        | --- | --- |
                        | small | 150 € |
                        """).text().lines().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactly(
                        "Before you call",
                        "Read the page and 0612345678 first.",
                        "one item",
                        "Plan Price",
                        "small 150 €");
    }
}
