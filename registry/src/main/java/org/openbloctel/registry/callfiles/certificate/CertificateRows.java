package org.openbloctel.registry.callfiles.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of certificates. */
interface CertificateRows {
    /** A certificate with what is sealed beside it: the list that judged its files. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Whole(@Nested Certificates.Issued issued, byte @Nullable [] listSealed) {
        UUID id() {
            return issued.id();
        }

        String jws() {
            return issued.jws();
        }
    }

    @SqlUpdate("""
            insert into accounts.certificate (id, submission, kid, issued_at, expires_at, jws, list_sealed)
            values (:id, :submission, :kid, :at, :expiresAt, :jws, :list)
            on conflict (submission) do nothing
            """)
    void insert(UUID id, UUID submission, String kid, Instant at, Instant expiresAt, String jws, byte[] list);

    @SqlQuery("select count(*) from accounts.certificate where issued_at >= :from and issued_at < :to")
    long issued(Instant from, Instant to);

    @SqlQuery("select issued_at from accounts.certificate order by issued_at limit 1")
    Optional<Instant> first();

    @SqlUpdate("delete from accounts.certificate where expires_at < :before")
    int purge(Instant before);

    /** The next certificates behind one, in the order of their ids. */
    @SqlQuery("select * from accounts.certificate where id > :id order by id limit :limit")
    List<Whole> after(UUID id, int limit);

    @SqlQuery("select * from accounts.certificate order by issued_at desc limit :limit")
    List<Whole> latest(int limit);

    @SqlQuery("select * from accounts.certificate where id = :id")
    Optional<Certificates.Issued> find(UUID id);

    @SqlQuery("select * from accounts.certificate where submission = :submission")
    Optional<Certificates.Issued> ofSubmission(UUID submission);

    @SqlQuery("select * from accounts.certificate where jws = :jws")
    Optional<Certificates.Issued> signed(String jws);
}
