package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;

/** The files that scrubs made, returned files and fingerprints, and what is forgotten of them. Thread-safe. */
public interface ScrubFileRows extends FileKeeper {
    /** Files of this database. */
    static ScrubFileRows in(Database database) {
        return database.rows(ScrubFileRows.class, KeptFile.Row.READING);
    }

    @Override
    @SqlQuery("""
            select stored_name from accounts.submission_file where submission = :folder
            union all select kept_name from accounts.submission_file
                where submission = :folder and kept_name is not null
            union all select stored_name from accounts.submission_checked where submission = :folder
            """)
    List<String> kept(UUID folder);

    @Override
    @SqlQuery("select exists (select from accounts.submission where id = :folder and state = 'CHECKING')")
    boolean isWriting(UUID folder);

    /** The returned files of submissions, by submission. */
    @SqlQuery("""
            with page as (select distinct submission from accounts.submission_file
                where submission > :submission order by submission limit :submissions)
            select f.submission as folder, f.stored_name as name, f.sha256, s.file_key from page
                join accounts.submission_file f using (submission) join accounts.submission s on s.id = f.submission
            union all
            select f.submission, f.kept_name, null, s.file_key from page
                join accounts.submission_file f using (submission) join accounts.submission s on s.id = f.submission
                where f.kept_name is not null
            order by folder, name
            """)
    List<KeptFile> returnedAfter(UUID submission, int submissions);

    /** The files of fingerprints, by submission. */
    @SqlQuery("""
            select submission as folder, stored_name as name, null as sha256, file_key from accounts.submission_checked
            where submission > :submission order by submission limit :submissions
            """)
    List<KeptFile> checkedAfter(UUID submission, int submissions);

    /** The digests of the returned files of a submission that its certificate names: up to the release before, of sealed files those of their content. */
    @SqlQuery("""
            select coalesce(content_sha256, sha256) from accounts.submission_file
            where submission = :submission and kind <> 'verdicts'
            """)
    List<String> digests(UUID submission);

    /** Forgets fingerprints of checks that do not hold any more; returns whose. */
    default List<UUID> forgetFingerprints(Instant now) {
        Instant before = LegalCalendar.daysBefore(now, ScrubQueue.CHECK_HOLDS_DAYS);
        InParts.erase(rows -> forgetPrints(before, rows));
        return forgetChecked(before);
    }

    /**
     * Forgets so many fingerprints in the table. A submission that is published holds rows that it checks again, and takes them in the order of
     * their fingerprints: none is waited for.
     */
    @SqlUpdate("""
            delete from accounts.checked_print where (company, print) in (
                select company, print from accounts.checked_print where checked_at <= :before
                limit :rows for update skip locked)
            """)
    int forgetPrints(Instant before, int rows);

    /** Forgets the files of fingerprints; returns whose. */
    @SqlQuery("delete from accounts.submission_checked where checked_at <= :before returning submission")
    List<UUID> forgetChecked(Instant before);

    /** Forgets the fingerprints of submissions whose rows go; in the open transaction. */
    @SqlUpdate("delete from accounts.submission_checked where submission = any(:submissions)")
    void forgetFingerprints(Collection<UUID> submissions);

    /** The companies that have a fingerprint key. */
    @SqlQuery("select company from accounts.submission_fingerprint_key")
    List<UUID> companiesWithKeys();

    /** Forgets the fingerprint keys of these companies. */
    @SqlUpdate("delete from accounts.submission_fingerprint_key where company = any(:gone)")
    int forgetKeys(Collection<UUID> gone);
}
