package org.openbloctel.registry.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.RowsRead;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.registry.platform.security.SecurityLog.Filter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens at the doors is written, found and forgotten; an outlet that is away loses nothing; nothing that was typed is in it. */
final class SecurityLogIT {
    private static final Filter ALL = new Filter("", "", "");
    private static final String KEY = "key:" + new UUID(1, 2);
    private static final String MEMBER = "member:" + new UUID(3, 4);

    private final TestDatabase test = TestDatabase.create();
    private final List<SecurityEvent.Timed> streamed = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-25T08:00:00.123456789Z");
    private boolean away;
    private final SecurityLog log = new SecurityLog(test.database(), () -> now, List.of(this::stream));

    private void stream(List<SecurityEvent.Timed> events) {
        if (away) {
            throw new IllegalStateException("away");
        }
        streamed.addAll(events);
    }

    @Test
    void eventsAreFoundByKindActorAndNetworkTheLatestFirst() {
        log.record(new SecurityEvent(Kind.SIGN_IN_FAILED, MEMBER, "", "192.0.2.1", "Firefox 128, Linux"));
        log.record(new SecurityEvent(Kind.SIGNED_IN, MEMBER, "", "192.0.2.1", "Firefox 128, Linux"));
        log.record(new SecurityEvent(Kind.SIGN_IN_FAILED, "staff:unknown", "", "20:01:0d:b8:00:00:00:00/64", "curl"));
        log.flush();
        assertThat(kinds(ALL)).containsExactly(Kind.SIGN_IN_FAILED, Kind.SIGNED_IN, Kind.SIGN_IN_FAILED);
        assertThat(kinds(new Filter("SIGN_IN_FAILED", MEMBER, ""))).containsExactly(Kind.SIGN_IN_FAILED);
        assertThat(kinds(new Filter("", "", "192.0.2.1"))).containsExactly(Kind.SIGNED_IN, Kind.SIGN_IN_FAILED);
        List<SecurityEvent.Recorded> first = log.find(ALL, Long.MAX_VALUE, 1);
        assertThat(first.getFirst().timed().event().network()).isEqualTo("20:01:0d:b8:00:00:00:00/64");
        assertThat(first.getFirst().timed().at()).isEqualTo(Instant.parse("2026-11-25T08:00:00.123456Z"));
        assertThat(log.find(ALL, first.getFirst().id(), 10)).hasSize(2);
        assertThat(streamed).hasSize(3);
    }

    @Test
    void filterReadsWhatItFindsOnly() {
        JdbcClient.create(test.owner())
                .sql("insert into accounts.security_event (at, kind, actor, subject, network, device)"
                        + " select now(), case n when 7 then 'DOWNLOADED' else 'SIGNED_IN' end, 'member:' || n % 100, '',"
                        + " '192.0.2.1', '' from generate_series(1, 20000) n")
                .update();
        long read = RowsRead.by(
                test,
                test.database(),
                "security_event",
                () -> assertThat(kinds(new Filter("DOWNLOADED", "", ""))).hasSize(1));
        assertThat(read).isLessThan(100);
    }

    @Test
    void outletThatIsAwayGetsEachEventOnceItIsBackAndStopsNoOther() {
        away = true;
        log.record(new SecurityEvent(Kind.SIGNED_IN, MEMBER, "", "192.0.2.1", ""));
        assertThatThrownBy(log::flush).hasMessage("away");
        assertThatThrownBy(log::flush).hasMessage("away");
        assertThat(kinds(ALL)).as("in the database once").containsExactly(Kind.SIGNED_IN);
        away = false;
        log.record(new SecurityEvent(Kind.DOWNLOADED, MEMBER, "", "192.0.2.1", ""));
        log.flush();
        assertThat(streamed).extracting(timed -> timed.event().kind()).containsExactly(Kind.SIGNED_IN, Kind.DOWNLOADED);
    }

    /** 900 times 403 within 18 seconds were 900 rows. */
    @Test
    void equalRefusalsAreCountedNotARowEach() {
        SecurityEvent refused = new SecurityEvent(Kind.ACCESS_REFUSED, MEMBER, "BT-0102 /operateur", "192.0.2.1", "");
        SecurityEvent elsewhere = new SecurityEvent(Kind.ACCESS_REFUSED, MEMBER, "BT-0102 /pro", "192.0.2.1", "");
        for (int i = 0; i < 900; i++) {
            log.record(refused);
            now = now.plusMillis(20);
        }
        log.record(elsewhere);
        log.flush();
        assertThat(log.find(ALL, Long.MAX_VALUE, 10))
                .extracting(one -> one.timed().times())
                .containsExactly(1L, 1L);
        Instant last = now.minusMillis(20).truncatedTo(ChronoUnit.MICROS);
        now = now.plusSeconds(42);
        log.flush();
        log.flush();
        assertThat(log.find(ALL, Long.MAX_VALUE, 10))
                .extracting(SecurityEvent.Recorded::timed)
                .first()
                .isEqualTo(new SecurityEvent.Timed(last, refused, 899));
        assertThat(streamed).extracting(SecurityEvent.Timed::times).containsExactly(1L, 1L, 899L);
        log.record(refused);
        log.record(refused);
        log.close();
        assertThat(streamed)
                .as("the next minute begins anew, and a stop loses nothing")
                .extracting(SecurityEvent.Timed::times)
                .containsExactly(1L, 1L, 899L, 1L, 1L);
    }

    @Test
    void downloadsAreARowEach() {
        for (int i = 0; i < 3; i++) {
            log.record(new SecurityEvent(Kind.DOWNLOADED, MEMBER, "", "192.0.2.1", ""));
        }
        log.flush();
        assertThat(kinds(ALL)).hasSize(3);
    }

    @Test
    void keysAreCountedByDayAndTheirNetworksNotedOnceADay() {
        for (int i = 0; i < 5; i++) {
            log.used(KEY, "192.0.2.1", "");
            log.lookedUp(KEY, 100);
        }
        log.flush();
        log.used(KEY, "192.0.2.2", "");
        now = now.plus(Duration.ofDays(1));
        log.used(KEY, "192.0.2.2", "");
        log.flush();
        log.flush();
        assertThat(log.uses(KEY, 10))
                .containsExactly(
                        new SecurityLog.KeyUse(KEY, LocalDate.parse("2026-11-26"), 1, 0),
                        new SecurityLog.KeyUse(KEY, LocalDate.parse("2026-11-25"), 6, 500));
        assertThat(log.find(ALL, Long.MAX_VALUE, 10))
                .extracting(
                        one -> one.timed().event().actor(),
                        one -> one.timed().event().network())
                .containsExactly(tuple(KEY, "192.0.2.2"), tuple(KEY, "192.0.2.2"), tuple(KEY, "192.0.2.1"));
    }

    /** People type their number into the field for the e-mail, and programs send what they like. */
    @Test
    void whatHasNotTheShapeOfAnIdIsNotKept() {
        for (String typed : List.of(
                "0639980001",
                "+33 6 39 98 00 01",
                "camille@example.org",
                "member:camille@example.org",
                "member:0639980001",
                "sk_live_a1b2c3d4e5f6",
                "submission:" + new UUID(1, 1) + " 0639980001",
                "BT-0101 /espace/0639980001",
                "Firefox 0639980001",
                "192.0.2.1 0639980001",
                "x\n{\"at\":\"2026\"}")) {
            SecurityEvent event = new SecurityEvent(Kind.SIGN_IN_FAILED, typed, typed, typed, typed);
            assertThat(event).as(typed).isEqualTo(new SecurityEvent(Kind.SIGN_IN_FAILED, "", "", "", ""));
        }
    }

    @Test
    void eventsAreForgottenAfterTwelveMonthsAndNotBefore() {
        Instant today = now;
        now = Instant.parse("2024-01-01T00:00:00Z");
        log.record(new SecurityEvent(Kind.SIGNED_IN, MEMBER, "", "", ""));
        log.used(KEY, "192.0.2.1", "");
        log.flush();
        now = today;
        log.record(new SecurityEvent(Kind.DOWNLOADED, MEMBER, "", "", ""));
        log.flush();
        assertThat(log.forget()).isEqualTo(3);
        assertThat(kinds(ALL)).containsExactly(Kind.DOWNLOADED);
    }

    /** An intruder with the accounts' role cannot wipe what they did. */
    @Test
    void accountsRoleNeitherChangesNorErasesAnEvent() {
        now = Instant.now();
        log.record(new SecurityEvent(Kind.SIGNED_IN, MEMBER, "", "", ""));
        log.flush();
        JdbcClient accounts = test.database().accounts();
        for (String sql : List.of(
                "update accounts.security_event set actor = '' returning 1",
                "delete from accounts.security_event returning 1",
                "delete from accounts.key_use returning 1")) {
            assertThatThrownBy(() -> accounts.sql(sql).query(Integer.class).list())
                    .hasStackTraceContaining("permission denied");
        }
        assertThat(accounts.sql("select accounts.forget_security(now() + interval '1 day')")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(kinds(ALL)).hasSize(1);
    }

    private List<Kind> kinds(Filter filter) {
        return log.find(filter, Long.MAX_VALUE, 10).stream()
                .map(one -> one.timed().event().kind())
                .toList();
    }
}
