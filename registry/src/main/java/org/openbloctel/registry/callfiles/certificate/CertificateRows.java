package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of certificates. */
final class CertificateRows {
    private final Database database;

    CertificateRows(Database database) {
        this.database = database;
    }

    void insert(UUID id, UUID submission, String kid, Instant at, Instant expiresAt, String jws, byte[] list) {
        database.accounts()
                .sql("""
                        insert into accounts.certificate (id, submission, kid, issued_at, expires_at, jws, list_sealed)
                        values (:id, :submission, :kid, :at, :expiresAt, :jws, :list)
                        on conflict (submission) do nothing
                        """)
                .param("id", id)
                .param("submission", submission)
                .param("kid", kid)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .param("jws", jws)
                .param("list", list)
                .update();
    }

    long issued(Instant from, Instant to) {
        return database.accounts()
                .sql("select count(*) from accounts.certificate where issued_at >= :from and issued_at < :to")
                .param("from", Columns.timestamp(from))
                .param("to", Columns.timestamp(to))
                .query(Long.class)
                .single();
    }

    Optional<Instant> first() {
        return database.accounts()
                .sql("select issued_at from accounts.certificate order by issued_at limit 1")
                .query((row, n) -> Columns.instant(row, 1))
                .optional();
    }

    int purge(OffsetDateTime before) {
        return database.accounts()
                .sql("delete from accounts.certificate where expires_at < :expiresAt")
                .param("expiresAt", before.withOffsetSameInstant(ZoneOffset.UTC))
                .update();
    }

    /** The next certificates behind one, in the order of their ids. */
    <T> List<T> after(UUID id, int limit, RowMapper<T> certificate) {
        return database.accounts()
                .sql("select * from accounts.certificate where id > :id order by id limit :limit")
                .param("id", id)
                .param("limit", limit)
                .query(certificate)
                .list();
    }

    <T> List<T> latest(int limit, RowMapper<T> certificate) {
        return database.accounts()
                .sql("select * from accounts.certificate order by issued_at desc limit :limit")
                .param("limit", limit)
                .query(certificate)
                .list();
    }

    <T> Optional<T> find(UUID id, RowMapper<T> certificate) {
        return database.accounts()
                .sql("select * from accounts.certificate where id = :id")
                .param("id", id)
                .query(certificate)
                .optional();
    }

    <T> Optional<T> ofSubmission(UUID submission, RowMapper<T> certificate) {
        return database.accounts()
                .sql("select * from accounts.certificate where submission = :submission")
                .param("submission", submission)
                .query(certificate)
                .optional();
    }

    <T> Optional<T> signed(String jws, RowMapper<T> certificate) {
        return database.accounts()
                .sql("select * from accounts.certificate where jws = :jws")
                .param("jws", jws)
                .query(certificate)
                .optional();
    }
}
