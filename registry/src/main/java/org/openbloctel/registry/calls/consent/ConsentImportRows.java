package org.openbloctel.registry.calls.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of reports on files of consents, and of their lines. */
final class ConsentImportRows {
    private final Database database;

    ConsentImportRows(Database database) {
        this.database = database;
    }

    void insert(KeptImport report, UUID company) {
        database.accounts()
                .sql("""
                        insert into accounts.consent_import (id, company, taken_at, fresh, known, refused)
                        values (:id, :company, :now, :fresh, :known, :refused)
                        """)
                .param("id", report.id())
                .param("company", company)
                .param("now", Columns.timestamp(report.at()))
                .param("fresh", report.fresh())
                .param("known", report.known())
                .param("refused", report.refused())
                .update();
    }

    void insert(UUID id, List<KeptImport.Line> lines) {
        database.accounts()
                .sql("""
                        insert into accounts.consent_import_line (import, line, reference, consent, known, code, arguments)
                        select :id, l, r, c, k, o, string_to_array(a, chr(31))
                        from unnest(cast(:lines as int[]), cast(:references as text[]), cast(:consents as uuid[]),
                            cast(:known as boolean[]), cast(:codes as text[]), cast(:arguments as text[])) as u (l, r, c, k,
                            o, a)
                        """)
                .param("id", id)
                .param("lines", lines.stream().map(KeptImport.Line::line).toArray(Integer[]::new))
                .param(
                        "references",
                        lines.stream().map(KeptImport.Line::reference).toArray(String[]::new))
                .param(
                        "consents",
                        lines.stream()
                                .map(line ->
                                        line.id() == null ? null : line.id().toString())
                                .toArray(String[]::new))
                .param("known", lines.stream().map(KeptImport.Line::known).toArray(Boolean[]::new))
                .param("codes", lines.stream().map(KeptImport.Line::code).toArray(String[]::new))
                .param(
                        "arguments",
                        lines.stream()
                                .map(line -> String.join("\u001f", line.arguments()))
                                .toArray(String[]::new))
                .update();
    }

    List<KeptImport> latest(UUID company, int most) {
        return database.accounts()
                .sql(
                        "select * from accounts.consent_import where company = :company order by taken_at desc, id limit :most")
                .param("company", company)
                .param("most", most)
                .query(ConsentImportRows::kept)
                .list();
    }

    Optional<KeptImport> find(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.consent_import where company = :company and id = :id")
                .param("company", company)
                .param("id", id)
                .query(ConsentImportRows::kept)
                .optional();
    }

    List<KeptImport.Line> lines(UUID report, boolean refused, int most) {
        return database.accounts()
                .sql("""
                        select * from accounts.consent_import_line
                        where import = :import and (code is not null or not :refused)
                        order by line, reference
                        limit :most
                        """)
                .param("import", report)
                .param("refused", refused)
                .param("most", most)
                .query(ConsentImportRows::line)
                .list();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.consent_import where taken_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    private static KeptImport kept(ResultSet row, int n) throws SQLException {
        return new KeptImport(
                row.getObject("id", UUID.class),
                Columns.instant(row, "taken_at"),
                row.getInt("fresh"),
                row.getInt("known"),
                row.getInt("refused"));
    }

    private static KeptImport.Line line(ResultSet row, int n) throws SQLException {
        return new KeptImport.Line(
                row.getInt("line"),
                row.getString("reference"),
                Optional.ofNullable(row.getObject("consent", UUID.class)).orElse(null),
                row.getBoolean("known"),
                row.getString("code"),
                Columns.texts(row, "arguments"));
    }
}
