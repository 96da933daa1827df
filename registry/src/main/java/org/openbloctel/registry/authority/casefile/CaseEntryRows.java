package org.openbloctel.registry.authority.casefile;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The rows of notes, letters and observations, each wrapped for its row. */
interface CaseEntryRows {
    static CaseEntryRows in(Database database, MasterKeys keys) {
        return database.rows(
                CaseEntryRows.class,
                new Reading<>(
                        CaseEntry.class,
                        CaseEntry.class,
                        one -> one.with(keys.unwrap(one.content(), "case-entry:" + one.id()))));
    }

    default void insert(MasterKeys keys, UUID caseFile, CaseEntry entry) {
        insert(caseFile, entry.with(keys.wrap(entry.content(), "case-entry:" + entry.id())));
    }

    @SqlUpdate("""
            insert into accounts.case_entry (id, case_file, kind, author, content, at)
            values (:wrapped.id, :caseFile, :wrapped.kind, :wrapped.author, :wrapped.content, :wrapped.at)
            """)
    void insert(UUID caseFile, CaseEntry wrapped);

    /** The entries of some kinds, the earliest first. */
    @SqlQuery("select * from accounts.case_entry where case_file = :caseFile and kind = any(:kinds) order by at, id")
    List<CaseEntry> of(UUID caseFile, Collection<CaseEntry.Kind> kinds);

    @SqlQuery("select * from accounts.case_entry where case_file = :caseFile and id = :id")
    Optional<CaseEntry> find(UUID caseFile, UUID id);
}
