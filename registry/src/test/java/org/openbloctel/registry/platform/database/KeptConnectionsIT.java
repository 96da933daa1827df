package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a test does with a connection is not seen by the next one that gets it, and its role stays. */
final class KeptConnectionsIT {
    private static final String STATE = "select pg_backend_pid() || ' ' || current_user || ' '"
            + " || current_setting('timezone') || ' ' || current_setting('work_mem') || ' '"
            + " || (select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) || ' '"
            + " || (select count(*) from pg_class where relpersistence = 't') || ' '"
            + " || (select count(*) from pg_listening_channels())";

    private final TestDatabase test = TestDatabase.create();
    private final DataSource source =
            new KeptConnections(test, test.url() + "&options=-c%20role=openbloctel_accounts%20-c%20work_mem=2MB");

    @Test
    void connectionThatComesBackIsAsItWasWhenNew() throws SQLException {
        String before = state();
        assertThat(before).contains(" openbloctel_accounts ", " 2MB ").endsWith(" 0 0 0");
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("reset role; set role none; set timezone = 'Asia/Tokyo'; set work_mem = '1MB'");
            statement.execute("listen something; select pg_advisory_lock(1); create temporary table t (x int)");
            assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                    .isEqualTo(Integer.parseInt(before.split(" ", 2)[0]));
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            statement.execute("select 1");
        }
        assertThat(state()).isEqualTo(before);
        try (Connection connection = source.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void whatWasNotCommittedIsGoneAndABrokenConnectionIsReplaced() throws SQLException {
        JdbcClient owner = JdbcClient.create(test.owner());
        owner.sql("create table written (x int)").update();
        try (Connection connection = test.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("insert into written values (1)");
        }
        assertThat(owner.sql("select count(*) from written").query(Long.class).single())
                .isZero();
        String before = state();
        owner.sql("select pg_terminate_backend(?)")
                .param(Integer.parseInt(before.split(" ", 2)[0]))
                .query(Boolean.class)
                .single();
        assertThat(state()).isNotEqualTo(before).endsWith(" 0 0 0");
    }

    private String state() {
        return JdbcClient.create(source).sql(STATE).query(String.class).single();
    }
}
