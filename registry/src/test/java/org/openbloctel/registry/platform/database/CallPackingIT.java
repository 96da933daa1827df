package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallLog.Pair;
import org.openbloctel.registry.calls.call.CallReport;
import org.openbloctel.registry.calls.call.CallReport.Filed;
import org.openbloctel.registry.calls.call.CallReport.Outcome;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The release before and this one on one database: each reads the calls that the other wrote, before and after the migration. */
@Tag("check-long")
final class CallPackingIT {
    private static final UUID AGENT = new UUID(7, 3);
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final UUID CAMPAIGN = new UUID(8, 1);
    private static final long NUMBER = 33639980001L;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    /** As the release before writes a call. */
    private static final String INSERT = """
            insert into accounts.call_attempt (agent, call_id, principal, campaign, number, at, outcome, agreed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (agent, call_id) do nothing""";
    /** As it writes an outcome that comes later. */
    private static final String SETTLE =
            "update accounts.call_attempt set outcome = ?, agreed_at = ? where agent = ? and call_id = ?";

    private final TestDatabase test = TestDatabase.empty();

    private void older(JdbcClient rows, String id, byte[] print, @Nullable Outcome outcome) {
        rows.sql(INSERT)
                .params(AGENT, id, PRINCIPAL, CAMPAIGN, print, now.atOffset(ZoneOffset.UTC))
                .param(outcome == null ? null : outcome.code())
                .param(outcome == Outcome.CALLBACK_AGREED ? later().atOffset(ZoneOffset.UTC) : null)
                .update();
    }

    private static void settle(JdbcClient rows, String outcome, String id) {
        rows.sql(SETTLE).param(outcome).param(null).param(AGENT).param(id).update();
    }

    private Instant later() {
        return now.plus(Duration.ofDays(50));
    }

    private CallReport report(String id, int number, @Nullable Outcome outcome) {
        Instant agreed = outcome == Outcome.CALLBACK_AGREED ? later() : null;
        return new CallReport(id, PRINCIPAL, CAMPAIGN, NUMBER + number, now, outcome, agreed);
    }

    private static CallLog.History history(CallLog log, int number) {
        return log.histories(List.of(new Pair(PRINCIPAL, NUMBER + number))).getFirst();
    }

    @Test
    void eachReleaseReadsTheCallsOfTheOther() {
        Migrations.flyway(test.owner(), () -> TestDatabase.KEYS)
                .target("370")
                .load()
                .migrate();
        Database database = test.database();
        NumberPrints.Printer printer = new NumberPrints(database, TestDatabase.KEYS).printer();
        byte[][] prints = new byte[6][];
        for (int i = 0; i < prints.length; i++) {
            prints[i] = printer.print(PRINCIPAL, NUMBER + i);
        }
        JdbcClient older = database.accounts();
        older(older, "open", prints[0], null);
        older(older, "answered", prints[1], Outcome.ANSWERED);
        older(older, "agreed", prints[2], Outcome.CALLBACK_AGREED);

        Migrations.apply(test.owner(), () -> TestDatabase.KEYS);
        CallLog newer = new CallLog(database, InstantSource.fixed(now.plusSeconds(60)), TestDatabase.KEYS, 30, true);
        assertThat(history(newer, 0).contactedAt()).isEqualTo(now);
        assertThat(history(newer, 1).attempts()).containsExactly(now);
        assertThat(history(newer, 2).agreedAt()).isEqualTo(later());
        assertThat(newer.knows(PRINCIPAL)).isTrue();

        older(older, "beside", prints[3], null);
        settle(older, "no-answer", "beside");
        assertThat(history(newer, 3).attempts()).containsExactly(now);
        assertThat(history(newer, 3).contactedAt()).isNull();
        assertThat(newer.report(
                        AGENT,
                        List.of(
                                report("open", 0, Outcome.NO_ANSWER),
                                report("beside", 3, Outcome.NO_ANSWER),
                                report("answered", 4, null),
                                report("new", 4, null))))
                .containsExactly(Filed.KNOWN, Filed.KNOWN, Filed.ID_TAKEN, Filed.NEW);
        settle(older, "answered", "new");
        older(older, "new", prints[5], null);
        assertThat(history(newer, 5)).as("its id is taken").isEqualTo(CallLog.History.EMPTY);
        assertThat(newer.report(AGENT, List.of(report("new", 4, Outcome.NO_ANSWER))))
                .containsExactly(Filed.ID_TAKEN);

        assertThat(older.sql("select call_id || ' ' || outcome from accounts.call_attempt order by 1")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "agreed callback-agreed",
                        "answered answered",
                        "beside no-answer",
                        "new answered",
                        "open no-answer");
        assertThat(new CallFigures(database)
                        .of(AGENT).stream().mapToLong(CallFigures.Count::calls).sum())
                .isEqualTo(5);
        assertThat(new CallFigures(database).of(AGENT).stream().filter(one -> one.outcome() == Outcome.NO_ANSWER))
                .singleElement()
                .extracting(CallFigures.Count::calls)
                .isEqualTo(2L);
    }

    /** The functions of the migration and the server write the same bytes. */
    @Test
    void bothWriteTheSameBytes() {
        Migrations.apply(test.owner(), () -> TestDatabase.KEYS);
        Database database = test.database();
        CallLog log = new CallLog(database, InstantSource.fixed(now.plusSeconds(60)), TestDatabase.KEYS, 30, true);
        for (int i = 0; i <= Outcome.values().length; i++) {
            log.report(AGENT, List.of(report("call é " + i, i, i == 0 ? null : Outcome.values()[i - 1])));
        }
        JdbcClient owner = JdbcClient.create(test.owner());
        String all =
                "select string_agg(bucket || ' ' || expires || ' ' || entries::text, ',' order by bucket) from accounts.call_history";
        String ids =
                "select string_agg(id || ' ' || call, ',' order by id) from (select * from accounts.call_id_a union all"
                        + " select * from accounts.call_id_b union all select * from accounts.call_id_c) i";
        String written = owner.sql(all).query(String.class).single();
        String taken = owner.sql(ids).query(String.class).single();
        owner.sql("truncate accounts.call_history, accounts.call_id_a, accounts.call_id_b, accounts.call_id_c")
                .update();
        owner.sql("select accounts.pack_calls(array(select c from accounts.call_attempt c))")
                .query((row, n) -> "")
                .list();
        assertThat(owner.sql(all).query(String.class).single()).isEqualTo(written);
        assertThat(owner.sql(ids).query(String.class).single()).isEqualTo(taken);
    }
}
