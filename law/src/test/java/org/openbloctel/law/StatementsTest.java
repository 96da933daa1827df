package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What texts say of the law: as of its day, resting on rules that hold then. */
class StatementsTest {
    private static final Path FOLDER = Path.of("src/main/resources/law/fr");
    private static final Map<String, Exemption> EXEMPTIONS = Map.of(
            "professionnel", Exemption.B2B,
            "journaux", Exemption.PRESS,
            "sondage", Exemption.POLL,
            "association", Exemption.NON_PROFIT);
    private static final LawBook IDLE = LawBook.france();
    private static final LawBook ENFORCED = LawBook.france(Map.of("opposition-list.enforced", "true"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2016-01-01 | ou avez eu | Code de la consommation, L.223-1 et L.223-5
            2016-06-01 | ou avez eu | Code de la consommation, L.223-1 et L.223-5
            2020-07-25 | ou avez eu | Code de la consommation, L.223-1 et L.223-5
            2020-07-26 | la loi interdit de démarcher un numéro inscrit | Code de la consommation, L.223-1 et L.223-5
            2026-08-10 | la loi interdit de démarcher un numéro inscrit | Code de la consommation, L.223-1 et L.223-5
            2026-08-11 | la liste n’a plus d’effet légal | Code de la consommation, L.223-1, R.223-1 à R.223-4
            """)
    void statementReadsAsTheLawOfItsDay(LocalDate day, String words, String article) {
        Statement.Version version = IDLE.statement("registration.force", day).orElseThrow();
        assertThat(version.text().fr()).contains(words);
        assertThat(IDLE.article(version, day)).isEqualTo(article);
    }

    @Test
    void settingOfTheListChoosesTheWordsOnceItMayBeSet() {
        LocalDate before = LocalDate.of(2026, 8, 10);
        LocalDate after = LocalDate.of(2026, 8, 11);
        assertThat(ENFORCED.statement("registration.force", before))
                .isEqualTo(IDLE.statement("registration.force", before));
        assertThat(ENFORCED.statement("registration.force", after)
                        .orElseThrow()
                        .text()
                        .en())
                .contains("the operator of this service protects registered numbers as well")
                .doesNotContain("no legal effect");
    }

    @Test
    void nothingIsSaidBeforeTheFirstVersion() {
        assertThat(IDLE.statement("consent.contents", LocalDate.of(2026, 8, 10)))
                .isEmpty();
        assertThat(IDLE.statement("consent.contents", LocalDate.of(2026, 8, 11)))
                .isPresent();
        assertThatThrownBy(() -> IDLE.statement("nothing", LocalDate.of(2026, 8, 11)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such statement: nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "2016-06-01, opposition-list",
        "2020-07-25, opposition-list",
        "2020-07-26, opposition-list",
        "2023-03-01, opposition-list",
        "2026-08-10, opposition-list",
        "2026-08-11, consent"
    })
    void callsThatNeedNothingAreThoseThatTheRuleOfTheDayExempts(LocalDate day, String id) {
        RuleVersion rule = IDLE.rule(id).orElseThrow().on(day).orElseThrow();
        String contract = rule.parameters().stream()
                .filter(parameter -> parameter.name().equals("contract"))
                .map(RuleVersion.Parameter::value)
                .findFirst()
                .orElseThrow();
        Map<String, Boolean> exempt = new TreeMap<>();
        EXEMPTIONS.forEach((word, exemption) -> exempt.put(word, rule.exempt().contains(exemption)));
        exempt.put("contrat en cours", contract.equals("ongoing-related"));
        exempt.put("ou a eu, une relation", contract.equals("any"));
        for (LawBook book : List.of(IDLE, ENFORCED)) {
            String said =
                    book.statement("duty.exempt", day).orElseThrow().text().fr();
            exempt.forEach((word, named) ->
                    assertThat(said.contains(word)).as(word + " on " + day).isEqualTo(named));
        }
    }

    @ParameterizedTest
    @CsvSource({"2016-06-01", "2023-02-28", "2023-03-01", "2026-08-10", "2026-08-11"})
    void pressAndContractKeepToTheHoursAsSoonAsThereAreAny(LocalDate day) {
        Optional<RuleVersion> hours = IDLE.rule("calling-hours").orElseThrow().on(day);
        String said = IDLE.statement("duty.exempt", day).orElseThrow().text().fr();
        assertThat(said.contains("s’imposent quand même pour un contrat en cours et pour la presse"))
                .isEqualTo(hours.isPresent());
        hours.ifPresent(rule -> assertThat(rule.exempt())
                .containsExactlyInAnyOrder(Exemption.B2B, Exemption.POLL, Exemption.NON_PROFIT));
    }

    @Test
    void ruleThatMustBeKnownOutsideItsOwnPageIsCited() {
        Set<String> cited = new TreeSet<>();
        IDLE.statements().forEach(statement -> statement.versions().forEach(version -> cited.addAll(version.rules())));
        assertThat(cited)
                .contains(
                        "opposition-list",
                        "list-check",
                        "consent",
                        "energy-renovation-ban",
                        "home-adaptation-ban",
                        "cpf-ban",
                        "calling-hours",
                        "attempt-limit",
                        "refusal-pause",
                        "no-call-after-objection");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id: home.step | id: home.lead | the statement home.lead comes twice
            rules: [list-check] | rules: [list-checks] | no such rule: list-checks
            rules: [list-check] | rules: [consent] | the rule consent is not in force on all days of this version
            rules: [list-check] | rules: [] | at least one rule is wanted
            rules: [refusal-pause] | rules: [no-call-after-objection] | the rule no-call-after-objection is not in force
            rules: [no-call-after-objection] | rules: [refusal-pause] | the rule refusal-pause is not in force
            list: idle | list: off | list is one of enforced, idle
            list: idle | list: enforced | a day has one version, or one for each setting of the list
            from: 2022-04-01 | from: 2016-05-31 | versions are out of order
            from: 2022-04-01 | form: 2022-04-01 | unknown key form
            """)
    void mistakeNamesFileAndLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> readWith(text -> {
                    assertThat(text).contains(right);
                    int at = text.indexOf(right);
                    return text.substring(0, at) + wrong + text.substring(at + right.length());
                }))
                .isInstanceOf(LawFileException.class)
                .hasMessageMatching("law/fr/statements\\.yaml, line [0-9]+: .*")
                .hasMessageContaining(message);
    }

    private static LawBook readWith(UnaryOperator<String> change) {
        return new LawReader(file -> read(file, change), "law/fr/", Map.of()).book();
    }

    private static @Nullable String read(String file, UnaryOperator<String> change) {
        try {
            String text = Files.readString(FOLDER.resolve(file.substring("law/fr/".length())));
            return file.endsWith("/statements.yaml") ? change.apply(text) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
