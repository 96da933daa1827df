package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of files that prove consents, and the digest under a consent. */
final class EvidenceRows {
    private final Database database;

    EvidenceRows(Database database) {
        this.database = database;
    }

    /** The digest under a consent that this company recorded. */
    Optional<String> claimed(UUID company, UUID consent) {
        return database.accounts()
                .sql("select evidence from accounts.consent where id = :consent and recorded_by = :company")
                .param("consent", consent)
                .param("company", company)
                .query(String.class)
                .optional();
    }

    /** False when there is a file already. */
    boolean insert(UUID consent, UUID file, byte[] key, int size, Instant now) {
        return database.accounts()
                        .sql("""
                                insert into accounts.consent_evidence (consent, file, file_key, size, uploaded_at)
                                values (:consent, :file, :key, :size, :now)
                                on conflict (consent) do nothing
                                """)
                        .param("consent", consent)
                        .param("file", file)
                        .param("key", key)
                        .param("size", size)
                        .param("now", Columns.timestamp(now))
                        .update()
                == 1;
    }

    void setDigest(UUID consent, String digest) {
        database.accounts()
                .sql("update accounts.consent set evidence = :digest where id = :consent and evidence <> :digest")
                .param("digest", digest)
                .param("consent", consent)
                .update();
    }

    Optional<Stored> find(UUID consent) {
        return database.accounts()
                .sql("select file, file_key from accounts.consent_evidence where consent = :consent")
                .param("consent", consent)
                .query((row, n) -> new Stored(row.getObject("file", UUID.class), row.getBytes("file_key")))
                .optional();
    }

    boolean has(UUID consent) {
        return database.accounts()
                .sql("select exists (select from accounts.consent_evidence where consent = :consent)")
                .param("consent", consent)
                .query(Boolean.class)
                .single();
    }

    /** The next files behind a consent's, in the order of the consents. */
    List<Named> after(UUID consent, int limit) {
        return database.accounts()
                .sql("""
                        select consent, file, file_key from accounts.consent_evidence
                        where consent > :consent order by consent limit :limit
                        """)
                .param("consent", consent)
                .param("limit", limit)
                .query((row, n) -> new Named(
                        row.getObject("consent", UUID.class),
                        new Stored(row.getObject("file", UUID.class), row.getBytes("file_key"))))
                .list();
    }

    record Named(UUID consent, Stored stored) {}

    boolean isNamed(UUID file) {
        return database.accounts()
                .sql("select exists (select from accounts.consent_evidence where file = :file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    @SuppressWarnings("ArrayRecordComponent") // unwrapped at once, never compared
    record Stored(UUID file, byte[] key) {}
}
