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
import org.junit.jupiter.params.provider.EnumSource;

class SubjectTest {
    private static final Path FILE = Path.of("src/main/resources/law/fr/subjects.yaml");

    @ParameterizedTest
    @EnumSource(Sector.class)
    void everySectorThatHasANameHasOneSubjectOfItsOwn(Sector sector) {
        assertThat(Subject.of(sector).isPresent()).isEqualTo(sector != Sector.OTHER);
    }

    @Test
    void aSubjectIsChosenOnItsDays() {
        assertThat(Subject.on(LocalDate.of(2026, 12, 1)))
                .extracting(Subject::id)
                .contains("bank", "energy-supply", "telecom", "windows-doors", "heat-pumps", "vehicle")
                .endsWith("other");
        assertThat(Subject.on(LocalDate.of(2016, 5, 31))).isEmpty();
    }

    @Test
    void everySubjectStandsInTheDocs() throws IOException {
        String docs = Files.readString(Path.of("../docs/subjects.md"));
        for (Subject subject : Subject.all()) {
            Subject within = subject.within();
            assertThat(docs)
                    .contains("\n| `%s` | `%s` | %s | %s | %s |\n"
                            .formatted(
                                    subject.id(),
                                    subject.sector().code(),
                                    subject.name().fr(),
                                    subject.name().en(),
                                    within == null ? "" : "`" + within + "`"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sector: cpf | sector: cqf | no such sector: cqf
            within: energy-renovation, from | within: telecom, from | no subject of this sector
            '{id: bank, sector: other' | '{id: bank, sector: insurance' | this sector has a subject already
            id: bank | id: insurance | the subject insurance comes twice
            id: other, | id: others, | the subject other is missing
            'id: bank, sector: other, from: 2016-06-01' | 'id: bank, sector: other, from: 2016-06-01, to: 2016-05-31' | the last day
            from: 2016-06-01 | since: 2016-06-01 | unknown key since
            """)
    void aMistakeInTheFileNamesTheLine(String right, String wrong, String message) throws IOException {
        String text = Files.readString(FILE);
        assertThat(text).contains(right);
        String changed = text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        assertThatThrownBy(() -> Subject.read(YamlPart.of("law/fr/subjects.yaml", changed)))
                .isInstanceOf(LawFileException.class)
                .hasMessageMatching("law/fr/subjects\\.yaml, line [0-9]+: .*")
                .hasMessageContaining(message);
    }
}
