package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The tables of reports on files of consents, and of their lines. */
interface ConsentImportRows {
    @SqlUpdate("""
            insert into accounts.consent_import (id, company, taken_at, fresh, known, refused)
            values (:report.id, :company, :report.at, :report.fresh, :report.known, :report.refused)
            """)
    void insert(KeptImport report, UUID company);

    default void insert(UUID id, List<KeptImport.Line> lines) {
        insert(
                id,
                lines.stream().map(KeptImport.Line::line).toList(),
                lines.stream().map(KeptImport.Line::reference).toList(),
                lines.stream().map(KeptImport.Line::id).toList(),
                lines.stream().map(KeptImport.Line::known).toList(),
                lines.stream().map(KeptImport.Line::code).toList(),
                lines.stream()
                        .map(line -> String.join("\u001f", line.arguments()))
                        .toList());
    }

    @SqlUpdate("""
            insert into accounts.consent_import_line (import, line, reference, consent, known, code, arguments)
            select :id, l, r, c, k, o, string_to_array(a, chr(31))
            from unnest(cast(:lines as int[]), cast(:references as text[]), cast(:consents as uuid[]),
                cast(:known as boolean[]), cast(:codes as text[]), cast(:arguments as text[])) as u (l, r, c, k,
                o, a)
            """)
    void insert(
            UUID id,
            List<Integer> lines,
            List<@Nullable String> references,
            List<@Nullable UUID> consents,
            List<Boolean> known,
            List<@Nullable String> codes,
            List<String> arguments);

    @SqlQuery("""
            select id, taken_at as at, fresh, known, refused from accounts.consent_import
            where company = :company order by taken_at desc, id limit :most
            """)
    List<KeptImport> latest(UUID company, int most);

    @SqlQuery("""
            select id, taken_at as at, fresh, known, refused from accounts.consent_import where company = :company and id = :id
            """)
    Optional<KeptImport> find(UUID company, UUID id);

    @SqlQuery("""
            select line, reference, consent as id, known, code, arguments from accounts.consent_import_line
            where import = :report and (code is not null or not :refused)
            order by line, reference limit :most
            """)
    List<KeptImport.Line> lines(UUID report, boolean refused, int most);

    @SqlUpdate("delete from accounts.consent_import where taken_at < :before")
    int forget(Instant before);
}
