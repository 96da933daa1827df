package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The rows of consumers. Every method runs in the caller's transaction. */
interface ConsumerRows {
    /** The consumer of a confirmed address, made when there is none, and locked. */
    default Consumer obtain(String email, Locale locale, Instant now) {
        return add(UUID.randomUUID(), email, locale, now)
                .or(() -> lockByAddress(email))
                .orElseThrow();
    }

    @SqlQuery("""
            insert into accounts.consumer (id, email, locale, created_at)
            values (:id, :email, :locale, :now)
            on conflict (email) do nothing
            returning *
            """)
    Optional<Consumer> add(UUID id, String email, Locale locale, Instant now);

    @SqlQuery("select * from accounts.consumer where email = :email for no key update")
    Optional<Consumer> lockByAddress(String email);

    default Consumer addByLetter(String name, String postalAddress, Locale locale, Instant now) {
        UUID id = UUID.randomUUID();
        addByLetter(id, name, postalAddress, locale, now);
        return lock(id);
    }

    @SqlUpdate("""
            insert into accounts.consumer (id, name, postal_address, locale, created_at)
            values (:id, :name, :postalAddress, :locale, :now)
            """)
    void addByLetter(UUID id, String name, String postalAddress, Locale locale, Instant now);

    @SqlQuery("select * from accounts.consumer where email = :email")
    Optional<Consumer> byAddress(String email);

    default Consumer get(UUID id) {
        return find(id).orElseThrow(() -> new RefusedException(new ConsumerRefusal.NothingHere()));
    }

    /** One change at a time for each consumer: counting their numbers and adding one is one step. */
    default Consumer lock(UUID id) {
        return findToLock(id).orElseThrow(() -> new RefusedException(new ConsumerRefusal.NothingHere()));
    }

    @SqlQuery("select * from accounts.consumer where id = :id")
    Optional<Consumer> find(UUID id);

    @SqlQuery("select * from accounts.consumer where id = :id for no key update")
    Optional<Consumer> findToLock(UUID id);

    /** No row is changed when another consumer has the address. */
    @SqlUpdate("""
            update accounts.consumer set email = :email
            where id = :id and not exists (select from accounts.consumer where email = :email)
            """)
    boolean changeAddress(UUID id, String email);

    /** A consumer who wrote before: the limit of numbers is a person's, not a letter's. */
    @SqlQuery("""
            select id from accounts.consumer
            where email is null and lower(name) = lower(:name) and lower(postal_address) = lower(:address)
            order by created_at limit 1
            """)
    Optional<UUID> knownOnPaper(String name, String address);

    /** Forgets consumers who have nothing left here. */
    @SqlUpdate("""
            delete from accounts.consumer c
            where created_at < :before and not exists (select from accounts.registration r where r.consumer = c.id)
                and not exists (select from accounts.opposition_request q where q.consumer = c.id)
            """)
    int forget(Instant before);
}
