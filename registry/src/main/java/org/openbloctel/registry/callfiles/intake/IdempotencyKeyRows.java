package org.openbloctel.registry.callfiles.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * Idempotency keys. A key is reserved before the body is read, so that of two requests at once one gets through; the
 * reservation of a server that died runs out within 15 seconds.
 */
final class IdempotencyKeyRows {
    /** How long a key stands for its request once it was received. */
    static final int KNOWN_DAYS = 7;

    private static final Duration RESERVED = Duration.ofSeconds(15);

    private final Database database;

    IdempotencyKeyRows(Database database) {
        this.database = database;
    }

    /** A request that came before under the same key. */
    record Earlier(UUID submission, String fingerprint) {}

    /**
     * Reserves a key.
     *
     * @return the request that has it already; empty when it is reserved now
     * @throws RefusedException when another request with it is still coming in
     */
    Optional<Earlier> reserve(UUID company, String key, UUID submission, Instant now) {
        int reserved = database.accounts()
                .sql("""
                        insert into accounts.submission_key as known (company, key, submission, until)
                        values (:company, :key, :submission, :until)
                        on conflict (company, key) do update set submission = excluded.submission, fingerprint = null,
                            until = excluded.until
                        where known.until <= :now
                        """)
                .param("company", company)
                .param("key", key)
                .param("submission", submission)
                .param("until", now.plus(RESERVED).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (reserved == 1) {
            return Optional.empty();
        }
        return Optional.of(database.accounts()
                .sql("""
                        select * from accounts.submission_key
                        where company = :company and key = :key and fingerprint is not null
                        """)
                .param("company", company)
                .param("key", key)
                .query((row, n) -> new Earlier(row.getObject("submission", UUID.class), row.getString("fingerprint")))
                .optional()
                .orElseThrow(IdempotencyKeyRows::stillBeingReceived));
    }

    /** By then the request that has the key was received, or its server is known to have stopped. */
    static RefusedException stillBeingReceived() {
        return new RefusedException(new SubmissionRefusal.StillBeingReceived(RESERVED.toSeconds()));
    }

    /** The id under which this request was done before. */
    Optional<UUID> known(UUID company, String key, String fingerprint, Instant now) {
        return database.accounts()
                .sql("select * from accounts.submission_key where company = :company and key = :key and until > :now")
                .param("company", company)
                .param("key", key)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Earlier(row.getObject("submission", UUID.class), row.getString("fingerprint")))
                .optional()
                .map(earlier -> {
                    if (!fingerprint.equals(earlier.fingerprint())) {
                        throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
                    }
                    return earlier.submission();
                });
    }

    /**
     * Does something short once under a key, in one transaction with it.
     *
     * @param fingerprint tells requests apart
     * @return the id under which it was done before; empty when it is done now
     */
    Optional<UUID> once(UUID company, String key, UUID id, String fingerprint, Instant now, Runnable work) {
        return database.inAccounts(() -> {
            Optional<Earlier> earlier = reserve(company, key, id, now);
            if (earlier.isPresent()) {
                if (!earlier.get().fingerprint().equals(fingerprint)) {
                    throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
                }
                return Optional.of(earlier.get().submission());
            }
            work.run();
            settle(company, key, id, fingerprint, now);
            return Optional.<UUID>empty();
        });
    }

    void stillThere(UUID company, String key, UUID submission, Instant now) {
        set(company, key, submission, submission, "", now.plus(RESERVED));
    }

    /** The request is received. False when the reservation had run out, and another request has it. */
    boolean settle(UUID company, String key, UUID submission, String fingerprint, Instant now) {
        return settle(company, key, submission, submission, fingerprint, now);
    }

    /** The same, when the request turned out to be an earlier submission. */
    boolean settle(UUID company, String key, UUID submission, UUID became, String fingerprint, Instant now) {
        return set(company, key, submission, became, fingerprint, LegalCalendar.daysAfter(now, KNOWN_DAYS));
    }

    private boolean set(UUID company, String key, UUID submission, UUID became, String fingerprint, Instant until) {
        return database.accounts()
                        .sql("""
                                update accounts.submission_key
                                set until = :until, submission = :became, fingerprint = nullif(:fingerprint, '')
                                where company = :company and key = :key and submission = :submission and fingerprint is null
                                """)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .param("became", became)
                        .param("fingerprint", fingerprint)
                        .param("company", company)
                        .param("key", key)
                        .param("submission", submission)
                        .update()
                == 1;
    }

    void release(UUID company, String key, UUID submission) {
        database.accounts()
                .sql("""
                        delete from accounts.submission_key
                        where company = :company and key = :key and submission = :submission and fingerprint is null
                        """)
                .param("company", company)
                .param("key", key)
                .param("submission", submission)
                .update();
    }
}
