package org.openbloctel.registry.callfiles.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/**
 * Idempotency keys. A key is reserved before the body is read, so that of two requests at once one gets through; the
 * reservation of a server that died runs out within 15 seconds.
 */
interface IdempotencyKeyRows {
    /** How long a key stands for its request once it was received. */
    int KNOWN_DAYS = 7;

    Duration RESERVED = Duration.ofSeconds(15);

    /** A request that came before under the same key; without a fingerprint while it comes in. */
    record Earlier(UUID submission, @Nullable String fingerprint) {
        /** The submission, unless another request has the key. */
        UUID of(String request) {
            if (!request.equals(fingerprint)) {
                throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
            }
            return submission;
        }
    }

    /**
     * Reserves a key.
     *
     * @return the request that has it already; empty when it is reserved now
     * @throws RefusedException when another request with it is still coming in
     */
    default Optional<Earlier> reserve(UUID company, String key, UUID submission, Instant now) {
        return reserve(company, key, submission, now.plus(RESERVED), now)
                ? Optional.empty()
                : Optional.of(received(company, key).orElseThrow(IdempotencyKeyRows::stillBeingReceived));
    }

    @SqlUpdate("""
            insert into accounts.submission_key as known (company, key, submission, until)
            values (:company, :key, :submission, :until)
            on conflict (company, key) do update set submission = excluded.submission, fingerprint = null, until = excluded.until
            where known.until <= :now
            """)
    boolean reserve(UUID company, String key, UUID submission, Instant until, Instant now);

    @SqlQuery("""
            select * from accounts.submission_key
            where company = :company and key = :key and fingerprint is not null
            """)
    Optional<Earlier> received(UUID company, String key);

    /** By then the request that has the key was received, or its server is known to have stopped. */
    static RefusedException stillBeingReceived() {
        return new RefusedException(new SubmissionRefusal.StillBeingReceived(RESERVED.toSeconds()));
    }

    /** The id under which this request was done before. */
    default Optional<UUID> known(UUID company, String key, String fingerprint, Instant now) {
        return known(company, key, now).map(earlier -> earlier.of(fingerprint));
    }

    @SqlQuery("select * from accounts.submission_key where company = :company and key = :key and until > :now")
    Optional<Earlier> known(UUID company, String key, Instant now);

    /**
     * Does something short once under a key; in the open transaction.
     *
     * @param fingerprint tells requests apart
     * @return the id under which it was done before; empty when it is done now
     */
    default Optional<UUID> once(UUID company, String key, UUID id, String fingerprint, Instant now, Runnable work) {
        Optional<Earlier> earlier = reserve(company, key, id, now);
        if (earlier.isEmpty()) {
            work.run();
            settle(company, key, id, id, fingerprint, now);
        }
        return earlier.map(one -> one.of(fingerprint));
    }

    default void stillThere(UUID company, String key, UUID submission, Instant now) {
        set(company, key, submission, submission, "", now.plus(RESERVED));
    }

    /**
     * The request is received.
     *
     * @param became the submission that it is, if it turned out to be an earlier one
     * @return false when the reservation had run out, and another request has it
     */
    default boolean settle(UUID company, String key, UUID submission, UUID became, String fingerprint, Instant now) {
        return set(company, key, submission, became, fingerprint, LegalCalendar.daysAfter(now, KNOWN_DAYS));
    }

    @SqlUpdate("""
            update accounts.submission_key
            set until = :until, submission = :became, fingerprint = nullif(:fingerprint, '')
            where company = :company and key = :key and submission = :submission and fingerprint is null
            """)
    boolean set(UUID company, String key, UUID submission, UUID became, String fingerprint, Instant until);

    @SqlUpdate("""
            delete from accounts.submission_key
            where company = :company and key = :key and submission = :submission and fingerprint is null
            """)
    void release(UUID company, String key, UUID submission);
}
