package org.openbloctel.registry.accounts.consumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The rows of requests. Every method runs in the caller's transaction. */
final class RequestRows {
    /** How long a link that confirms holds, and a number waits for its code. */
    static final Duration VALID = Duration.ofDays(10);

    private final Database database;

    RequestRows(Database database) {
        this.database = database;
    }

    UUID add(
            @Nullable UUID consumer,
            @Nullable String email,
            PhoneNumber number,
            Locale locale,
            boolean older,
            Instant now) {
        UUID id = UUID.randomUUID();
        database.accounts()
                .sql("""
                        insert into accounts.opposition_request (id, consumer, email, number, locale, withdraw_older,
                            requested_at, expires_at)
                        values (:id, :consumer, :email, :number, :locale, :older, :now, :expires)
                        """)
                .param("id", id)
                .param("consumer", consumer)
                .param("email", email)
                .param("number", sealed(number))
                .param("locale", locale.toLanguageTag())
                .param("older", older)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(VALID).atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** Whether the request of this id, or one that became the registration of this id, was made with that wish. */
    boolean wantsOlder(UUID consumer, UUID subject) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.opposition_request where consumer = :consumer and withdraw_older
                            and :subject in (id, registration))
                        """)
                .param("consumer", consumer)
                .param("subject", subject)
                .query(Boolean.class)
                .single();
    }

    /** Whether this request was made with that wish, which is still open. */
    boolean wantsOlder(UUID request) {
        return database.accounts()
                .sql("select exists (select from accounts.opposition_request where id = :request and withdraw_older)")
                .param("request", request)
                .query(Boolean.class)
                .single();
    }

    /** The wish was fulfilled or given up. */
    void forgetOlder(UUID consumer, UUID registration) {
        database.accounts()
                .sql("""
                        update accounts.opposition_request set withdraw_older = false
                        where consumer = :consumer and registration = :registration
                        """)
                .param("consumer", consumer)
                .param("registration", registration)
                .update();
    }

    /** The number that a request is about. */
    Optional<PhoneNumber> number(UUID request) {
        return database.accounts()
                .sql("select number from accounts.opposition_request where id = :request")
                .param("request", request)
                .query(UUID.class)
                .optional()
                .map(this::opened);
    }

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
    Optional<Confirming> confirm(byte[] token, Instant now) {
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
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("token", token)
                .param("id", id)
                .query((row, n) -> {
                    OppositionRequest request = read(row, n);
                    String email = row.getString("address");
                    return new Confirming(
                            request,
                            email,
                            row.getBoolean("made") ? new Consumer(id, email, null, null, request.locale(), now) : null);
                })
                .optional();
    }

    OppositionRequest lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.opposition_request where id = :id for update")
                .param("id", id)
                .query(this::read)
                .single();
    }

    /** A consumer's request, settled or not, whose time is not over. */
    Optional<OppositionRequest> of(UUID consumer, UUID id, Instant now) {
        return database.accounts()
                .sql("""
                        select * from accounts.opposition_request
                        where id = :id and consumer = :consumer and expires_at > :now
                        """)
                .param("id", id)
                .param("consumer", consumer)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(this::read)
                .optional();
    }

    /** A consumer's numbers that wait for their code. */
    List<OppositionRequest> open(UUID consumer, Instant now) {
        return database.accounts()
                .sql("""
                        select * from accounts.opposition_request
                        where consumer = :consumer and settled_at is null and expires_at > :now
                        order by requested_at, id
                        """)
                .param("consumer", consumer)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(this::read)
                .list();
    }

    /** Unconfirmed for this long and not reminded yet; what a server works on, another passes over. */
    List<OppositionRequest> toRemind(Instant now, Duration after, int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.opposition_request
                        where settled_at is null and consumer is null and reminded_at is null and requested_at <= :before
                            and expires_at > :now
                        order by requested_at limit :limit for update skip locked
                        """)
                .param("before", now.minus(after).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** Whether a person who asked twice has confirmed the other mail. */
    boolean doneElsewhere(String email, PhoneNumber number) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.registration r join accounts.consumer c on c.id = r.consumer
                            where c.email = :email and r.number = :number and r.ended_at is null)
                        """)
                .param("email", email)
                .param("number", sealed(number))
                .query(Boolean.class)
                .single();
    }

    void reminded(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.opposition_request set reminded_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** The address is confirmed; the number waits for its code. */
    void confirmed(UUID id, UUID consumer, Instant now) {
        database.accounts()
                .sql(
                        "update accounts.opposition_request set consumer = :consumer, expires_at = :expiresAt where id = :id")
                .param("consumer", consumer)
                .param("expiresAt", now.plus(VALID).atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void settled(UUID id, UUID consumer, UUID registration, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.opposition_request
                        set consumer = :consumer, settled_at = :now, registration = :registration
                        where id = :id
                        """)
                .param("consumer", consumer)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("registration", registration)
                .param("id", id)
                .update();
    }

    /** The consumer does not want it any more. */
    boolean drop(UUID consumer, UUID id) {
        return database.accounts()
                        .sql(
                                "delete from accounts.opposition_request where id = :id and consumer = :consumer and settled_at is null")
                        .param("id", id)
                        .param("consumer", consumer)
                        .update()
                == 1;
    }

    private OppositionRequest read(ResultSet row, int n) throws SQLException {
        return new OppositionRequest(
                row.getObject("id", UUID.class),
                row.getObject("consumer", UUID.class),
                row.getString("email"),
                opened(row.getObject("number", UUID.class)),
                Locale.forLanguageTag(row.getString("locale")),
                Columns.instant(row, "requested_at"),
                Columns.instant(row, "expires_at"),
                row.getObject("registration", UUID.class));
    }

    private UUID sealed(PhoneNumber number) {
        return database.accountsNumbers().seal(number.e164());
    }

    private PhoneNumber opened(UUID sealed) {
        return new PhoneNumber(database.accountsNumbers().open(sealed));
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.opposition_request where expires_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }
}
