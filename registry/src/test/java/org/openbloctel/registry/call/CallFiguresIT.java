package org.openbloctel.registry.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.call.CallFigures.Count;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;
import org.openbloctel.registry.vault.MasterKeys;

/** Calls are counted by the day in France, for whom they were made and for who made them. */
final class CallFiguresIT {
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final UUID AGENT = new UUID(7, 3);
    private static final UUID OTHER_AGENT = new UUID(7, 4);
    private static final UUID CAMPAIGN = new UUID(8, 1);
    private static final Instant LATE = Instant.parse("2026-11-24T23:30:00Z"); // the 25th in France
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private final Database database = TestDatabase.create().database();
    private final CallLog log =
            new CallLog(database, InstantSource.fixed(LATE.plusSeconds(3_600)), MasterKeys.generate(), 30);
    private final CallFigures figures = new CallFigures(database);
    private final Campaign campaign =
            new Campaign(CAMPAIGN, PRINCIPAL, PRINCIPAL, "Essai", Sector.OTHER, null, null, DAY, DAY.plusDays(9), LATE);

    private static CallReport call(
            String id, @Nullable UUID campaign, Instant at, CallReport.@Nullable Outcome outcome) {
        return new CallReport(id, PRINCIPAL, campaign, 33639980001L, at, outcome, null);
    }

    @Test
    void callsAreCountedByTheDayInFranceAndByWhatCameOfThem() {
        log.report(
                AGENT,
                List.of(
                        call("a", CAMPAIGN, LATE, CallReport.Outcome.REFUSED),
                        call("b", CAMPAIGN, LATE, CallReport.Outcome.REFUSED),
                        call("c", CAMPAIGN, LATE.minusSeconds(3_600), CallReport.Outcome.NO_ANSWER),
                        call("d", null, LATE, null)));
        assertThat(figures.of(PRINCIPAL, campaign))
                .containsExactly(
                        new Count(DAY.minusDays(1), CallReport.Outcome.NO_ANSWER, 1),
                        new Count(DAY, CallReport.Outcome.REFUSED, 2));
        assertThat(figures.of(PRINCIPAL)).hasSize(3).contains(new Count(DAY, null, 1));
    }

    @Test
    void aPrincipalSeesAllAgentsAndAnAgentItself() {
        log.report(AGENT, List.of(call("a", CAMPAIGN, LATE, null)));
        log.report(OTHER_AGENT, List.of(call("a", CAMPAIGN, LATE, null), call("b", CAMPAIGN, LATE, null)));
        assertThat(figures.of(PRINCIPAL, campaign)).containsExactly(new Count(DAY, null, 3));
        assertThat(figures.of(AGENT, campaign)).containsExactly(new Count(DAY, null, 1));
        assertThat(figures.of(OTHER_AGENT)).containsExactly(new Count(DAY, null, 2));
        assertThat(figures.of(new UUID(7, 9))).isEmpty();
    }

    @Test
    void aCallToldAgainForAnotherCampaignStaysWhereItWas() {
        CallReport call = call("a", CAMPAIGN, LATE, CallReport.Outcome.ANSWERED);
        log.report(AGENT, List.of(call));
        assertThat(log.report(AGENT, List.of(call("a", new UUID(8, 2), LATE, CallReport.Outcome.ANSWERED))))
                .containsExactly(CallLog.Filed.KNOWN);
        assertThat(figures.of(PRINCIPAL, campaign)).containsExactly(new Count(DAY, CallReport.Outcome.ANSWERED, 1));
    }
}
