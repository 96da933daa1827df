package org.openbloctel.registry.authority.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The rows of notes, letters and observations, each wrapped for its row. */
final class CaseEntryRows {
    private final Database database;
    private final MasterKeys keys;

    CaseEntryRows(Database database, MasterKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    void insert(UUID caseFile, CaseEntry entry) {
        database.accounts()
                .sql("""
                        insert into accounts.case_entry (id, case_file, kind, author, content, at)
                        values (:id, :case, :kind, :author, :content, :at)
                        """)
                .param("id", entry.id())
                .param("case", caseFile)
                .param("kind", entry.kind().name())
                .param("author", entry.author())
                .param("content", keys.wrap(entry.content(), context(entry.id())))
                .param("at", Columns.timestamp(entry.at()))
                .update();
    }

    /** The entries of some kinds, the earliest first. */
    List<CaseEntry> of(UUID caseFile, Collection<CaseEntry.Kind> kinds) {
        return database.accounts()
                .sql("select * from accounts.case_entry where case_file = :case and kind = any(:kinds) order by at, id")
                .param("case", caseFile)
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .query(this::row)
                .list();
    }

    Optional<CaseEntry> find(UUID caseFile, UUID entry) {
        return database.accounts()
                .sql("select * from accounts.case_entry where case_file = :case and id = :id")
                .param("case", caseFile)
                .param("id", entry)
                .query(this::row)
                .optional();
    }

    private CaseEntry row(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new CaseEntry(
                id,
                CaseEntry.Kind.valueOf(row.getString("kind")),
                row.getObject("author", UUID.class),
                Columns.instant(row, "at"),
                keys.unwrap(row.getBytes("content"), context(id)));
    }

    private static String context(UUID id) {
        return "case-entry:" + id;
    }
}
