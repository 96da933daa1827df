package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.server.service.help.HelpMarkdown.HelpFileException;

/** A page of the help as a file has it: what is written is escaped, what is written wrong is refused with its reason. */
final class HelpFileTest {
    private static final String HEAD = "title: Essai : un titre\nfor: consumers\norder: 7\nkeywords: a b\n\n";

    private final HelpFile reader = new HelpFile(Set.of("registration.force")::contains);

    private HelpPage page(String body) throws HelpFileException {
        return reader.read("essai-2.fr.md", HEAD + body);
    }

    @Test
    void fileIsReadIntoItsParts() throws HelpFileException {
        HelpPage page =
                page("Bonjour : *oui*.\n\n{{law registration.force}}\n\n## Suite\n\n[Aide](/aide)\n\n{{ files }}\n");
        assertThat(page.name()).isEqualTo("essai-2");
        assertThat(page.title()).isEqualTo("Essai\u00a0: un titre");
        assertThat(page.audience()).isEqualTo(HelpPage.Audience.CONSUMERS);
        assertThat(page.parts()).extracting(HelpPage.Part::kind).containsExactly("html", "law", "html", "files");
        assertThat(page.parts().getFirst().value()).isEqualTo("<p>Bonjour\u00a0: <em>oui</em>.</p>\n");
        assertThat(page.parts().get(2).value()).contains("<h2>Suite</h2>", "<a href=\"/aide\">Aide</a>");
        assertThat(page.text()).contains("Bonjour", "Suite").doesNotContain("<", "*", "{");
    }

    @Test
    void cellOfATableSaysItsColumn() throws HelpFileException {
        assertThat(page("| code | sens |\n| --- | --- |\n| `a` | b & c |\n")
                        .parts()
                        .getFirst()
                        .value())
                .contains("<table class=\"list prose\">", "<th scope=\"col\">code</th>")
                .contains("<td data-label=\"code\"><code>a</code></td>", "<td data-label=\"sens\">b &amp; c</td>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`a <b>c</b>`|HTML is not taken",
                "<script>alert(1)</script>|HTML is not taken",
                "[a](javascript:alert(1))|a link leads to",
                "[a](//evil.example)|a link leads to",
                "[a](/\\evil.example)|a link leads to",
                "[a](http://evil.example)|a link leads to",
                "[a](/pro/cles)|a link into a space",
                "[a](/espace)|a link into a space",
                "![a](/a.png)|pictures are not taken",
                "# a|headings begin with",
                "{{law no.such}}|unknown directive: law no.such",
                "{{run x}}|unknown directive: run x",
                "a {{files}}|stands on a line by itself"
            })
    void whatAPageMayNotHaveIsRefused(String body, String reason) {
        assertThatThrownBy(() -> page(body))
                .isInstanceOf(HelpFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void headAndNameAreChecked() {
        assertThatThrownBy(() -> reader.read("Essai.fr.md", HEAD + "a")).hasMessageContaining("the name");
        assertThatThrownBy(() -> reader.read("essai.de.md", HEAD + "a")).hasMessageContaining("the name");
        assertThatThrownBy(() -> reader.read("codes.fr.md", HEAD + "a")).hasMessageContaining("is taken");
        assertThatThrownBy(() -> reader.read("a.fr.md", "for: consumers\n\na")).hasMessageContaining("title:");
        assertThatThrownBy(() -> reader.read("a.fr.md", "title: a\nauthor: b\n\na"))
                .hasMessageContaining("alone");
        assertThatThrownBy(() -> reader.read("a.fr.md", "title: a\nfor: dogs\n\na"))
                .hasMessageContaining("for:");
        assertThatThrownBy(() -> reader.read("a.fr.md", "title: a\norder: -1\n\na"))
                .hasMessageContaining("order:");
        assertThatThrownBy(() -> reader.read("a.fr.md", "title: a\n")).hasMessageContaining("no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "for", "order", "keywords"})
    void fieldThatIsTooLongIsNamed(String field) {
        String head = "title: a\n" + field + ": " + "1".repeat(501);
        assertThatThrownBy(() -> reader.read("a.fr.md", head + "\n\na"))
                .isInstanceOf(HelpFileException.class)
                .hasMessage(field + ": has at most 500 characters");
    }
}
