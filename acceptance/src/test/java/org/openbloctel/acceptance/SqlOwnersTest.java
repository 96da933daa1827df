package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The SQL of a package of {@code registry} names only tables of its own, and stands in its {@code …Rows}. */
final class SqlOwnersTest {
    private static final List<RepositoryFile> FILES = Repository.ofThisBuild().files();
    private static final Set<String> TABLES = SqlOwners.tables(FILES);

    @Test
    void everyTableHasAnOwner() {
        Set<String> owned =
                SqlOwners.OWNED.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(TABLES).isNotEmpty();
        assertThat(owned).containsExactlyInAnyOrderElementsOf(TABLES);
    }

    @Test
    void packageNamesNoTableOfAnother() {
        assertThat(SqlOwners.foreign(FILES, TABLES)).isEmpty();
    }

    @Test
    void tableOfAnotherIsSeenInAnyLiteral() {
        RepositoryFile line = source("consent", "String sql = \"select 1 from accounts.consent, accounts.plan\";");
        RepositoryFile block = source("outbox", "String sql = \"\"\"\n    delete\n    from list.change\n    \"\"\";");
        RepositoryFile code = source("audit", "int plan = accounts.plan;");
        RepositoryFile listed = source(
                "signal", "@SqlQuery(\"\"\"\n    select name from accounts.staff\n    \"\"\")\nList<String> names();");
        assertThat(SqlOwners.foreign(List.of(line, block, code, listed), TABLES))
                .isEqualTo(Map.of(
                        "consent",
                        Set.of("accounts.plan"),
                        "outbox",
                        Set.of("list.change"),
                        "signal",
                        Set.of("accounts.staff")));
    }

    @Test
    void statementsAreRunByRowsOnly() {
        assertThat(SqlOwners.outsideRows(FILES)).isEqualTo(SqlOwners.MAY_RUN_SQL);
    }

    @Test
    void statementsHaveInputAsParametersAlone() {
        assertThat(SqlOwners.spliced(FILES)).isEqualTo(SqlOwners.SPLICED);
    }

    @Test
    void variableInAStatementIsSeen() {
        RepositoryFile pasted =
                source("outbox", "AddressRows", "rows.sql(\"delete where to = '\" + address + \"'\").update();");
        RepositoryFile whole = source("outbox", "WholeRows", "rows.sql(statement).update();");
        RepositoryFile formatted =
                source("outbox", "MadeRows", "rows.sql(\"\"\"\n%s\n\"\"\".formatted(who.name())).update();");
        RepositoryFile good =
                source("outbox", "GoodRows", "rows.sql(FIND + \"where id = :id\").param(\"id\", id).update();");
        assertThat(SqlOwners.spliced(List.of(pasted, whole, formatted, good)))
                .isEqualTo(Map.of(
                        "AddressRows", Set.of("address"),
                        "WholeRows", Set.of("statement"),
                        "MadeRows", Set.of("who", "name")));
    }

    @Test
    void statementOutsideRowsIsSeen() {
        RepositoryFile rows = source("outbox", "database.accounts().sql(\"delete from accounts.outbox\").update();");
        RepositoryFile client = source("outbox", "Outbox", "database.accounts()\n    .sql(statement)\n    .update();");
        RepositoryFile driver = source("audit", "AuditTrail", "connection.prepareStatement(statement);");
        RepositoryFile other = source("calendar", "LegalCalendar", "return days.sqlDate();");
        RepositoryFile listed =
                source("signal", "Signals", "@SqlUpdate(\"delete from accounts.signal\")\nvoid forget();");
        assertThat(SqlOwners.outsideRows(List.of(rows, client, driver, other, listed)))
                .containsExactlyInAnyOrder("outbox/Outbox", "audit/AuditTrail", "signal/Signals");
    }

    private static RepositoryFile source(String part, String text) {
        return source(part, "Rows", text);
    }

    private static RepositoryFile source(String part, String name, String text) {
        String file = part + "/" + name + ".java";
        return RepositoryFile.of("registry/src/main/java/org/openbloctel/registry/" + file, text);
    }
}
