package org.openbloctel.registry.accounts.consumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The rows of consumers. Every method runs in the caller's transaction. */
final class ConsumerRows {
    private final Database database;

    ConsumerRows(Database database) {
        this.database = database;
    }

    /** The consumer of a confirmed address, made when there is none, and locked. */
    Consumer obtain(String email, Locale locale, Instant now) {
        Optional<Consumer> made = database.accounts()
                .sql("""
                        insert into accounts.consumer (id, email, locale, created_at)
                        values (:id, :email, :locale, :now)
                        on conflict (email) do nothing
                        returning *
                        """)
                .param("id", UUID.randomUUID())
                .param("email", email)
                .param("locale", locale.toLanguageTag())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(ConsumerRows::read)
                .optional();
        return made.orElseGet(() -> database.accounts()
                .sql("select * from accounts.consumer where email = :email for no key update")
                .param("email", email)
                .query(ConsumerRows::read)
                .single());
    }

    Consumer addByLetter(String name, String postalAddress, Locale locale, Instant now) {
        UUID id = UUID.randomUUID();
        database.accounts()
                .sql("""
                        insert into accounts.consumer (id, name, postal_address, locale, created_at)
                        values (:id, :name, :postalAddress, :locale, :now)
                        """)
                .param("id", id)
                .param("name", name)
                .param("postalAddress", postalAddress)
                .param("locale", locale.toLanguageTag())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return lock(id);
    }

    Optional<Consumer> byAddress(String email) {
        return database.accounts()
                .sql("select * from accounts.consumer where email = :email")
                .param("email", email)
                .query(ConsumerRows::read)
                .optional();
    }

    Consumer get(UUID id) {
        return find(id, "");
    }

    /** One change at a time for each consumer: counting their numbers and adding one is one step. */
    Consumer lock(UUID id) {
        return find(id, " for no key update");
    }

    Optional<Consumer> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.consumer where id = :id")
                .param("id", id)
                .query(ConsumerRows::read)
                .optional();
    }

    private Consumer find(UUID id, String lock) {
        return database.accounts()
                .sql("select * from accounts.consumer where id = :id" + lock)
                .param("id", id)
                .query(ConsumerRows::read)
                .optional()
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.NothingHere()));
    }

    private static Consumer read(ResultSet row, int n) throws SQLException {
        return new Consumer(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getString("postal_address"),
                Locale.forLanguageTag(row.getString("locale")),
                Columns.instant(row, "created_at"));
    }

    /** No row is changed when another consumer has the address. */
    int changeAddress(UUID id, String email) {
        return database.accounts()
                .sql("""
                            update accounts.consumer set email = :email
                            where id = :id and not exists (select from accounts.consumer where email = :email)
                            """)
                .param("email", email)
                .param("id", id)
                .update();
    }

    /** A consumer who wrote before: the limit of numbers is a person's, not a letter's. */
    Optional<UUID> knownOnPaper(String name, String address) {
        return database.accounts()
                .sql("""
                        select id from accounts.consumer
                        where email is null and lower(name) = lower(:name) and lower(postal_address) = lower(:address)
                        order by created_at limit 1
                        """)
                .param("name", name)
                .param("address", address)
                .query(UUID.class)
                .optional();
    }

    /** Forgets consumers who have nothing left here. */
    int forget(Instant before) {
        return database.accounts()
                .sql("""
                        delete from accounts.consumer c
                        where created_at < :before
                            and not exists (select from accounts.registration r where r.consumer = c.id)
                            and not exists (select from accounts.opposition_request q where q.consumer = c.id)
                        """)
                .param("before", Columns.timestamp(before))
                .update();
    }
}
