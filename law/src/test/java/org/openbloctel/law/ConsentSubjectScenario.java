package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A consent is for the goods or services that it names (R.223-1), and for no others. */
@LegalRule("consent")
final class ConsentSubjectScenario {
    private static final String DAY = "2026-12-08T11:00";

    @Test
    void aConsentForWindowsAllowsNoCallAboutMobilePhones() {
        Story phones = Story.at(DAY).with("subject", "telecom").with("goods", "Forfaits mobiles");
        assertThat(answer(phones, consent("other", null, "windows"))).isEqualTo(Answer.CANNOT_TELL);
        assertThat(answer(phones, consent("other", "windows-doors", "windows"))).isEqualTo(Answer.FORBIDDEN);
        assertThat(answer(phones, consent("other", "telecom", "windows"))).isEqualTo(Answer.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            telecom | - | other | telecom | Mobile | ALLOWED
            telecom | - | other | other | Mobile | CANNOT_TELL
            telecom | Le mobile | other | other | mobile | ALLOWED
            telecom | Le mobile | other | - | mobile | ALLOWED
            telecom | mobile | other | windows-doors | mobile | FORBIDDEN
            telecom | mobile | insurance | insurance | mobile | FORBIDDEN
            other | Les fenêtres | other | other | FENETRES | ALLOWED
            other | Les fenêtres | other | - | fenetres | ALLOWED
            other | fenêtres | other | other | alarmes | CANNOT_TELL
            other | - | other | other | fenêtres | CANNOT_TELL
            other | - | other | other | - | CANNOT_TELL
            other | fenêtres | other | windows-doors | fenêtres | CANNOT_TELL
            other | fenêtres | insurance | - | fenêtres | FORBIDDEN
            insurance | - | insurance | - | Auto | ALLOWED
            insurance | - | insurance | insurance | Auto | ALLOWED
            insurance | - | other | other | Auto | FORBIDDEN
            bank | - | other | windows-doors | Prêts | FORBIDDEN
            """)
    void subjectAndGoodsDecide(
            String subject,
            @Nullable String goods,
            String sector,
            @Nullable String asked,
            @Nullable String askedGoods,
            Answer expected) {
        Story call = Story.at(DAY).with("subject", subject).with("goods", goods);
        assertThat(answer(call, consent(sector, asked, askedGoods))).isEqualTo(expected);
    }

    @Test
    void aWiderSubjectCoversANarrowerOneAndNeverTheOtherWayRound() {
        Scope wide = scope("energy-renovation");
        Scope narrow = scope("heat-pumps");
        assertThat(cover(wide, "heat-pumps")).isEqualTo(Scope.Cover.WHOLE);
        assertThat(cover(narrow, "heat-pumps")).isEqualTo(Scope.Cover.WHOLE);
        assertThat(cover(narrow, "energy-renovation")).isEqualTo(Scope.Cover.NONE);
        assertThat(cover(narrow, "insulation")).isEqualTo(Scope.Cover.NONE);
        Topic sectorAlone = new Topic(Sector.ENERGY_RENOVATION, null, Goods.NONE, null);
        assertThat(narrow.of(sectorAlone, LocalDate.EPOCH)).isEqualTo(Scope.Cover.UNCLEAR);
        assertThat(wide.of(sectorAlone, LocalDate.EPOCH)).isEqualTo(Scope.Cover.WHOLE);
    }

    @Test
    void withoutASubjectTheSectorDecidesUntilItsLastDay() {
        Story call = Story.at(DAY).with("sector", "other");
        Map<String, Object> windows = consent("other", "windows-doors", "windows");
        assertThat(answer(call.with("bySectorUntil", "2026-12-09"), windows)).isEqualTo(Answer.ALLOWED);
        Story late = call.with("bySectorUntil", "2026-12-08");
        assertThat(answer(late, windows)).isEqualTo(Answer.CANNOT_TELL);
        assertThat(late.with("consent", windows).verdict().grounds())
                .extracting(Ground::missing)
                .containsExactly("subject");
        assertThat(answer(late, consent("insurance", null, "windows"))).isEqualTo(Answer.FORBIDDEN);
        assertThat(answer(late.with("sector", "insurance"), consent("insurance", null, "auto")))
                .as("a sector that has a name is its own subject")
                .isEqualTo(Answer.ALLOWED);
    }

    @Test
    void goodsWithoutASubjectAreThoseOfTheSubjectOther() {
        Story windows =
                Story.at(DAY).with("sector", "other").with("goods", "fenêtres").with("bySectorUntil", "2027-01-01");
        assertThat(answer(windows, consent("other", "windows-doors", "fenêtres")))
                .isEqualTo(Answer.CANNOT_TELL);
        assertThat(answer(windows, consent("other", null, "Les fenêtres"))).isEqualTo(Answer.ALLOWED);
        assertThat(answer(windows, consent("other", null, "alarmes"))).isEqualTo(Answer.CANNOT_TELL);
    }

    @Test
    void whatIsOverWithdrawnOrIncompleteIsForbiddenWhateverItsGoods() {
        Story phones = Story.at(DAY).with("subject", "telecom");
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("until", "-1d"), Map.of("withdrawnAt", "-1d"), Map.of("complete", false))) {
            Map<String, Object> consent = consent("other", null, "windows");
            consent.putAll(wrong);
            assertThat(answer(phones, consent)).as(wrong.toString()).isEqualTo(Answer.FORBIDDEN);
        }
        Map<String, Object> claimed = consent("other", null, "windows");
        assertThat(answer(phones.setting("consent.claim-suffices", "false"), claimed))
                .isEqualTo(Answer.FORBIDDEN);
    }

    @Test
    void aRefusalIsLiftedForTheSubjectOfTheLaterConsentAlone() {
        Story refused = Story.at(DAY).with("refusedAt", "-20d");
        Map<String, Object> windows = consent("other", "windows-doors", "windows");
        Map<String, Object> unnamed = consent("other", null, "windows");
        windows.put("confirmedAt", "-9d");
        unnamed.put("confirmedAt", "-9d");
        assertThat(answer(refused.with("subject", "windows-doors"), windows)).isEqualTo(Answer.ALLOWED);
        assertThat(answer(refused.with("subject", "telecom"), windows)).isEqualTo(Answer.FORBIDDEN);
        assertThat(answer(refused.with("subject", "telecom"), unnamed)).isEqualTo(Answer.CANNOT_TELL);
    }

    private static Scope.Cover cover(Scope scope, String subject) {
        return scope.of(Topic.of(Subject.of(subject).orElseThrow(), Goods.NONE), LocalDate.EPOCH);
    }

    private static Scope scope(String subject) {
        Subject named = Subject.of(subject).orElseThrow();
        return new Scope(Set.of(named.sector()), List.of(named), Goods.NONE);
    }

    private static Answer answer(Story call, Map<String, Object> consent) {
        return call.with("consent", consent).verdict().answer();
    }

    private static Map<String, Object> consent(String sector, @Nullable String subject, @Nullable String goods) {
        Map<String, Object> consent = new HashMap<>(Story.CONSENT);
        consent.put("sectors", List.of(sector));
        consent.put("subject", subject);
        consent.put("goods", goods);
        return consent;
    }
}
