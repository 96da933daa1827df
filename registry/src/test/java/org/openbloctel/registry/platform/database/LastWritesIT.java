package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that a transaction writes last are there with its other rows or not at all, and cost one round trip. */
final class LastWritesIT {
    private static final String ONE = "insert into accounts.one (word) values (:word)";
    private static final String OTHER = "insert into accounts.other (word) values (:word)";

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final JdbcClient owner = JdbcClient.create(test.owner());

    @BeforeEach
    void makeTables() {
        for (String table : List.of("accounts.one", "accounts.other")) {
            owner.sql("create table " + table + " (n bigint generated always as identity, word text not null)")
                    .update();
            owner.sql("grant insert on " + table + " to openbloctel_accounts").update();
        }
    }

    @Test
    void differentStatementsGoInOneRoundTrip() throws Exception {
        try (DistantDatabase distant = new DistantDatabase(test, Duration.ofMillis(1))) {
            Database far = distant.database();
            far.ask();
            long before = distant.roundTrips();
            far.runInAccounts(() -> {
                write(far, ONE, "a");
                write(far, OTHER, "b");
            });
            assertThat(distant.roundTrips() - before).as("the rows, the commit").isEqualTo(2);
        }
        assertThat(words("one")).containsExactly("a");
        assertThat(words("other")).containsExactly("b");
    }

    @Test
    void rowsOfAStatementKeepTheirOrder() {
        database.runInAccounts(() -> {
            write(database, OTHER, "z");
            List.of("c", "a", "b").forEach(word -> write(database, ONE, word));
        });
        assertThat(words("one")).containsExactly("c", "a", "b");
        assertThat(words("other")).containsExactly("z");
    }

    @Test
    void transactionThatReadsThemHasThemWrittenAtOnceAndNotAgain() {
        owner.sql("grant select on accounts.one to openbloctel_accounts").update();
        database.runInAccounts(() -> {
            write(database, ONE, "a");
            database.writeKept();
            assertThat(database.accounts()
                            .sql("select word from accounts.one")
                            .query(String.class)
                            .list())
                    .containsExactly("a");
            write(database, ONE, "b");
        });
        assertThat(words("one")).containsExactly("a", "b");
    }

    @Test
    void rowThatCannotBeWrittenUndoesTheTransaction() {
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    database.accounts().sql(OTHER).param("word", "act").update();
                    write(database, OTHER, "a");
                    database.writeLast(ONE, new MapSqlParameterSource("word", null));
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(words("other")).isEmpty();
        assertThat(words("one")).isEmpty();
    }

    @Test
    void nothingIsWrittenForATransactionThatFails() {
        assertThatThrownBy(() -> database.runInAccounts(() -> {
                    write(database, ONE, "a");
                    throw new IllegalStateException("the act failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        database.runInAccounts(() -> write(database, OTHER, "next"));
        assertThat(words("one")).isEmpty();
    }

    @Test
    void innerTransactionLeavesItsRowsToTheOuterOne() {
        database.runInAccounts(() -> {
            database.runInAccounts(() -> write(database, ONE, "inner"));
            assertThat(words("one")).isEmpty();
        });
        assertThat(words("one")).containsExactly("inner");
    }

    @Test
    void rowWithoutATransactionIsWrittenAtOnce() {
        write(database, ONE, "a");
        assertThat(words("one")).containsExactly("a");
    }

    private static void write(Database over, String statement, String word) {
        over.writeLast(statement, new MapSqlParameterSource("word", word));
    }

    private List<String> words(String table) {
        return owner.sql("select word from accounts." + table + " order by n")
                .query(String.class)
                .list();
    }
}
