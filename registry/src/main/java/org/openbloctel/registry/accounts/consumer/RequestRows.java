package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The rows of requests. Every method runs in the caller's transaction. Numbers that are bound are sealed. */
interface RequestRows {
    static RequestRows in(Database database) {
        return database.rows(
                RequestRows.class,
                new Reading<>(RequestRow.class, OppositionRequest.class, row -> row.request(database)));
    }

    /** A request as it stands in its row. */
    record RequestRow(
            UUID id,
            @Nullable UUID consumer,
            @Nullable String email,
            UUID number,
            Locale locale,
            Instant requestedAt,
            Instant expiresAt,
            @Nullable UUID registration) {
        OppositionRequest request(Database database) {
            return new OppositionRequest(
                    id,
                    consumer,
                    email,
                    PhoneNumber.opened(number, database),
                    locale,
                    requestedAt,
                    expiresAt,
                    registration);
        }
    }

    @SqlUpdate("""
            insert into accounts.opposition_request (id, consumer, email, number, locale, withdraw_older, requested_at, expires_at)
            values (:request.id, :request.consumer, :request.email, :number, :request.locale, :older,
                :request.requestedAt, :request.expiresAt)
            """)
    void insert(OppositionRequest request, UUID number, boolean older);

    /** Whether the request of this id, or one that became the registration of this id, was made with that wish. */
    @SqlQuery("""
            select exists (select from accounts.opposition_request where consumer = :consumer and withdraw_older
                and :subject in (id, registration))
            """)
    boolean wantsOlder(UUID consumer, UUID subject);

    /** Whether this request was made with that wish, which is still open. */
    @SqlQuery("select exists (select from accounts.opposition_request where id = :request and withdraw_older)")
    boolean wantsOlder(UUID request);

    /** The wish was fulfilled or given up. */
    @SqlUpdate("""
            update accounts.opposition_request set withdraw_older = false
            where consumer = :consumer and registration = :registration
            """)
    void forgetOlder(UUID consumer, UUID registration);

    /** The number that a request is about, sealed. */
    @SqlQuery("select number from accounts.opposition_request where id = :request")
    Optional<UUID> number(UUID request);

    /**
     * A request whose address is confirmed now.
     *
     * @param request as it is, locked
     * @param email the address
     * @param made the consumer made for it; null where the address had one, or the request has
     */
    record Confirming(
            OppositionRequest request,
            String email,
            @Nullable Consumer made) {}

    /**
     * Uses a link that confirms an address, locks its request, and makes a consumer unless the address has one. Empty when the link was used
     * before or does not hold. One statement: a confirmation is as fast as its round trips are few.
     */
    static Optional<Confirming> confirm(Database database, byte[] token, Instant now) {
        UUID id = UUID.randomUUID();
        return database.accounts()
                .sql("""
                        with used as (
                                update accounts.consumer_link set used_at = :now
                                where token_hash = :token and purpose = 'CONFIRM' and expires_at > :now and used_at is null
                                returning request, email),
                            asked as (
                                select q.*, used.email as address
                                from used join accounts.opposition_request q on q.id = used.request
                                for update of q),
                            made as (
                                insert into accounts.consumer (id, email, locale, created_at)
                                select :id, address, locale, :now from asked where consumer is null
                                on conflict (email) do nothing
                                returning id)
                        select asked.*, exists (select from made) as made from asked
                        """)
                .param("now", Columns.timestamp(now))
                .param("token", token)
                .param("id", id)
                .query((row, n) -> {
                    RequestRow found = new RequestRow(
                            row.getObject("id", UUID.class),
                            row.getObject("consumer", UUID.class),
                            row.getString("email"),
                            row.getObject("number", UUID.class),
                            Locale.forLanguageTag(row.getString("locale")),
                            Columns.instant(row, "requested_at"),
                            Columns.instant(row, "expires_at"),
                            row.getObject("registration", UUID.class));
                    String email = row.getString("address");
                    return new Confirming(
                            found.request(database),
                            email,
                            row.getBoolean("made") ? new Consumer(id, email, null, null, found.locale(), now) : null);
                })
                .optional();
    }

    @SqlQuery("select * from accounts.opposition_request where id = :id for update")
    OppositionRequest lock(UUID id);

    /** A consumer's request, settled or not, whose time is not over. */
    @SqlQuery("select * from accounts.opposition_request where id = :id and consumer = :consumer and expires_at > :now")
    Optional<OppositionRequest> of(UUID consumer, UUID id, Instant now);

    /** A consumer's numbers that wait for their code. */
    @SqlQuery("""
            select * from accounts.opposition_request
            where consumer = :consumer and settled_at is null and expires_at > :now
            order by requested_at, id
            """)
    List<OppositionRequest> open(UUID consumer, Instant now);

    /** Unconfirmed since an instant and not reminded yet; what a server works on, another passes over. */
    @SqlQuery("""
            select * from accounts.opposition_request
            where settled_at is null and consumer is null and reminded_at is null and requested_at <= :before and expires_at > :now
            order by requested_at limit :limit for update skip locked
            """)
    List<OppositionRequest> toRemind(Instant before, Instant now, int limit);

    /** Whether a person who asked twice has confirmed the other mail. */
    @SqlQuery("""
            select exists (select from accounts.registration r join accounts.consumer c on c.id = r.consumer
                where c.email = :email and r.number = :number and r.ended_at is null)
            """)
    boolean doneElsewhere(String email, UUID number);

    @SqlUpdate("update accounts.opposition_request set reminded_at = :now where id = :id")
    void reminded(UUID id, Instant now);

    /** The address is confirmed; the number waits for its code. */
    @SqlUpdate("update accounts.opposition_request set consumer = :consumer, expires_at = :expiresAt where id = :id")
    void confirmed(UUID id, UUID consumer, Instant expiresAt);

    @SqlUpdate("""
            update accounts.opposition_request
            set consumer = :consumer, settled_at = :now, registration = :registration
            where id = :id
            """)
    void settled(UUID id, UUID consumer, UUID registration, Instant now);

    /** The consumer does not want it any more. */
    @SqlUpdate("delete from accounts.opposition_request where id = :id and consumer = :consumer and settled_at is null")
    void drop(UUID consumer, UUID id);

    @SqlUpdate("delete from accounts.opposition_request where expires_at < :before")
    int forget(Instant before);
}
