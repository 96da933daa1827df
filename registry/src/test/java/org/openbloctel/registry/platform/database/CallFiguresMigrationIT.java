package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.CallFigures.Count;
import org.openbloctel.registry.calls.call.CallReport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls that were reported before there were sums are in them, and so are those that a server of the version before goes on to write. */
final class CallFiguresMigrationIT {
    private static final UUID AGENT = new UUID(7, 3);
    private static final UUID PRINCIPAL = new UUID(7, 1);
    private static final Instant LATE = Instant.parse("2026-11-24T23:30:00Z"); // the 25th in France
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    /** As the version before writes calls. */
    private static final String INSERT =
            "insert into accounts.call_attempt (agent, call_id, principal, number, at, outcome)"
                    + " select ?, 'call ' || n, ?, 'print', ?, 'answered' from generate_series(?, ?) n";

    @Test
    void callsOfTheVersionBeforeAreCounted() {
        TestDatabase older = TestDatabase.empty();
        Migrations.flyway(older.owner(), () -> TestDatabase.KEYS)
                .target("300")
                .load()
                .migrate();
        report(JdbcClient.create(older.owner()), 1, 1_000);
        Migrations.apply(older.owner(), () -> TestDatabase.KEYS);
        CallFigures sums = new CallFigures(older.database());
        assertThat(sums.of(AGENT)).containsExactly(new Count(DAY, CallReport.Outcome.ANSWERED, 1_000));
        report(older.database().accounts(), 1_001, 1_010);
        assertThat(sums.of(PRINCIPAL)).containsExactly(new Count(DAY, CallReport.Outcome.ANSWERED, 1_010));
    }

    private static void report(JdbcClient rows, int from, int to) {
        rows.sql(INSERT)
                .params(AGENT, PRINCIPAL, LATE.atOffset(ZoneOffset.UTC), from, to)
                .update();
    }
}
