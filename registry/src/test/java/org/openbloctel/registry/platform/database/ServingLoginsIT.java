package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An intruder with what a server has can neither erase what they did, nor become a role that can, nor change a table. */
final class ServingLoginsIT {
    private final TestDatabase test = TestDatabase.create();
    private final String accounts = url(ServingLogins.ACCOUNTS);

    private String url(String login) {
        String password = ServingLogins.make(test.owner(), login);
        return test.url().replaceAll("([?&])user=[^&]*", "$1user=" + login + "&password=" + password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from accounts.audit_entry",
                "update accounts.audit_entry set actor = 'system'",
                "truncate accounts.audit_entry",
                "update accounts.audit_root set seq = 1",
                "delete from accounts.audit_seal",
                "update accounts.audit_checkpoint set jws = ''",
                "delete from accounts.security_event",
                "set role openbloctel_eraser",
                "set role openbloctel_list",
                "set role postgres",
                "set session authorization postgres",
                "grant openbloctel_eraser to current_user",
                "alter role openbloctel_serving_accounts superuser",
                "alter table accounts.audit_entry add extra int",
                "alter table accounts.audit_entry disable trigger all",
                "drop table accounts.audit_entry",
                "create table accounts.extra (n int)",
                "create table public.extra (n int)",
                "create rule r as on insert to accounts.audit_entry do instead nothing",
                "create function accounts.extra() returns int language sql as 'select 1'",
                "alter function accounts.forget_audit(timestamptz) owner to current_user",
                "create or replace function accounts.forget_audit(before timestamptz) returns bigint language sql as 'select 1::bigint'",
                "select count(*) from list.opposition",
                "copy accounts.audit_entry to program 'cat'",
                "select pg_read_file('/etc/passwd')"
            })
    void servingLoginIsDenied(String statement) throws SQLException {
        for (String before : new String[] {"set role openbloctel_accounts", "reset role"}) {
            try (Connection connection = DriverManager.getConnection(accounts);
                    Statement sql = connection.createStatement()) {
                sql.execute("set role openbloctel_accounts");
                sql.execute(before);
                assertThatThrownBy(() -> sql.execute(statement))
                        .as("%s; %s", before, statement)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                denied -> assertThat(denied.getSQLState())
                                        .as(denied.getMessage())
                                        .isEqualTo("42501"));
            }
        }
    }

    @Test
    void servingLoginsHaveNothingBeyondTheirRole() {
        assertThat(ServingLogins.excess(new DriverManagerDataSource(accounts))).isEmpty();
        assertThat(ServingLogins.excess(new DriverManagerDataSource(url(ServingLogins.LIST))))
                .isEmpty();
    }

    @Test
    void loginThatOwnsTheTablesIsFound() {
        assertThat(ServingLogins.excess(test.owner()))
                .containsExactly(
                        "is a superuser",
                        "may create roles",
                        "can become openbloctel_eraser",
                        "owns tables, or can become their owner",
                        "has both roles");
    }

    @Test
    void servingLoginSeesWhetherMigrationsAreMissing() {
        assertThat(Migrations.missing(new DriverManagerDataSource(accounts))).isZero();
        JdbcClient.create(test.owner())
                .sql("delete from public.flyway_schema_history where installed_rank ="
                        + " (select max(installed_rank) from public.flyway_schema_history)")
                .update();
        assertThat(Migrations.missing(new DriverManagerDataSource(accounts))).isEqualTo(1);
    }
}
