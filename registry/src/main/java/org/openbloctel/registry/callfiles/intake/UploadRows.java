package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of uploads by HTTP that are not submissions yet. */
final class UploadRows {
    private final Database database;

    UploadRows(Database database) {
        this.database = database;
    }

    int begun(UUID company, Instant now) {
        return database.accounts()
                .sql("""
                        select count(*) from accounts.submission_upload
                        where company = :company and became is null and expires_at > :now
                        """)
                .param("company", company)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    void insert(UUID id, Sent sent, long length, byte[] key, Instant expires) {
        database.accounts()
                .sql("""
                        insert into accounts.submission_upload (id, company, principal, started_by, file_name,
                            option_columns, option_separator, option_encoding, option_header, option_quotes, option_sheet,
                            campaign, channel, length, file_key, expires_at)
                        values (:id, :company, :principal, :actor, :name, :columns, :separator, :encoding, :header, :quotes,
                            :sheet, :campaign, :channel, :length, :key, :expires)
                        """)
                .param("id", id)
                .param("company", sent.company())
                .param("principal", sent.principal())
                .param("actor", sent.actor())
                .param("name", sent.fileName())
                .params(LayoutColumns.parameters(sent.options()))
                // By its id, if it was found: it is found again when the last byte is here.
                .param(
                        "campaign",
                        sent.campaignId().map(UUID::toString).or(sent::campaign).orElse(null))
                .param("channel", sent.channel().label())
                .param("length", length)
                .param("key", key)
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A new writer has the upload, if it is as long as it says. */
    <T> Optional<T> write(UUID id, long offset, OffsetDateTime expiresAt, RowMapper<T> upload) {
        return database.accounts()
                .sql("""
                            update accounts.submission_upload set writer = writer + 1, expires_at = :expiresAt
                            where id = :id and received = :offset
                            returning *
                            """)
                .param("expiresAt", expiresAt)
                .param("id", id)
                .param("offset", offset)
                .query(upload)
                .optional();
    }

    /** Of several callers one makes the submission. */
    int settle(UUID id) {
        return database.accounts()
                .sql(
                        "update accounts.submission_upload set became = id, parts = '{}' where id = :id and became is null")
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.submission_upload where id = :id")
                .param("id", id)
                .update();
    }

    void became(UUID id, UUID submission) {
        database.accounts()
                .sql("update accounts.submission_upload set became = :submission where id = :id")
                .param("submission", submission)
                .param("id", id)
                .update();
    }

    <T> Optional<T> find(UUID company, UUID id, Instant now, RowMapper<T> upload) {
        return database.accounts()
                .sql(
                        "select * from accounts.submission_upload where id = :id and company = :company and expires_at > :now")
                .param("id", id)
                .param("company", company)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(upload)
                .optional();
    }
}
