package org.openbloctel.registry.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing is erased by a clock that may be wrong, nor far more than before, until a person says that it is right. */
final class ErasureGateIT {
    private static final Instant NOON = Instant.parse("2026-11-24T11:00:00Z");
    private static final String JOB = "outbox.forget";
    private static final String OTHER = "call.forget";
    private static final String PERSON = "staff:1";

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private Instant now = NOON;
    private Duration serverAhead = Duration.ZERO;
    private final InstantSource server = new ErasureGate.RunClock(() -> now.plus(serverAhead));
    private final List<ErasureGate.ErasureStop> alarms = new ArrayList<>();
    private final ErasureRuns runs = new ErasureRuns(database, server);
    private final ErasureGate gate =
            new ErasureGate(database, new ErasureGate.Clocks(server, () -> now), runs, alarms::add);
    private final AuditTrail audit = new AuditTrail(database, TestDatabase.KEYS, server);
    private final ErasureStops stops = new ErasureStops(database, () -> now, audit);
    private final Outbox outbox = new Outbox(database, server);

    private void mails(int count, Instant settled) {
        owner.sql("""
                        insert into accounts.outbox (id, created_at, next_attempt_at, locale, parameters, recipient, template, settled_at)
                        select gen_random_uuid(), '2020-01-01', '2020-01-01', 'fr', '{}', '', 'test', ? from generate_series(1, ?)
                        """).params(settled.atOffset(ZoneOffset.UTC), count).update();
    }

    private int mails() {
        return owner.sql("select count(*) from accounts.outbox")
                .query(Integer.class)
                .single();
    }

    private void erase() {
        gate.erase(JOB, outbox::forget);
    }

    private void days(int days) {
        now = now.plus(days, ChronoUnit.DAYS);
    }

    private Optional<ErasureGate.ErasureStop.Reason> reason() {
        return stops.waiting().stream()
                .filter(stop -> stop.job().equals(JOB))
                .map(ErasureGate.ErasureStop::reason)
                .findFirst();
    }

    @Test
    void aRunGoesByTheDatabasesClockAndIsRecordedByIt() {
        serverAhead = Duration.ofSeconds(100);
        Instant[] seen = new Instant[1];
        gate.erase(JOB, () -> {
            seen[0] = server.instant();
            return 3;
        });
        assertThat(seen[0]).isBetween(now, now.plusSeconds(60));
        assertThat(runs.notable(2)).singleElement().satisfies(run -> {
            assertThat(run.startedAt()).isBetween(now, now.plusSeconds(60));
            assertThat(run.erased()).isEqualTo(3);
        });
        assertThat(server.instant()).isEqualTo(now.plusSeconds(100));
    }

    @Test
    void nothingIsErasedWhileTheClocksDifferByMoreThanTwoMinutes() {
        mails(5, NOON.minus(100, ChronoUnit.DAYS));
        for (int seconds : new int[] {121, -121}) {
            serverAhead = Duration.ofSeconds(seconds);
            erase();
            assertThat(mails()).isEqualTo(5);
            assertThat(reason()).contains(ErasureGate.ErasureStop.Reason.DIFFERS);
        }
        assertThat(alarms).as("told once").hasSize(1);
        assertThat(runs.latest()).isEmpty();
        assertThat(stops.confirmDay(stops.shown().digestOfDay(), PERSON))
                .as("no person makes it right")
                .isEmpty();
        serverAhead = Duration.ofSeconds(-119);
        erase();
        assertThat(mails()).isZero();
        assertThat(stops.waiting()).isEmpty();
    }

    /** The first needs no person, the second does. */
    @Test
    void aDoubtedDayIsReportedAfterClocksThatDiffered() {
        erase();
        days(40);
        serverAhead = Duration.ofMinutes(3);
        erase();
        serverAhead = Duration.ZERO;
        erase();
        gate.erase(OTHER, () -> 0);
        assertThat(alarms)
                .extracting(ErasureGate.ErasureStop::reason)
                .containsExactly(ErasureGate.ErasureStop.Reason.DIFFERS, ErasureGate.ErasureStop.Reason.AHEAD);
    }

    @Test
    void aClockAheadErasesNothingAndTheDoubtEndsWithIt() {
        erase();
        mails(7, NOON);
        for (int days : new int[] {40, 4 * 365}) {
            Instant right = now;
            days(days);
            erase();
            gate.erase(OTHER, () -> 0);
            assertThat(mails()).isEqualTo(7);
            assertThat(reason()).contains(ErasureGate.ErasureStop.Reason.AHEAD);
            assertThat(stops.waiting())
                    .extracting(ErasureGate.ErasureStop::amount)
                    .containsExactly(0L, 7L);
            assertThat(stops.waiting())
                    .extracting(ErasureGate.ErasureStop::lastAt)
                    .allMatch(Optional::isPresent);
            assertThat(runs.latest().keySet()).containsOnly(JOB);
            now = right.plusSeconds(25);
            erase();
            assertThat(stops.waiting()).as("of any job").isEmpty();
            assertThat(mails()).isEqualTo(7);
        }
        assertThat(alarms).as("one for each time").hasSize(2);
    }

    @Test
    void theThirdDayStopsAndTheSecondDoesNot() {
        erase();
        now = Instant.parse("2026-11-26T22:59:59Z");
        gate.erase(OTHER, () -> 1);
        assertThat(stops.waiting()).isEmpty();
        now = Instant.parse("2026-11-28T22:59:59Z");
        erase();
        assertThat(stops.waiting()).as("the other job ran").isEmpty();
        now = Instant.parse("2026-11-30T23:00:00Z");
        erase();
        assertThat(reason()).as("1 December in Paris").contains(ErasureGate.ErasureStop.Reason.AHEAD);
    }

    @Test
    void afterAWeekOffAPersonLetsItGoOnOnce() {
        erase();
        mails(7, NOON.minus(80, ChronoUnit.DAYS));
        days(15);
        erase();
        assertThat(mails()).isEqualTo(7);
        String shown = stops.shown().digestOfDay();
        assertThat(stops.confirmDay(shown.replace(shown.charAt(0), 'x'), PERSON))
                .isEmpty();
        days(1);
        assertThat(stops.confirmDay(shown, PERSON)).as("another day was shown").isEmpty();
        days(-1);
        erase();
        assertThat(mails()).isEqualTo(7);
        assertThat(stops.confirmDay(shown, PERSON)).containsExactly(JOB);
        assertThat(stops.waiting()).isEmpty();
        erase();
        assertThat(mails()).isZero();
        assertThat(audit.about("retention", 5)).singleElement().satisfies(one -> {
            assertThat(one.entry().actor()).isEqualTo(PERSON);
            assertThat(one.entry().details()).containsEntry(JOB, "7").containsEntry("day", "2026-12-09");
        });
        days(2);
        erase();
        assertThat(stops.waiting()).isEmpty();
        days(3);
        erase();
        assertThat(reason()).as("the next leap").contains(ErasureGate.ErasureStop.Reason.AHEAD);
    }

    @Test
    void aRunOfAWrongClockInTheFutureDoesNotHideTheNextLeap() {
        now = Instant.parse("2030-01-01T03:00:00Z");
        erase();
        now = NOON;
        mails(3, NOON.minus(100, ChronoUnit.DAYS));
        erase();
        assertThat(reason()).contains(ErasureGate.ErasureStop.Reason.BEHIND);
        assertThat(mails()).isEqualTo(3);
        assertThat(stops.confirmDay(stops.shown().digestOfDay(), PERSON)).containsExactly(JOB);
        erase();
        assertThat(mails()).isZero();
        days(1);
        erase();
        assertThat(stops.waiting()).isEmpty();
        days(40);
        erase();
        assertThat(reason()).contains(ErasureGate.ErasureStop.Reason.AHEAD);
    }

    @Test
    void farMoreThanTheLargestOfTheLastTenRunsWaitsForAPerson() {
        List<Integer> erased = new ArrayList<>();
        for (int amount : new int[] {900, 60, 61, 62, 63, 64, 65, 66, 67, 68, 0, 69, 70}) {
            once(amount, erased);
        }
        assertThat(erased)
                .as("500 are free; 900 are more than ten times nothing")
                .doesNotContain(900);
        assertThat(stops.confirmAmount(JOB, amountShown(), PERSON)).isFalse();
        once(701, erased);
        assertThat(stops.waiting()).singleElement().satisfies(stop -> {
            assertThat(stop.reason()).isEqualTo(ErasureGate.ErasureStop.Reason.AMOUNT);
            assertThat(stop.amount()).isEqualTo(701);
            assertThat(stop.may()).isEqualTo(700);
        });
        String shown = amountShown();
        once(700, erased);
        assertThat(stops.waiting()).as("700 are ten times 70").isEmpty();
        assertThat(stops.confirmAmount(JOB, shown, PERSON)).isFalse();
        once(7_001, erased);
        once(7_001, erased);
        assertThat(alarms).as("900, 701, 7001: once each").hasSize(3);
        assertThat(stops.confirmAmount(OTHER, amountShown(), PERSON)).isFalse();
        assertThat(stops.confirmAmount(JOB, amountShown(), PERSON)).isTrue();
        once(14_002, erased);
        assertThat(erased).as("what was shown and what is usual").doesNotContain(14_002);
        assertThat(stops.confirmAmount(JOB, amountShown(), PERSON)).isTrue();
        once(14_003, erased);
        assertThat(erased).contains(14_003).doesNotContain(701, 7_001);
        once(140_031, erased);
        assertThat(reason()).as("a confirmation holds once").contains(ErasureGate.ErasureStop.Reason.AMOUNT);
    }

    /** A second after the run before. */
    private void once(int amount, List<Integer> erased) {
        now = now.plusSeconds(1);
        gate.erase(JOB, () -> {
            if (!Database.isRehearsal()) {
                erased.add(amount);
            }
            return amount;
        });
    }

    private String amountShown() {
        ErasureStops.Shown shown = stops.shown();
        return shown.digest(shown.ofAmount());
    }

    @Test
    void anUnusualAmountErasesNoneOfItsRows() {
        mails(501, NOON.minus(100, ChronoUnit.DAYS));
        erase();
        assertThat(mails()).isEqualTo(501);
        assertThat(stops.confirmAmount(JOB, amountShown(), PERSON)).isTrue();
        erase();
        assertThat(mails()).isZero();
    }

    @Test
    void aNewDatabaseBeginsFreelyAndOneWithoutARunButWithAPastDoesNot() {
        audit.record(new AuditEntry(PERSON, "test", "test", Map.of()));
        days(2);
        erase();
        assertThat(stops.waiting()).isEmpty();
        owner.sql("delete from accounts.erasure_run").update();
        days(1);
        erase();
        assertThat(reason()).contains(ErasureGate.ErasureStop.Reason.AHEAD);
    }

    @Test
    void aStopIsKnownAlthoughItsAmountCannotBeCounted() {
        erase();
        days(40);
        IntSupplier faulty = () -> {
            throw new IllegalStateException();
        };
        assertThatThrownBy(() -> gate.erase(JOB, faulty)).isInstanceOf(IllegalStateException.class);
        assertThat(reason()).contains(ErasureGate.ErasureStop.Reason.AHEAD);
        assertThat(alarms).hasSize(1);
        assertThat(runs.notable(2)).as("a run of the wrong day").isEmpty();
        days(-40);
        assertThatThrownBy(() -> gate.erase(JOB, faulty)).isInstanceOf(IllegalStateException.class);
        assertThat(runs.notable(2))
                .singleElement()
                .satisfies(run -> assertThat(run.fault()).contains(IllegalStateException.class.getName()));
    }

    @Test
    void workThatGoesByTheDayWaitsToo() {
        List<String> done = new ArrayList<>();
        gate.erase(OTHER, () -> 0);
        gate.doDated("consumer.renew", () -> done.add("first"));
        days(40);
        gate.doDated("consumer.renew", () -> done.add("second"));
        assertThat(done).containsExactly("first");
        assertThat(stops.confirmDay(stops.shown().digestOfDay(), PERSON)).containsExactly("consumer.renew");
        gate.doDated("consumer.renew", () -> done.add("third"));
        assertThat(done).containsExactly("first", "third");
        assertThat(owner.sql("select count(*) from accounts.erasure_stop")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void theDoctorFindsJobsThatWaitForAPersonAndAClockThatDiffers() {
        assertThat(found(Duration.ofSeconds(110))).isEmpty();
        gate.erase(OTHER, () -> 0);
        days(40);
        erase();
        assertThat(found(Duration.ZERO)).containsExactly(Map.entry(Defect.ERASING_STOPPED, List.of(JOB)));
        assertThat(stops.confirmDay(stops.shown().digestOfDay(), PERSON)).isNotEmpty();
        assertThat(found(Duration.ofHours(-1)))
                .singleElement()
                .satisfies(one -> assertThat(one.getKey()).isEqualTo(Defect.CLOCK_DIFFERS));
    }

    private List<Map.Entry<Defect, List<String>>> found(Duration ahead) {
        Defects defects = new Defects();
        new ErasureExamination(database, () -> database.time().plus(ahead)).run(defects);
        return defects.found().stream()
                .map(one -> Map.entry(one.defect(), one.subjects()))
                .toList();
    }
}
