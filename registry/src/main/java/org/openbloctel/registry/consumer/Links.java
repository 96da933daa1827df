package org.openbloctel.registry.consumer;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.ConsumerRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.vault.Sha256;

/**
 * Links sent by mail: a token of 256 random bits, of which only the hash is kept, and which does its work once. The second of
 * two clicks that come within {@link #DOUBLE_CLICK} of each other is answered like the first, since the browser shows only that
 * answer. Thread-safe; two uses of one link wait for each other.
 */
final class Links {
    /** How far apart two clicks are one. */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);

    /** Mails with links that one address gets within {@link #PER_ADDRESS_WITHIN}; further ones are asked for in vain. */
    static final int PER_ADDRESS = 10;

    static final Duration PER_ADDRESS_WITHIN = Duration.ofHours(24);

    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    Links(Database database) {
        this.database = database;
    }

    /** What a link does when its button is pressed. */
    enum Purpose {
        CONFIRM,
        SIGN_IN,
        CHECK,
        CHANGE_ADDRESS
    }

    /**
     * What is kept of a link.
     *
     * @param purpose what it does
     * @param email whom it was sent to
     * @param request the request it confirms
     * @param consumer whose address it changes
     * @param registrationNumber the number it asks about
     */
    record Link(
            Purpose purpose,
            String email,
            @Nullable UUID request,
            @Nullable UUID consumer,
            @Nullable String registrationNumber) {}

    /** A link that was followed; {@code again} if it is the second click of two. */
    record Followed(Link link, boolean again) {}

    /** Makes a link and gives its token, which nobody can give a second time. */
    String make(Link link, Instant now, Instant expires) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.accounts()
                .sql("""
                        insert into accounts.consumer_link (token_hash, purpose, email, request, consumer,
                            registration_number, created_at, expires_at)
                        values (:hash, :purpose, :email, :request, :consumer, :registration, :now, :expires)
                        """)
                .param("hash", hash(token))
                .param("purpose", link.purpose().name())
                .param("email", link.email())
                .param("request", link.request())
                .param("consumer", link.consumer())
                .param("registration", link.registrationNumber())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    /** Whether the address got as many mails as anybody needs. Counts known and unknown addresses alike. */
    boolean exhausted(String email, Instant now) {
        return database.accounts()
                        .sql(
                                "select count(*) from accounts.consumer_link where email = :email and created_at > :createdAt")
                        .param("email", email)
                        .param("createdAt", now.minus(PER_ADDRESS_WITHIN).atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                >= PER_ADDRESS;
    }

    /** Whether a link would still do its work; looking uses nothing up. */
    boolean isOpen(String token, Purpose purpose, Instant now) {
        return find(token, purpose, now, "").filter(row -> row.used() == null).isPresent();
    }

    /** What a link would do, or did; looking uses nothing up. */
    Optional<Link> look(String token, Purpose purpose, Instant now) {
        return find(token, purpose, now, "").map(Row::link);
    }

    /** Uses a link, in the transaction of what it does: when that fails, the link is as before. */
    Followed follow(String token, Purpose purpose, Instant now) {
        Row row = find(token, purpose, now, " for update")
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.LinkExpired()));
        if (row.used() != null) {
            if (row.used().plus(DOUBLE_CLICK).isBefore(now)) {
                throw new RefusedException(new ConsumerRefusal.LinkUsed());
            }
            return new Followed(row.link(), true);
        }
        database.accounts()
                .sql("update accounts.consumer_link set used_at = :now where token_hash = :tokenHash")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("tokenHash", hash(token))
                .update();
        return new Followed(row.link(), false);
    }

    private Optional<Row> find(String token, Purpose purpose, Instant now, String lock) {
        return database.accounts()
                .sql("""
                        select * from accounts.consumer_link
                        where token_hash = :hash and purpose = :purpose and expires_at > :now
                        """ + lock)
                .param("hash", hash(token))
                .param("purpose", purpose.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Links::row)
                .optional();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        Link link = new Link(
                Purpose.valueOf(row.getString("purpose")),
                row.getString("email"),
                row.getObject("request", UUID.class),
                row.getObject("consumer", UUID.class),
                row.getString("registration_number"));
        return new Row(link, Columns.optionalInstant(row, "used_at").orElse(null));
    }

    static byte[] hash(String token) {
        return Sha256.newDigest().digest(token.getBytes(StandardCharsets.UTF_8));
    }

    private record Row(Link link, @Nullable Instant used) {}
}
