package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list holds numbers with their date and hour and nothing else, and who reads accounts cannot read it. */
final class TwoRolesIT {
    private static final long NUMBER = 33639980001L;
    private static final OffsetDateTime AT = OffsetDateTime.parse("2026-03-29T01:59:59Z");

    private final Database database = TestDatabase.create().database();

    @Test
    void accountsRoleCannotReadTheList() {
        assertDenied(database.accounts(), "select * from list.opposition");
        assertDenied(database.accounts(), "select * from list.change");
        assertDenied(database.accounts(), "select * from list.head");
    }

    @Test
    void listRoleCannotReadAccounts() {
        assertDenied(database.list(), "select * from accounts.outbox");
        assertDenied(database.list(), "select * from accounts.audit_entry");
    }

    @Test
    void accountsRolePutsNumbersOnTheListAndTakesThemOff() {
        assertThat(change("oppose")).isEqualTo(1);
        assertThat(change("oppose"))
                .as("a revision, whether the number was listed or not")
                .isEqualTo(2);
        assertThat(count()).isEqualTo(1);
        assertThat(change("withdraw")).isEqualTo(3);
        assertThat(count()).isZero();
    }

    @Test
    void changeIsUndoneWithTheTransactionThatMadeIt() {
        assertThatThrownBy(() -> database.inAccounts(() -> {
                    change("oppose");
                    throw new IllegalStateException("the rest failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(count()).isZero();
    }

    @Test
    void auditEntriesCannotBeChanged() {
        assertDenied(database.accounts(), "update accounts.audit_entry set actor = 'nobody' returning 1");
        assertDenied(database.accounts(), "delete from accounts.audit_entry returning 1");
    }

    private long change(String function) {
        return database.accounts()
                .sql("select list." + function + "(?, ?)")
                .params(database.listNumbers().seal(NUMBER), AT)
                .query(Long.class)
                .single();
    }

    private int count() {
        return database.list()
                .sql("select count(*) from list.opposition")
                .query(Integer.class)
                .single();
    }

    private static void assertDenied(JdbcClient client, String sql) {
        assertThatThrownBy(() -> client.sql(sql).query((row, n) -> n).list())
                .rootCause()
                .hasMessageContaining("permission denied");
    }
}
