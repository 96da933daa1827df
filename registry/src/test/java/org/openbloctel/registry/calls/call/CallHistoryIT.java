package org.openbloctel.registry.calls.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallLog.Pair;
import org.openbloctel.registry.calls.call.CallReport.Filed;
import org.openbloctel.registry.calls.call.CallReport.Outcome;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.Sha256;

/** The packed calls, without the rows of the release before: what is counted once, known again, and erased on its day. */
final class CallHistoryIT {
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final UUID AGENT = new UUID(7, 3);
    private static final long NUMBER = 33639980001L;
    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");

    private Instant now = NOON.plusSeconds(3_600);
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private final CallLog log = new CallLog(database, clock, TestDatabase.KEYS, 30, false);
    private final CallFigures figures = new CallFigures(database);

    private static CallReport call(String id, long number, Instant at, @Nullable Outcome outcome) {
        Instant agreed = outcome == Outcome.CALLBACK_AGREED ? at.plus(Duration.ofDays(90)) : null;
        return new CallReport(id, PRINCIPAL, null, number, at, outcome, agreed);
    }

    private CallLog.History history(long number) {
        return log.histories(List.of(new Pair(PRINCIPAL, number))).getFirst();
    }

    private Filed report(CallReport call) {
        return log.report(AGENT, List.of(call)).getFirst();
    }

    private long count(String what) {
        return database.accounts()
                .sql("select count(*) from " + what)
                .query(Long.class)
                .single();
    }

    @Test
    void aCallThatIsReportedByManyAtOnceIsOne() throws Exception {
        CallReport call = call("a", NUMBER, NOON, null);
        List<Filed> filed = AtOnce.times(16, () -> report(call));
        assertThat(filed).hasSize(16);
        assertThat(Collections.frequency(filed, Filed.NEW)).isEqualTo(1);
        assertThat(Collections.frequency(filed, Filed.KNOWN)).isEqualTo(15);
        assertThat(history(NUMBER).attempts()).containsExactly(NOON);
        AtOnce.times(16, () -> report(call("a", NUMBER, NOON, Outcome.NO_ANSWER)));
        LocalDate day = LegalCalendar.dayOf(NOON);
        assertThat(figures.of(AGENT)).containsExactly(new CallFigures.Count(day, Outcome.NO_ANSWER, 1));
    }

    @Test
    void twoOutcomesAtOnceOfOneCallLeaveOne() throws Exception {
        report(call("a", NUMBER, NOON, null));
        List<Callable<Filed>> reports = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            reports.add(() -> report(call("a", NUMBER, NOON, Outcome.ANSWERED)));
            reports.add(() -> report(call("a", NUMBER, NOON, Outcome.NO_ANSWER)));
        }
        List<Filed> filed = AtOnce.all(reports);
        assertThat(Collections.frequency(filed, Filed.KNOWN)).isEqualTo(4);
        assertThat(Collections.frequency(filed, Filed.ID_TAKEN)).isEqualTo(4);
        assertThat(figures.of(AGENT))
                .singleElement()
                .extracting(CallFigures.Count::calls)
                .isEqualTo(1L);
    }

    /** Numbers of one bucket, which only luck would bring together: the end of the print tells them apart. */
    @Test
    void numbersOfOneBucketHaveHistoriesOfTheirOwn() {
        CallTerm term = CallTerm.on(LegalCalendar.dayOf(now), 31);
        byte[] one = new byte[16];
        byte[] other = new byte[16];
        other[15] = 1;
        byte[] neither = new byte[16];
        neither[8] = 9;
        List<ReportedCall> calls = List.of(reported("a", one), reported("b", other), reported("c", other));
        database.inAccounts(() -> new CallFiling(CallFiling.Tables.in(database), false).file(AGENT, calls, term));
        assertThat(count("accounts.call_history")).isEqualTo(1);
        List<Integer> sizes = new ArrayList<>();
        CallHistoryRows.histories(
                database, PRINCIPAL, new byte[][] {one, other, neither}, found -> sizes.add(found.place()));
        assertThat(sizes).containsExactly(1, 2);
    }

    private static ReportedCall reported(String id, byte[] print) {
        return ReportedCall.of(AGENT, call(id, NUMBER, NOON, null), print, Sha256.newDigest());
    }

    /** Two buckets: by chance a new row begins where the one before was, once in 16,384 times. */
    @Test
    void aRowThatIsErasedAndMadeAnewIsNotOverwrittenByWhoReadTheOneBefore() {
        CallTerm term = CallTerm.on(LegalCalendar.dayOf(now), 31);
        CallHistoryRows rows = CallHistoryRows.in(database);
        CallEntry made = reported("b", new byte[16]).entry();
        rows.write(fresh("a"), term);
        List<CallBucket> read = rows.read(List.of(1, 2));
        rows.delete(List.of(1, 2));
        rows.write(fresh("b"), term);
        read.forEach(bucket -> bucket.add(reported("c", new byte[16]).entry()));
        rows.write(read, term);
        assertThat(rows.read(List.of(1, 2))).hasSize(2).anyMatch(bucket -> bucket.find(made.key()) != null);
    }

    private static List<CallBucket> fresh(String id) {
        List<CallBucket> buckets = List.of(CallBucket.empty(1), CallBucket.empty(2));
        buckets.forEach(bucket -> bucket.add(reported(id, new byte[16]).entry()));
        return buckets;
    }

    @Test
    void anIdStandsForItsCallAsLongAsAReportMayBeRepeated() {
        assertThat(report(call("a", NUMBER, NOON, null))).isEqualTo(Filed.NEW);
        for (int hours = 0; hours <= 72; hours += 24) {
            now = NOON.plus(Duration.ofHours(hours + 1));
            log.forget();
            assertThat(report(call("a", NUMBER + 1, NOON, null)))
                    .as("after %d h", hours)
                    .isEqualTo(Filed.ID_TAKEN);
            assertThat(report(call("a", NUMBER, NOON, null))).isEqualTo(Filed.KNOWN);
        }
        assertThat(history(NUMBER + 1)).isEqualTo(CallLog.History.EMPTY);
    }

    @Test
    void aCallIsKnownAgainLongAfterItsIdIsForgotten() {
        report(call("a", NUMBER, NOON, null));
        nightsUntil(10);
        assertThat(count("accounts.call_id_a") + count("accounts.call_id_b") + count("accounts.call_id_c"))
                .isZero();
        assertThat(report(call("a", NUMBER, NOON, Outcome.NO_ANSWER))).isEqualTo(Filed.KNOWN);
        assertThat(history(NUMBER).attempts()).containsExactly(NOON);
        assertThat(history(NUMBER).contactedAt()).isNull();
        nightsUntil(20);
        assertThat(report(call("a", NUMBER + 1, NOON, null)))
                .as("an agent that begins its ids anew is no longer taken for a repetition")
                .isEqualTo(Filed.NEW);
    }

    private void nightsUntil(int days) {
        while (now.isBefore(NOON.plus(Duration.ofDays(days)))) {
            now = now.plus(Duration.ofDays(1));
            log.forget();
        }
    }

    /** The clocks go back on 25 October 2026: the day has 25 hours. A call of its first minute is kept until its 32nd day begins, not an hour less. */
    @Test
    void aCallIsKeptForThirtyOneDaysOfFrance() {
        Instant first = LegalCalendar.startOf(LocalDate.of(2026, 10, 25));
        Instant last = LegalCalendar.endOf(LocalDate.of(2026, 10, 24)).minusMillis(1);
        now = first.plusSeconds(60);
        log.report(AGENT, List.of(call("a", NUMBER, first, null), call("b", NUMBER, last, null)));
        now = LegalCalendar.startOf(LocalDate.of(2026, 11, 25)).minusMillis(1);
        assertThat(log.forget()).isZero();
        now = LegalCalendar.startOf(LocalDate.of(2026, 11, 25));
        assertThat(log.forget()).isEqualTo(1);
        assertThat(history(NUMBER).attempts()).containsExactly(first);
        assertThat(figures.of(AGENT)).extracting(CallFigures.Count::day).containsExactly(LocalDate.of(2026, 10, 25));
        now = LegalCalendar.startOf(LocalDate.of(2026, 11, 26));
        assertThat(log.forget()).isEqualTo(1);
        assertThat(count("accounts.call_history")).isZero();
        assertThat(log.knows(PRINCIPAL)).isFalse();
    }

    /** It goes by the server's clock, which may be wrong. */
    @Test
    void aReportErasesNothingInTheBucketsItWritesTo() {
        report(call("a", NUMBER, NOON, null));
        now = NOON.plus(Duration.ofDays(40));
        report(call("b", NUMBER, now, null));
        assertThat(history(NUMBER).attempts()).containsExactly(NOON, now);
        assertThat(log.forget()).isEqualTo(1);
        assertThat(history(NUMBER).attempts()).containsExactly(now);
    }

    @Test
    void anAppointmentIsKeptWithItsPrincipalUntilTheDayAfter() {
        report(call("a", NUMBER, NOON, Outcome.CALLBACK_AGREED));
        now = NOON.plus(Duration.ofDays(91));
        assertThat(log.forget()).isZero();
        assertThat(history(NUMBER).agreedAt()).isEqualTo(NOON.plus(Duration.ofDays(90)));
        assertThat(log.knows(PRINCIPAL)).isTrue();
        now = NOON.plus(Duration.ofDays(92));
        assertThat(log.forget()).isEqualTo(1);
        assertThat(log.knows(PRINCIPAL)).isFalse();
    }

    @Test
    void manyBucketsAreSweptInPieces() {
        List<CallReport> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            calls.add(call(
                    "call " + i, NUMBER + i, i % 2 == 0 ? NOON : NOON.minus(Duration.ofDays(5)), Outcome.NO_ANSWER));
        }
        log.report(AGENT, calls);
        now = NOON.plus(Duration.ofDays(30));
        CallHistoryRows rows = CallHistoryRows.in(database);
        LocalDate today = LegalCalendar.today(clock);
        assertThat(rows.expired(0, 1, today)).isNotEmpty();
        assertThat(rows.expired(0, 1, today).size()
                        + rows.expired(1, rows.pages(), today).size())
                .isEqualTo(200);
        assertThat(log.forget()).isEqualTo(200);
        assertThat(count("accounts.call_history")).isEqualTo(200);
        assertThat(log.forget()).isZero();
        now = NOON.plus(Duration.ofDays(32));
        assertThat(log.forget()).isEqualTo(200);
        assertThat(count("accounts.call_history")).isZero();
    }

    /** The rows of the release before go as a whole, once no server reads them. */
    @Test
    void rowsAreTruncatedWhenTheyAreNotWrittenAnyMore() {
        new CallLog(database, clock, TestDatabase.KEYS, 30, true).report(AGENT, List.of(call("a", NUMBER, NOON, null)));
        assertThat(count("accounts.call_attempt")).isEqualTo(1);
        log.forget();
        assertThat(count("accounts.call_attempt")).isZero();
        assertThat(history(NUMBER).attempts()).containsExactly(NOON);
    }
}
