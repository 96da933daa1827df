package org.openbloctel.registry.service.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.HelpdeskRefusal;

/** A text is kept as it was typed but for control characters; one for everybody names no person, in no spelling of a number. */
final class WrittenTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Appelez le 06 39 98 12 34.",
                "0639981234",
                "06.39.98.12.34",
                "06-39-98-12-34",
                "06\u00a039\u00a098\u00a012\u00a034",
                "06\u202f39\u202f98\u202f12\u202f34",
                "06\u201139\u201198\u201112\u201134",
                "06/39/98/12/34",
                "06\t39\t98\t12\t34",
                "+33 (0)6 39 98 12 34",
                "+33639981234",
                "0033 6 39 98 12 34",
                "lou@example.org",
            })
    void publishedTextHasNoNumberAndNoAddress(String text) {
        assertRefused(() -> WrittenText.published(text), new HelpdeskRefusal.NamesSomebody());
        assertRefused(() -> WrittenText.searched(text), new HelpdeskRefusal.SearchesPerson());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Depuis le 11/08/2026, article L. 223-1.",
                "Du 01/01/2026 au 30/06/2026, de 10 h à 13 h.",
                "Règlement (UE) 2016/679, article 6",
                "12 345 678 numéros",
                "Composez le 3 000",
                "01/01/2025/2026"
            })
    void daysArticlesAndCountsAreNoNumbers(String text) {
        assertThat(WrittenText.published(text)).isEqualTo(text);
        assertThat(WrittenText.searched(text)).isEqualTo(text);
    }

    @Test
    void lineIsOneLineAndATextKeepsItsLines() {
        assertThat(WrittenText.line("  Mon\r\n\tnuméro\u0000\u0007 ")).isEqualTo("Mon numéro");
        assertThat(WrittenText.text("\r\nUn\r\n\tdeux\u0000\u001b[31m\n ")).isEqualTo("Un\n\tdeux [31m");
    }

    @Test
    void longestTextIsTakenAndOneCharacterMoreIsNot() {
        String line = "é".repeat(WrittenText.MAX_LINE);
        assertThat(WrittenText.line(" " + line + "\n")).isEqualTo(line);
        assertRefused(() -> WrittenText.line(line + "x"), new HelpdeskRefusal.TextTooLong(WrittenText.MAX_LINE));
        String text = "x".repeat(WrittenText.MAX_TEXT);
        assertThat(WrittenText.text(text)).hasSize(WrittenText.MAX_TEXT);
        assertRefused(() -> WrittenText.text(text + "x"), new HelpdeskRefusal.TextTooLong(WrittenText.MAX_TEXT));
        assertRefused(() -> WrittenText.line("\u0000 \u0001\n"), new HelpdeskRefusal.TextMissing());
        assertRefused(() -> WrittenText.text(" \r\n\t"), new HelpdeskRefusal.TextMissing());
    }
}
