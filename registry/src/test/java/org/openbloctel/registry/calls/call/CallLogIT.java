package org.openbloctel.registry.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallLog.Pair;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** A call counts once, for its principal, even if several companies dial; a refusal is known from its transaction on. */
final class CallLogIT {
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final UUID OTHER_PRINCIPAL = new UUID(7, 2);
    private static final UUID AGENT = new UUID(7, 3);
    private static final long NUMBER = 33639980001L;
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private Instant now = NOON.plusSeconds(3_600);
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private MasterKeys keys = MasterKeys.generate();
    private CallLog log = log();

    private CallLog log() {
        return new CallLog(database, clock, keys, 30, true);
    }

    private static CallReport report(String id, Instant at, CallReport.@Nullable Outcome outcome) {
        return new CallReport(id, PRINCIPAL, null, NUMBER, at, outcome, null);
    }

    private CallLog.History history(UUID principal) {
        return log.histories(List.of(new Pair(principal, NUMBER))).getFirst();
    }

    @Test
    void aCallCountsOnceHoweverOftenItIsReported() {
        CallReport call = report("a", NOON, CallReport.Outcome.NO_ANSWER);
        assertThat(log.report(AGENT, List.of(call, call)))
                .containsExactly(CallReport.Filed.NEW, CallReport.Filed.KNOWN);
        assertThat(log.report(AGENT, List.of(call))).containsExactly(CallReport.Filed.KNOWN);
        assertThat(history(PRINCIPAL).attempts()).containsExactly(NOON);
        assertThat(history(PRINCIPAL).contactedAt()).isNull();
        assertThat(history(OTHER_PRINCIPAL)).isEqualTo(CallLog.History.EMPTY);
    }

    @Test
    void anOutcomeMayComeLaterAndStaysThen() {
        log.report(AGENT, List.of(report("a", NOON, null)));
        assertThat(history(PRINCIPAL).contactedAt())
                .as("nobody said yet that it was not answered")
                .isEqualTo(NOON);
        assertThat(log.report(AGENT, List.of(report("a", NOON, CallReport.Outcome.NO_ANSWER))))
                .containsExactly(CallReport.Filed.KNOWN);
        assertThat(history(PRINCIPAL).contactedAt()).isNull();
        assertThat(log.report(AGENT, List.of(report("a", NOON, CallReport.Outcome.ANSWERED), report("a", NOON, null))))
                .containsExactly(CallReport.Filed.ID_TAKEN, CallReport.Filed.KNOWN);
    }

    @Test
    void anIdOfAnotherCallIsNotTakenForIt() {
        log.report(AGENT, List.of(report("a", NOON, null)));
        assertThat(log.report(AGENT, List.of(report("a", NOON.plusSeconds(1), null))))
                .containsExactly(CallReport.Filed.ID_TAKEN);
        assertThat(log.report(
                        AGENT,
                        List.of(new CallReport(
                                "a", PRINCIPAL, null, NUMBER + 1, NOON, CallReport.Outcome.REFUSED, null))))
                .containsExactly(CallReport.Filed.ID_TAKEN);
        assertThat(log.report(new UUID(7, 4), List.of(report("a", NOON.plusSeconds(1), null))))
                .as("another agent has names of its own")
                .containsExactly(CallReport.Filed.NEW);
        assertThat(history(PRINCIPAL).attempts()).hasSize(2);
        assertThat(history(PRINCIPAL).refusedAt()).isNull();
    }

    @Test
    void anIdThatIsTriedForAnotherCallKeepsNoRefusalOut() {
        log.report(AGENT, List.of(report("a", NOON, null)));
        for (int day = 1; day <= 7; day++) {
            now = NOON.plus(Duration.ofDays(day));
            log.forget();
        }
        assertThat(log.report(AGENT, List.of(report("a", now, null)))).containsExactly(CallReport.Filed.ID_TAKEN);
        assertThat(log.report(AGENT, List.of(report("a", NOON, CallReport.Outcome.REFUSED))))
                .containsExactly(CallReport.Filed.KNOWN);
        assertThat(history(PRINCIPAL).refusedAt()).isEqualTo(NOON);
    }

    @Test
    void aRefusalIsOnThePrincipalsListAtOnceAndOnNobodyElses() {
        log.report(AGENT, List.of(report("a", NOON, null)));
        log.report(AGENT, List.of(report("a", NOON, CallReport.Outcome.REFUSED)));
        log.report(
                AGENT,
                List.of(
                        report("c", NOON.minusSeconds(60), CallReport.Outcome.REFUSED),
                        report("d", NOON.minusSeconds(90), CallReport.Outcome.REFUSED)));
        assertThat(history(PRINCIPAL).refusedAt()).as("the latest").isEqualTo(NOON);
        assertThat(history(OTHER_PRINCIPAL).refusedAt()).isNull();
    }

    @Test
    void refusalReportedByAClockThatIsAheadHoldsAtOnce() {
        log.report(AGENT, List.of(report("a", now.plusSeconds(290), CallReport.Outcome.REFUSED)));
        assertThat(history(PRINCIPAL).refusedAt()).isEqualTo(now);
    }

    @Test
    void theLatestAppointmentIsTheOneThatHolds() {
        Instant first = NOON.plus(Duration.ofDays(2));
        Instant second = NOON.plus(Duration.ofDays(3));
        log.report(
                AGENT,
                List.of(
                        new CallReport(
                                "b",
                                PRINCIPAL,
                                null,
                                NUMBER,
                                NOON.plusSeconds(9),
                                CallReport.Outcome.CALLBACK_AGREED,
                                second),
                        new CallReport("a", PRINCIPAL, null, NUMBER, NOON, CallReport.Outcome.CALLBACK_AGREED, first)));
        assertThat(history(PRINCIPAL).agreedAt()).isEqualTo(second);
    }

    @Test
    void callsGoWhenNoRuleCountsThemAnyMoreAndRefusalsStay() {
        log.report(
                AGENT,
                List.of(
                        report("a", NOON, CallReport.Outcome.REFUSED),
                        new CallReport(
                                "b",
                                PRINCIPAL,
                                null,
                                NUMBER,
                                NOON,
                                CallReport.Outcome.CALLBACK_AGREED,
                                NOON.plus(Duration.ofDays(90)))));
        now = NOON.plus(Duration.ofDays(31));
        assertThat(log.forget()).isZero();
        now = NOON.plus(Duration.ofDays(32));
        assertThat(log.forget()).isEqualTo(1);
        assertThat(history(PRINCIPAL).attempts()).hasSize(1);
        assertThat(history(PRINCIPAL).refusedAt()).isEqualTo(NOON);
        now = NOON.plus(Duration.ofDays(92));
        assertThat(log.forget()).isEqualTo(1);
    }

    @Test
    void noNumberStandsInATableAndTheKeyOutlivesTheMasterKey() {
        log.report(AGENT, List.of(report("a", NOON, CallReport.Outcome.REFUSED)));
        String rows = database.accounts()
                .sql("select string_agg(t::text, ' ') from (select entries from accounts.call_history"
                        + " union all select number from accounts.call_refusal) t")
                .query(String.class)
                .single();
        assertThat(rows).doesNotContain("39980001").doesNotContain(Long.toHexString(NUMBER));
        keys = keys.rotated();
        log = log();
        assertThat(history(PRINCIPAL).refusedAt()).isEqualTo(NOON);
    }

    /** 32 agents of one principal report the same 40 people in an order of their own, and each report twice. */
    @Test
    void countersAreExactUnderThirtyTwoConcurrentAgents() throws Exception {
        int agents = 32;
        int people = 40;
        CountDownLatch ready = new CountDownLatch(agents);
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(agents)) {
            for (int a = 0; a < agents; a++) {
                UUID agent = new UUID(9, a);
                List<CallReport> reports = new ArrayList<>();
                for (int p = 0; p < people; p++) {
                    Instant at = NOON.minusSeconds(60L * a);
                    CallReport.Outcome outcome = p % 4 == 0 ? CallReport.Outcome.REFUSED : CallReport.Outcome.NO_ANSWER;
                    reports.add(new CallReport("call-" + p, PRINCIPAL, null, NUMBER + p, at, outcome, null));
                }
                Collections.shuffle(reports, new Random(a));
                done.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    for (int from = 0; from < people; from += 10) {
                        log.report(agent, reports.subList(from, from + 10));
                    }
                    return log.report(agent, reports);
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int p = 0; p < people; p++) {
            pairs.add(new Pair(PRINCIPAL, NUMBER + p));
        }
        List<CallLog.History> histories = log.histories(pairs);
        for (int p = 0; p < people; p++) {
            assertThat(histories.get(p).attempts())
                    .as("person %d", p)
                    .hasSize(agents)
                    .isSorted();
            assertThat(histories.get(p).refusedAt()).isEqualTo(p % 4 == 0 ? NOON : null);
        }
    }
}
