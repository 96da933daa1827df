package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the law as they are, and what is said of each mistake that one can make in them. */
class LawFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/law/fr");
    private static final Path TESTS = Path.of("src/test/java/org/openbloctel/law");

    @Test
    void everyFileOfTheFolderIsInTheBook() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .filter(name ->
                            !List.of("fines", "index", "statements", "subjects").contains(name))
                    .toList();
            assertThat(LawBook.france().rules()).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void everyRuleHasAScenarioThatNamesIt() throws IOException {
        TreeSet<String> told = new TreeSet<>();
        try (Stream<Path> files = Files.list(TESTS)) {
            for (Path file : files.filter(one -> one.toString().endsWith("Scenario.java"))
                    .toList()) {
                Matcher named = Pattern.compile("@LegalRule\\(\"([a-z-]+)\"\\)").matcher(Files.readString(file));
                assertThat(named.find()).as(file.toString()).isTrue();
                told.add(named.group(1));
            }
        }
        assertThat(LawBook.france().rules()).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void everyDisputedParameterCanBeSet() {
        for (Rule rule : LawBook.france().rules()) {
            for (RuleVersion version : rule.versions()) {
                for (RuleVersion.Parameter parameter : version.parameters()) {
                    if (parameter.disputed() != null) {
                        Map<String, String> same = Map.of(rule.id() + "." + parameter.name(), parameter.value());
                        assertThat(LawBook.france(same).rule(rule.id())).isPresent();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            refusal-pause.days | 30 | the setting openbloctel.law.refusal-pause.days names no disputed parameter of a rule
            nothing.enforced | true | the setting openbloctel.law.nothing.enforced names no disputed parameter of a rule
            refusal-pause.enforced | yes | the setting openbloctel.law.refusal-pause.enforced, for law/fr/refusal-pause.yaml, line
            """)
    void aSettingThatMeansNothingStopsTheStart(String name, String value, String message) {
        assertThatThrownBy(() -> LawBook.france(Map.of(name, value)))
                .isInstanceOf(LawFileException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            to: 2026-08-10 | to: 2026-08-11 | overlap
            to: 2026-08-10 | to: 2023-02-28 | the last day is before the first
            from: 2023-03-01 | from: 2023-02-30 | a day is wanted here
            from: 2023-03-01 | from: 2016-05-31 | before the first regime
            from: 2023-03-01 | form: 2023-03-01 | unknown key form
            kind: attempts | kind: attempt | no such kind: attempt
            id: attempt-limit | id: attempts | the rule of this file is attempt-limit
            attempts: 4 | attempts: four | attempts is a number
            attempts: 4 | attempt: 4 | the parameter attempts is missing
            days: 30 | days: 30\\n      weeks: 4 | unknown parameter weeks
            window: rolling | window: sliding | window is one of rolling, from-first
            source: décret n° 2022-1313 du 13 octobre 2022 | # none | source is missing
            source: décret n° 2022-1313 du 13 octobre 2022 | source: | a text is wanted here
            article: Code de la consommation, D.223-9 | # none | article is missing
            exempt: [b2b, poll, non-profit] | exempt: [b2b, polls] | no such exemption: polls
            exempt: [b2b, poll, non-profit] | exempt: b2b | a list is wanted here
            '  en: At most four calls in thirty days' | # none | en is missing
            '  en: At most four calls in thirty days' | '  de: Höchstens vier' | unknown key de
            parameter: window | parameter: windows | the disputed parameter windows has no value
            title: | id: twice\\ntitle: | the key id comes twice
            versions: | versions: [ | expected
            """)
    void aMistakeInARuleNamesFileAndLine(String right, String wrong, String message) {
        String replaced = wrong.replace("\\n", "\n");
        assertThatThrownBy(() -> readWith("attempt-limit.yaml", text -> {
                    assertThat(text).contains(right);
                    return text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(replaced));
                }))
                .isInstanceOf(LawFileException.class)
                .hasMessageMatching("law/fr/attempt-limit\\.yaml, line [0-9]+: .*")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lifted-by-consent: confirmed | lifted-by-consents: confirmed | unknown parameter lifted-by-consents
            lifted-by-consent: confirmed | lifted-by-consent: claimed | lifted-by-consent is one of true, false, confirmed
            from: 2026-12-01 | since: 2026-12-01 | unknown key since
            from: 2026-12-01 | from: 2026-02-30 | a day is wanted here
            """)
    void aMistakeInWhatCallsToComeAreJudgedByNamesFileAndLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> readWith("no-call-after-objection.yaml", text -> {
                    assertThat(text).contains(right);
                    return text.replace(right, wrong);
                }))
                .isInstanceOf(LawFileException.class)
                .hasMessageMatching("law/fr/no-call-after-objection\\.yaml, line [0-9]+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void theLineIsTheOneOfTheMistake() throws IOException {
        int line = Files.readAllLines(FOLDER.resolve("attempt-limit.yaml")).indexOf("      attempts: 4") + 1;
        assertThatThrownBy(
                        () -> readWith("attempt-limit.yaml", text -> text.replaceFirst("attempts: 4", "attempts: -4")))
                .hasMessageStartingWith("law/fr/attempt-limit.yaml, line " + line + ":");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '  - consent\\n' | '  - consents\\n' | there is no file law/fr/consents.yaml
            '  - consent\\n' | '  - consent\\n  - consent\\n' | the rule consent comes twice
            from: 2020-07-26 | from: 2016-06-01 | regimes are out of order
            easter+1 | eastern+1 | a holiday looks like
            '"05-01"' | '"05-41"' | a holiday looks like
            country: FR | continent: EU | unknown key continent
            """)
    void aMistakeInTheIndexNamesFileAndLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> readWith(
                        "index.yaml", text -> text.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"))))
                .isInstanceOf(LawFileException.class)
                .hasMessageMatching("law/fr/index\\.yaml, line [0-9]+: .*")
                .hasMessageContaining(message);
    }

    private static LawBook readWith(String name, UnaryOperator<String> change) {
        return new LawReader(file -> read(file, name, change), "law/fr/", Map.of()).book();
    }

    private static @Nullable String read(String file, String changed, UnaryOperator<String> change) {
        Path path = FOLDER.resolve(file.substring("law/fr/".length()));
        try {
            if (!Files.exists(path)) {
                return null;
            }
            String text = Files.readString(path);
            return file.endsWith("/" + changed) ? change.apply(text) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
