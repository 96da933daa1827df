package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of files that are dropped over SFTP and not taken yet. Each piece prolongs their life. */
interface IncomingRows extends PartialFiles.Rows {
    /** A number of files, and of their bytes. */
    record Lying(int files, long bytes) {}

    @SqlQuery("""
            select * from accounts.incoming_file
            where company = :company and folder = :folder and expires_at > :now
            order by name
            """)
    List<Inbox.Row> list(UUID company, String folder, Instant now);

    /** A new writer has the file: it counts from now on, and what an earlier one still brings does not. */
    @SqlQuery("""
            update accounts.incoming_file
            set writer = writer + 1, complete = false, sent_by = :actor, writing_until = :times.writingUntil,
                expires_at = :times.expiry, changed_at = :times.now,
                received = case when :afresh or expires_at <= :times.now then 0 else received end,
                parts = case when :afresh or expires_at <= :times.now then '{}' else parts end
            where company = :place.company and folder = :place.folder and name = :name
            returning *
            """)
    Optional<Inbox.Row> open(
            Arrivals.Folder place, String actor, String name, boolean afresh, PartialFiles.Times times);

    @SqlUpdate("""
            insert into accounts.incoming_file (id, company, principal, folder, name, sent_by, file_key, changed_at, expires_at)
            values (:id, :place.company, :place.principal, :place.folder, :name, :actor, :fileKey, :times.now, :times.expiry)
            on conflict (company, folder, name) do nothing
            """)
    void insert(UUID id, Arrivals.Folder place, String actor, String name, byte[] fileKey, PartialFiles.Times times);

    @SqlQuery("""
            select count(*) as files, coalesce(sum(received), 0) as bytes from accounts.incoming_file
            where company = :company
            """)
    Lying lying(UUID company);

    @SqlUpdate("""
            update accounts.incoming_file set writing_until = null, complete = :complete, changed_at = :now
            where id = :file.id and writer = :file.writer
            """)
    boolean leave(PartialFiles.Partial file, boolean complete, Instant now);

    @SqlUpdate("""
            update accounts.incoming_file
            set name = :newName, folder = :to.folder, principal = :to.principal, changed_at = :now
            where id = :file.id and writer = :file.writer and complete and name = :name and folder = :from.folder
            """)
    boolean rename(
            PartialFiles.Partial file,
            Arrivals.Folder from,
            String name,
            Arrivals.Folder to,
            String newName,
            Instant now);

    @SqlQuery("select * from accounts.incoming_file where id = :id and complete and writing_until is null")
    Optional<Inbox.Row> finished(UUID id);

    @SqlQuery("""
            select id from accounts.incoming_file
            where complete and writing_until is null and changed_at <= :changedBefore
            """)
    List<UUID> left(Instant changedBefore);

    @SqlQuery("""
            select * from accounts.incoming_file
            where company = :company and folder = :folder and name = :name and expires_at > :now
            """)
    Optional<Inbox.Row> find(UUID company, String folder, String name, Instant now);

    @Override
    @SqlUpdate("""
            update accounts.incoming_file set received = received + :bytes, parts = parts || :part, changed_at = :times.now,
                writing_until = :times.writingUntil, expires_at = :times.expiry
            where id = :file.id and writer = :file.writer
            """)
    boolean acknowledge(PartialFiles.Partial file, String part, long bytes, PartialFiles.Times times);

    @Override
    @SqlUpdate("select pg_advisory_xact_lock(hashtextextended('accounts.incoming_file ' || cast(:company as text), 0))")
    void takeTurn(UUID company);

    @Override
    @SqlUpdate("delete from accounts.incoming_file where id = :file.id and writer = :file.writer")
    boolean claim(PartialFiles.Partial file);

    @Override
    @SqlUpdate("delete from accounts.incoming_file where id = :id")
    boolean delete(UUID id);

    @Override
    @SqlQuery("select * from accounts.incoming_file where expires_at <= :now")
    List<PartialFiles.Partial> expired(Instant now);
}
