package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of files that are dropped over SFTP and not taken yet. */
final class IncomingRows {
    private final Database database;

    IncomingRows(Database database) {
        this.database = database;
    }

    <T> List<T> list(UUID company, String folder, OffsetDateTime now, RowMapper<T> file) {
        return database.accounts()
                .sql("""
                        select * from accounts.incoming_file
                        where company = :company and folder = :folder and expires_at > :expiresAt
                        order by name
                        """)
                .param("company", company)
                .param("folder", folder)
                .param("expiresAt", now)
                .query(file)
                .list();
    }

    /** A new writer has the file: it counts from now on, and what an earlier one still brings does not. */
    <T> Optional<T> open(
            DropFolder place, String actor, String name, boolean afresh, PartialFiles times, RowMapper<T> file) {
        return database.accounts()
                .sql("""
                        update accounts.incoming_file
                        set writer = writer + 1, complete = false, sent_by = :actor, writing_until = :writing,
                            expires_at = :expires, changed_at = :now,
                            received = case when :afresh or expires_at <= :now then 0 else received end,
                            parts = case when :afresh or expires_at <= :now then '{}' else parts end
                        where company = :company and folder = :folder and name = :name
                        returning *
                        """)
                .param("actor", actor)
                .param("writing", times.writingUntil())
                .param("expires", times.expiry())
                .param("now", times.now())
                .param("afresh", afresh)
                .param("company", place.company())
                .param("folder", place.folder())
                .param("name", name)
                .query(file)
                .optional();
    }

    void insert(UUID id, DropFolder place, String actor, String name, byte[] fileKey, PartialFiles times) {
        database.accounts()
                .sql("""
                            insert into accounts.incoming_file (id, company, principal, folder, name, sent_by, file_key,
                                changed_at, expires_at)
                            values (:id, :company, :principal, :folder, :name, :actor, :fileKey, :changedAt, :expiresAt)
                            on conflict (company, folder, name) do nothing
                            """)
                .param("id", id)
                .param("company", place.company())
                .param("principal", place.principal())
                .param("folder", place.folder())
                .param("name", name)
                .param("actor", actor)
                .param("fileKey", fileKey)
                .param("changedAt", times.now())
                .param("expiresAt", times.expiry())
                .update();
    }

    /** How many files of a company lie here, and how many bytes they have. */
    long[] lying(UUID company) {
        return database.accounts()
                .sql("""
                        select count(*) as files, coalesce(sum(received), 0) as bytes from accounts.incoming_file
                        where company = :company
                        """)
                .param("company", company)
                .query((row, n) -> new long[] {row.getLong("files"), row.getLong("bytes")})
                .single();
    }

    int leave(Partial file, boolean complete, OffsetDateTime now) {
        return database.accounts()
                .sql("""
                                update accounts.incoming_file set writing_until = null, complete = :complete, changed_at = :changedAt
                                where id = :id and writer = :writer
                                """)
                .param("complete", complete)
                .param("changedAt", now)
                .param("id", file.id())
                .param("writer", file.writer())
                .update();
    }

    int rename(Partial file, DropFolder from, String name, DropFolder to, String newName, OffsetDateTime now) {
        return database.accounts()
                .sql("""
                        update accounts.incoming_file
                        set name = :newName, folder = :folder, principal = :principal, changed_at = :changedAt
                        where id = :id and writer = :writer and complete and name = :name and folder = :folder2
                        """)
                .param("newName", newName)
                .param("folder", to.folder())
                .param("principal", to.principal())
                .param("changedAt", now)
                .param("id", file.id())
                .param("writer", file.writer())
                .param("name", name)
                .param("folder2", from.folder())
                .update();
    }

    <T> Optional<T> finished(UUID id, RowMapper<T> file) {
        return database.accounts()
                .sql("select * from accounts.incoming_file where id = :id and complete and writing_until is null")
                .param("id", id)
                .query(file)
                .optional();
    }

    List<UUID> left(Instant changedBefore) {
        return database.accounts()
                .sql("""
                        select id from accounts.incoming_file
                        where complete and writing_until is null and changed_at <= :changedAt
                        """)
                .param("changedAt", changedBefore.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    <T> Optional<T> find(UUID company, String folder, String name, OffsetDateTime now, RowMapper<T> file) {
        return database.accounts()
                .sql("""
                        select * from accounts.incoming_file
                        where company = :company and folder = :folder and name = :name and expires_at > :expiresAt
                        """)
                .param("company", company)
                .param("folder", folder)
                .param("name", name)
                .param("expiresAt", now)
                .query(file)
                .optional();
    }
}
