package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.CampaignOutlook.Prospect;
import org.openbloctel.law.CampaignOutlook.Remedy;
import org.openbloctel.law.CampaignOutlook.Stretch;

/** What the law makes of a campaign before any number is known. */
class CampaignOutlookTest {
    private static final LawBook BOOK = LawBook.france();
    private static final Path TABLE = Path.of("src/test/resources/golden/campaign-outlooks.txt");
    private static final LocalDate LAST_OF_LIST = LocalDate.of(2026, 8, 10);

    private static Stretch on(LawBook book, Purpose purpose, String day) {
        LocalDate only = LocalDate.parse(day);
        CampaignOutlook outlook = CampaignOutlook.of(book, purpose, only, only);
        assertThat(outlook.stretches()).hasSize(1);
        return outlook.stretches().getFirst();
    }

    private static Map<String, Purpose> grounds(Sector sector) {
        Map<String, Purpose> grounds = new LinkedHashMap<>();
        grounds.put("", Purpose.of(sector));
        grounds.put(" contract", Purpose.of(sector).withContract());
        grounds.put(" b2b", Purpose.of(sector).toProfessionals());
        return grounds;
    }

    @Test
    void everySectorAndGroundHasItsAnswerUnderEachRegime() throws IOException {
        StringBuilder table = new StringBuilder();
        for (Sector sector : Sector.values()) {
            grounds(sector).forEach((ground, purpose) -> {
                table.append(sector.code()).append(ground).append('\n');
                CampaignOutlook.of(BOOK, purpose, LocalDate.of(2016, 5, 31), LocalDate.of(2027, 1, 1))
                        .stretches()
                        .forEach(one -> table.append(line(one)).append('\n'));
            });
        }
        if (System.getProperty("golden", "").equals("write")) {
            Files.writeString(TABLE, table);
        }
        assertThat(table.toString())
                .as("%s: if this is meant, run `make fix` and look at the difference", TABLE)
                .isEqualTo(Files.exists(TABLE) ? Files.readString(TABLE) : "");
    }

    private static String line(Stretch stretch) {
        return "  " + stretch.from() + " " + stretch.prospect()
                + stretch.obstacles().stream().map(one -> " " + one.rule()).collect(Collectors.joining())
                + (stretch.unless().isEmpty()
                        ? ""
                        : stretch.unless().stream().map(Remedy::code).collect(Collectors.joining(", ", " unless ", "")))
                + (stretch.list() == null
                        ? ""
                        : ", listed numbers: " + stretch.list().rule());
    }

    @Test
    void energyRenovationIsForbiddenInNovember2026ExceptForCallbacksAndProfessionals() {
        Stretch now = on(BOOK, Purpose.of(Sector.ENERGY_RENOVATION), "2026-11-26");
        assertThat(now.prospect()).isEqualTo(Prospect.FORBIDDEN);
        assertThat(now.obstacles()).singleElement().satisfies(one -> {
            assertThat(one.rule()).isEqualTo("energy-renovation-ban");
            assertThat(one.article()).contains("L.223-1", "R.223-4");
            assertThat(one.text().fr()).contains("interdit quel que soit le consentement");
            assertThat(one.lastDay()).isNull();
        });
        assertThat(now.unless()).containsExactly(Remedy.CALLBACK, Remedy.B2B);
    }

    @Test
    void anOperatorsReadingOfADisputedRuleChangesTheAnswer() {
        LawBook excused = LawBook.france(Map.of("energy-renovation-ban.contract", "ongoing-related"));
        Purpose works = Purpose.of(Sector.ENERGY_RENOVATION);
        assertThat(on(excused, works, "2026-11-26").unless())
                .containsExactly(Remedy.CALLBACK, Remedy.CONTRACT, Remedy.B2B);
        assertThat(on(excused, works.withContract(), "2026-11-26").prospect()).isEqualTo(Prospect.POSSIBLE);
        LawBook kept = LawBook.france(Map.of("opposition-list.enforced", "true"));
        Purpose other = Purpose.of(Sector.OTHER);
        assertThat(on(BOOK, other, "2026-11-26").list()).isNull();
        assertThat(on(kept, other, "2026-11-26").list())
                .isNotNull()
                .extracting(CampaignOutlook.Obstacle::rule)
                .isEqualTo("opposition-list");
        assertThat(on(kept, other, "2026-11-26").obstacles())
                .as("the list does not stand among what every number meets")
                .extracting(CampaignOutlook.Obstacle::rule)
                .containsExactly("consent");
    }

    @Test
    void daysUnderTwoRegimesHaveAnAnswerEach() {
        CampaignOutlook outlook = CampaignOutlook.of(
                BOOK, Purpose.of(Sector.HOME_ADAPTATION), LocalDate.of(2026, 7, 1), LocalDate.of(2026, 9, 30));
        assertThat(outlook.stretches())
                .extracting(Stretch::from, Stretch::to, Stretch::prospect)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LocalDate.of(2026, 7, 1), LAST_OF_LIST, Prospect.POSSIBLE),
                        org.assertj.core.groups.Tuple.tuple(
                                LAST_OF_LIST.plusDays(1), LocalDate.of(2026, 9, 30), Prospect.FORBIDDEN));
        assertThat(outlook.forbidden()).isFalse();
        assertThat(outlook.on(LAST_OF_LIST).prospect()).isEqualTo(Prospect.POSSIBLE);
        assertThat(outlook.on(LAST_OF_LIST.plusDays(1)).prospect()).isEqualTo(Prospect.FORBIDDEN);
        assertThat(outlook.on(LocalDate.of(2026, 1, 1)))
                .isEqualTo(outlook.stretches().getFirst());
        assertThat(outlook.on(LocalDate.of(2030, 1, 1)))
                .isEqualTo(outlook.stretches().getLast());
    }

    @Test
    void aRuleThatChangesNothingForTheCampaignCutsNoStretch() {
        CampaignOutlook outlook =
                CampaignOutlook.of(BOOK, Purpose.of(Sector.OTHER), LocalDate.of(2022, 11, 1), LocalDate.of(2023, 2, 1));
        assertThat(outlook.stretches()).as("two rules began meanwhile").hasSize(1);
    }

    @Test
    void daysBeforeTheFirstRegimeAllowNothing() {
        Stretch before = on(BOOK, Purpose.of(Sector.OTHER), "2016-05-31");
        assertThat(before.prospect()).isEqualTo(Prospect.FORBIDDEN);
        assertThat(before.obstacles().getFirst().rule()).isEqualTo(CallJudge.NO_REGIME);
    }
}
