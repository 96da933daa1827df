package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ceilings of fines by rule and day, and what is said of a mistake in their file. */
class FinesTest {
    private static final LawBook LAW = LawBook.france();
    private final Fines fines = Fines.france(LAW);

    @ParameterizedTest
    @CsvSource({
        "opposition-list, 2016-06-01, 15000, 75000",
        "opposition-list, 2020-07-25, 15000, 75000",
        "opposition-list, 2020-07-26, 75000, 375000",
        "calling-hours, 2026-11-24, 75000, 375000",
        "consent, 2026-08-11, 75000, 375000",
        "cpf-ban, 2022-12-19, 75000, 375000",
        "no-call-after-objection, 2026-11-24, 15000, 75000",
    })
    void ceilingIsTheOneOfTheDayOfTheCall(String rule, LocalDate day, long natural, long legal) {
        assertThat(fines.ceiling(rule, day)).hasValueSatisfying(found -> {
            assertThat(found.natural()).isEqualTo(natural);
            assertThat(found.legal()).isEqualTo(legal);
        });
    }

    @Test
    void ruleOfAnotherAuthorityAndADayBeforeTheFirstHaveNoCeiling() {
        assertThat(fines.ceiling("caller-number", LocalDate.of(2026, 1, 1))).isEmpty();
        assertThat(fines.ceiling("insurance-refusal", LocalDate.of(2026, 1, 1))).isEmpty();
        assertThat(fines.ceiling("opposition-list", LocalDate.of(2016, 5, 31))).isEmpty();
        assertThat(fines.ceiling("nothing", LocalDate.of(2026, 1, 1))).isEmpty();
    }

    @Test
    void publishedFineOf3377CallsCost75EurosACall() {
        assertThat(fines.published())
                .filteredOn(one -> one.calls() == 3377)
                .singleElement()
                .satisfies(one -> assertThat(one.centsPerCall()).isEqualTo(7500));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rules: [cpf-ban] | rules: [cpf-bans] | no rule, or one that has a ceiling already: cpf-bans
            rules: [cpf-ban] | rules: [consent] | no rule, or one that has a ceiling already: consent
            from: 2020-07-26 | from: 2016-06-01 | versions are out of order
            legal: 375000 | legal: 0 | a whole number above 0 is wanted here
            euros: 253275 | euro: 253275 | unknown key euro
            """)
    void mistakeNamesFileAndLine(String right, String wrong, String message) throws IOException {
        String text = Files.readString(Path.of("src/main/resources/law/fr/fines.yaml"));
        assertThat(text).contains(right);
        String changed = text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        YamlPart file = YamlPart.of("law/fr/fines.yaml", changed);
        assertThatThrownBy(() -> Fines.read(file, LAW))
                .isInstanceOf(LawFileException.class)
                .hasMessageMatching("law/fr/fines\\.yaml, line [0-9]+: .*")
                .hasMessageContaining(message);
    }
}
