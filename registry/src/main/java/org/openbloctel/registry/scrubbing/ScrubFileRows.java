package org.openbloctel.registry.scrubbing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.company.CompanyDirectory;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.InParts;
import org.openbloctel.registry.filevault.FileKeeper;

/** The files that scrubs made, returned files and fingerprints, and what is forgotten of them. Thread-safe. */
public final class ScrubFileRows implements FileKeeper {
    private final Database database;
    private final CompanyDirectory companies;

    /** Files of this database. */
    public ScrubFileRows(Database database) {
        this.database = database;
        this.companies = new CompanyDirectory(database);
    }

    @Override
    public List<String> kept(UUID folder) {
        return database.accounts()
                .sql("""
                        select stored_name from accounts.submission_file where submission = :id
                        union all select kept_name from accounts.submission_file
                            where submission = :id and kept_name is not null
                        union all select stored_name from accounts.submission_checked where submission = :id
                        """)
                .param("id", folder)
                .query(String.class)
                .list();
    }

    @Override
    public boolean isWriting(UUID folder) {
        return database.accounts()
                .sql("select exists (select from accounts.submission where id = :id and state = 'CHECKING')")
                .param("id", folder)
                .query(Boolean.class)
                .single();
    }

    /** Forgets fingerprints of checks that do not hold any more; returns whose. */
    public List<UUID> forgetFingerprints(Instant now) {
        OffsetDateTime before =
                LegalCalendar.daysBefore(now, ScrubQueue.CHECK_HOLDS_DAYS).atOffset(ZoneOffset.UTC);
        // A submission that is published holds rows that it checks again, and takes them in the order of their
        // fingerprints: none is waited for.
        InParts.erase(rows -> database.accounts()
                .sql("""
                        delete from accounts.checked_print where (company, print) in (
                            select company, print from accounts.checked_print where checked_at <= :before
                            limit :rows for update skip locked)
                        """)
                .param("before", before)
                .param("rows", rows)
                .update());
        return database.accounts()
                .sql("delete from accounts.submission_checked where checked_at <= :before returning submission")
                .param("before", before)
                .query(UUID.class)
                .list();
    }

    /** Forgets the fingerprints of submissions whose rows go; in the open transaction. */
    public void forgetFingerprints(Collection<UUID> submissions) {
        database.accounts()
                .sql("delete from accounts.submission_checked where submission = any(:submissions)")
                .param("submissions", submissions.toArray(UUID[]::new))
                .update();
    }

    /** Forgets the fingerprint keys of companies that are gone; how many. */
    public int forgetKeys() {
        List<UUID> known = database.accounts()
                .sql("select company from accounts.submission_fingerprint_key")
                .query(UUID.class)
                .list();
        return database.accounts()
                .sql("delete from accounts.submission_fingerprint_key where company = any(:gone)")
                .param("gone", companies.gone(known).toArray(UUID[]::new))
                .update();
    }
}
