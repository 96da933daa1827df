package org.openbloctel.registry.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An erasure of more rows than one statement can erase before its connection is taken for dead. */
final class LargeErasureIT {
    private static final int MAILS = 45_000;
    private static final Instant NOW = Instant.parse("2026-11-24T14:05:00Z");

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient rows = JdbcClient.create(test.owner());

    /** The statement that fails is one that waits too long for a row: its limit is the database's, as the connection's would be. */
    @Test
    void erasureThatFailsKeepsWhatItErasedAndGoesOn() throws SQLException {
        rows.sql(
                        "insert into accounts.outbox (id, created_at, next_attempt_at, locale, parameters, recipient, template, settled_at)"
                                + " select gen_random_uuid(), '2020-01-01', '2020-01-01', 'fr', '{}', '', 'test',"
                                + " timestamptz '2020-01-01' + n * interval '1 second' from generate_series(1, " + MAILS
                                + ") n")
                .update();
        try (Connection other = test.owner().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute(
                    "do $$ begin execute format('alter database %I set lock_timeout = 500', current_database()); end $$");
            other.setAutoCommit(false);
            try (ResultSet newest = statement.executeQuery(
                    "select 1 from accounts.outbox order by settled_at desc limit 1 for update")) {
                assertThat(newest.next()).isTrue();
            }
            Outbox outbox = new Outbox(test.database(), () -> NOW);
            assertThatThrownBy(outbox::forget).isInstanceOf(DataAccessException.class);
            int left = left();
            assertThat(left).isPositive().isLessThan(MAILS / 2);
            other.rollback();
            assertThat(outbox.forget()).isEqualTo(left);
        }
        assertThat(left()).isZero();
    }

    private int left() {
        return rows.sql("select count(*) from accounts.outbox")
                .query(Integer.class)
                .single();
    }
}
