package org.openbloctel.registry.callfiles.scrubbing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;

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

    /** The returned files of submissions, by submission. */
    public List<KeptFile> returnedAfter(UUID submission, int submissions) {
        return database.accounts()
                .sql("""
                        with page as (select distinct submission from accounts.submission_file
                            where submission > :after order by submission limit :limit)
                        select f.submission, f.stored_name as name, f.sha256, s.file_key from page
                            join accounts.submission_file f using (submission) join accounts.submission s on s.id = f.submission
                        union all
                        select f.submission, f.kept_name, null, s.file_key from page
                            join accounts.submission_file f using (submission) join accounts.submission s on s.id = f.submission
                            where f.kept_name is not null
                        order by submission, name
                        """)
                .param("after", submission)
                .param("limit", submissions)
                .query(ScrubFileRows::file)
                .list();
    }

    /** The files of fingerprints, by submission. */
    public List<KeptFile> checkedAfter(UUID submission, int submissions) {
        return database.accounts()
                .sql("""
                        select submission, stored_name as name, null as sha256, file_key from accounts.submission_checked
                        where submission > :after order by submission limit :limit
                        """)
                .param("after", submission)
                .param("limit", submissions)
                .query(ScrubFileRows::file)
                .list();
    }

    private static KeptFile file(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("submission", UUID.class);
        return new KeptFile(
                id,
                row.getString("name"),
                Optional.ofNullable(row.getString("sha256")),
                KeptFile.Key.of(row.getBytes("file_key"), id));
    }

    /** The digests of the returned files of a submission that its certificate names: up to the release before, of sealed files those of their content. */
    public List<String> digests(UUID submission) {
        return database.accounts()
                .sql("""
                        select coalesce(content_sha256, sha256) from accounts.submission_file
                        where submission = :id and kind <> 'verdicts'
                        """)
                .param("id", submission)
                .query(String.class)
                .list();
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
