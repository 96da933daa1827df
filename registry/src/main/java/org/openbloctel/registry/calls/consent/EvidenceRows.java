package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of files that prove consents, and the digest under a consent. */
interface EvidenceRows {
    @SuppressWarnings("ArrayRecordComponent") // unwrapped at once, never compared
    record Stored(UUID file, byte[] fileKey) {}

    record Named(UUID consent, @Nested Stored stored) {}

    /** The digest under a consent that this company recorded. */
    @SqlQuery("select evidence from accounts.consent where id = :consent and recorded_by = :company")
    Optional<String> claimed(UUID company, UUID consent);

    /** False when there is a file already. */
    @SqlUpdate("""
            insert into accounts.consent_evidence (consent, file, file_key, size, uploaded_at)
            values (:consent, :file, :key, :size, :now)
            on conflict (consent) do nothing
            """)
    boolean insert(UUID consent, UUID file, byte[] key, int size, Instant now);

    @SqlUpdate("update accounts.consent set evidence = :digest where id = :consent and evidence <> :digest")
    void setDigest(UUID consent, String digest);

    @SqlQuery("select file, file_key from accounts.consent_evidence where consent = :consent")
    Optional<Stored> find(UUID consent);

    @SqlQuery("select exists (select from accounts.consent_evidence where consent = :consent)")
    boolean has(UUID consent);

    /** The next files behind a consent's, in the order of the consents. */
    @SqlQuery("""
            select consent, file, file_key from accounts.consent_evidence
            where consent > :consent order by consent limit :limit
            """)
    List<Named> after(UUID consent, int limit);

    @SqlQuery("select exists (select from accounts.consent_evidence where file = :file)")
    boolean isNamed(UUID file);
}
