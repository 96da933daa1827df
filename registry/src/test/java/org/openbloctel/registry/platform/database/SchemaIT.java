package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The schema after all migrations and who may what in it, as kept files; and the wall between the two halves, thing by thing. */
final class SchemaIT {
    private static final String ACCOUNTS = "openbloctel_accounts";
    private static final String LIST = "openbloctel_list";
    /** No connection takes this role: functions that erase run as it. */
    private static final String ERASER = "openbloctel_eraser";

    private final TestDatabase test = TestDatabase.create();
    private final Database database = test.database();
    private final SchemaText text = new SchemaText(test.owner());
    private final JdbcClient owner = JdbcClient.create(test.owner());

    @Test
    void schemaIsTheKeptOne() throws IOException {
        compare("schema.txt", text.schema());
    }

    @Test
    void grantsAreTheKeptOnes() throws IOException {
        compare("grants.txt", text.grants());
    }

    @Test
    void nobodyReadsOrChangesATableOfTheOtherHalf() {
        assertThat(text.tables()).contains("list.opposition", "accounts.consumer");
        for (String table : text.tables()) {
            boolean list = table.startsWith("list.");
            JdbcClient other = list ? database.accounts() : database.list();
            for (String statement : List.of("select count(*) from %s", "delete from %s returning 1", "truncate %s")) {
                assertThatThrownBy(() -> run(other, statement.formatted(table)))
                        .as("%s by the other half", statement.formatted(table))
                        .rootCause()
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void tableHasNoGrantToTheOtherRoleNorToEverybody() {
        for (String table : text.tables()) {
            String other = table.startsWith("list.") ? ACCOUNTS : LIST;
            assertThat(granted("has_table_privilege", other, table)).as(table).isFalse();
            assertThat(granted("has_any_column_privilege", other, table))
                    .as(table)
                    .isFalse();
        }
        assertThat(text.grants()).doesNotContain(" public ");
    }

    /** The one hole in the wall: seven functions that change the list. They answer a revision, or nothing. */
    @Test
    void accountsMayCallSevenFunctionsOfTheListAndNothingElse() {
        assertThat(owner.sql("""
                        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname = 'list' and has_function_privilege(?, p.oid, 'execute') order by 1
                        """).param(ACCOUNTS).query(String.class).list())
                .containsExactly(
                        "list.bring(uuid,timestamp with time zone)",
                        "list.hand_over(uuid,timestamp with time zone)",
                        "list.later(text,uuid,timestamp with time zone)",
                        "list.oppose(uuid,timestamp with time zone)",
                        "list.remove(uuid,timestamp with time zone)",
                        "list.settle()",
                        "list.withdraw(uuid,timestamp with time zone)");
        assertThat(owner.sql("""
                        select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname = 'accounts' and has_function_privilege(?, p.oid, 'execute')
                        """).param(LIST).query(Integer.class).single()).isZero();
    }

    /** A function that runs with another's rights must not find its tables by the caller's search path. */
    @Test
    void functionsWithRightsOfTheirOwnFixTheirSearchPathAndBelongToARoleThatIsNoOwner() {
        assertThat(owner.sql("""
                        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname in ('accounts', 'list') and p.prosecdef
                          and (p.proconfig is null or not exists (select from unnest(p.proconfig) c where c like 'search_path=%pg_temp')
                               or p.proowner = (select datdba from pg_database where datname = current_database()))
                        """).query(String.class).list()).isEmpty();
    }

    @Test
    void neitherRoleMakesThingsOwnsTablesOrTakesTheOther() {
        for (String role : List.of(ACCOUNTS, LIST, ERASER)) {
            for (String schema : List.of("accounts", "list", "public")) {
                assertThat(owner.sql("select has_schema_privilege(?, ?, 'create')")
                                .params(role, schema)
                                .query(Boolean.class)
                                .single())
                        .as("%s makes things in %s", role, schema)
                        .isFalse();
            }
            assertThat(owner.sql("select count(*) from pg_class where relowner = ?::regrole")
                            .param(role)
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(owner.sql("select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolcanlogin"
                                    + " from pg_roles where rolname = ?")
                            .param(role)
                            .query(Boolean.class)
                            .single())
                    .isFalse();
        }
        for (String role : List.of(ACCOUNTS, LIST, ERASER)) {
            assertThat(owner.sql("select count(*) from pg_roles where rolname in (?, ?, ?) and rolname <> ?"
                                    + " and pg_has_role(?, oid, 'member')")
                            .params(ACCOUNTS, LIST, ERASER, role, role)
                            .query(Integer.class)
                            .single())
                    .as("%s takes another", role)
                    .isZero();
        }
    }

    /** The law's sentence: the number, the date and the hour, nothing else. */
    @Test
    void listHoldsTheNumberAndItsInstantOnly() {
        assertThat(owner.sql("select attname || ' ' || format_type(atttypid, atttypmod) from pg_attribute"
                                + " where attrelid = 'list.opposition'::regclass and attnum > 0 order by attnum")
                        .query(String.class)
                        .list())
                .containsExactly("number uuid", "registered_at timestamp with time zone");
    }

    private boolean granted(String question, String role, String table) {
        String rights = question.equals("has_table_privilege")
                ? "select, insert, update, delete, truncate, references, trigger"
                : "select, insert, update, references";
        return owner.sql("select " + question + "(?, ?, ?)")
                .params(role, table, rights)
                .query(Boolean.class)
                .single();
    }

    private static void run(JdbcClient client, String sql) {
        if (sql.startsWith("truncate")) {
            client.sql(sql).update();
        } else {
            client.sql(sql).query((row, n) -> row).list();
        }
    }

    private static void compare(String name, String text) throws IOException {
        Path file = Path.of("src/test/resources/golden", name);
        if (System.getProperty("golden", "").equals("write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text)
                .as("%s: if this is meant, run `make fix` and look at the difference", file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }
}
