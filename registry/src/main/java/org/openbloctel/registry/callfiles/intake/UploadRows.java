package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of uploads by HTTP that are not submissions yet. A new offset is a new request, which prolongs their life. */
interface UploadRows extends PartialFiles.Rows {
    @SqlQuery("""
            select count(*) from accounts.submission_upload
            where company = :company and became is null and expires_at > :now
            """)
    int begun(UUID company, Instant now);

    @SqlUpdate("""
            insert into accounts.submission_upload (id, company, principal, started_by, file_name,
                option_columns, option_separator, option_encoding, option_header, option_quotes, option_sheet, option_blanks,
                campaign, channel, length, file_key, expires_at)
            values (:id, :sent.company, :sent.principal, :sent.actor, :sent.fileName, :sent.layout.columns, :sent.layout.separator,
                :sent.layout.encoding, :sent.layout.header, :sent.layout.quotes, :sent.layout.sheet, :sent.layout.blanks, :campaign, :sent.channel.label,
                :length, :key, :expires)
            """)
    void insert(UUID id, Sent sent, Optional<String> campaign, long length, byte[] key, Instant expires);

    /** A new writer has the upload, if it is as long as it says. */
    @SqlQuery("""
            update accounts.submission_upload set writer = writer + 1, expires_at = :expiresAt
            where id = :id and received = :offset
            returning *
            """)
    Optional<Uploads.Row> write(UUID id, long offset, Instant expiresAt);

    /** Of several callers one makes the submission. */
    @SqlUpdate("update accounts.submission_upload set became = id, parts = '{}' where id = :id and became is null")
    boolean settle(UUID id);

    @SqlUpdate("update accounts.submission_upload set became = :submission where id = :id")
    void became(UUID id, UUID submission);

    @SqlQuery("select * from accounts.submission_upload where id = :id and company = :company and expires_at > :now")
    Optional<Uploads.Row> find(UUID company, UUID id, Instant now);

    @Override
    @SqlUpdate("""
            update accounts.submission_upload set received = received + :bytes, parts = parts || :part
            where id = :file.id and writer = :file.writer
            """)
    boolean acknowledge(PartialFiles.Partial file, String part, long bytes, PartialFiles.Times times);

    @Override
    @SqlUpdate(
            "select pg_advisory_xact_lock(hashtextextended('accounts.submission_upload ' || cast(:company as text), 0))")
    void takeTurn(UUID company);

    @Override
    @SqlUpdate("delete from accounts.submission_upload where id = :file.id and writer = :file.writer")
    boolean claim(PartialFiles.Partial file);

    @Override
    @SqlUpdate("delete from accounts.submission_upload where id = :id")
    boolean delete(UUID id);

    @Override
    @SqlQuery("select * from accounts.submission_upload where expires_at <= :now")
    List<PartialFiles.Partial> expired(Instant now);
}
