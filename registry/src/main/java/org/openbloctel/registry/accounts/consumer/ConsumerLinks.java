package org.openbloctel.registry.accounts.consumer;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * Links sent by mail: a token of 256 random bits, of which only the hash is kept, and which does its work once. The second of
 * two clicks that come within {@link #DOUBLE_CLICK} of each other is answered like the first, since the browser shows only that
 * answer. Thread-safe; two uses of one link wait for each other.
 */
final class ConsumerLinks {
    /** How far apart two clicks are one. */
    static final Duration DOUBLE_CLICK = Duration.ofSeconds(30);

    /** Mails with links that one address gets within {@link #PER_ADDRESS_WITHIN}; further ones are asked for in vain. */
    static final int PER_ADDRESS = 10;

    static final Duration PER_ADDRESS_WITHIN = Duration.ofHours(24);

    private static final int TOKEN_BYTES = 32;

    private final ConsumerLinkRows rows;
    private final SecureRandom random = new SecureRandom();

    ConsumerLinks(Database database) {
        this.rows = database.rows(ConsumerLinkRows.class);
    }

    /** A link that was followed; {@code again} if it is the second click of two. */
    record Followed(ConsumerLinkRows.Link link, boolean again) {}

    /** Makes a link and gives its token, which cannot be given a second time. */
    String make(ConsumerLinkRows.Link link, Instant now, Instant expires) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        rows.insert(hash(token), link, now, expires);
        return token;
    }

    /** Whether the address got as many mails as anybody needs. Counts known and unknown addresses alike. */
    boolean exhausted(String email, Instant now) {
        return rows.count(email, now.minus(PER_ADDRESS_WITHIN)) >= PER_ADDRESS;
    }

    /** Whether a link would still do its work; looking uses nothing up. */
    boolean isOpen(String token, ConsumerLinkRows.Purpose purpose, Instant now) {
        return rows.find(hash(token), purpose, now)
                .filter(row -> row.usedAt() == null)
                .isPresent();
    }

    /** What a link would do, or did; looking uses nothing up. */
    Optional<ConsumerLinkRows.Link> look(String token, ConsumerLinkRows.Purpose purpose, Instant now) {
        return rows.find(hash(token), purpose, now).map(ConsumerLinkRows.Row::link);
    }

    /** Uses a link, in the transaction of what it does: when that fails, the link is as before. */
    Followed follow(String token, ConsumerLinkRows.Purpose purpose, Instant now) {
        Optional<ConsumerLinkRows.Link> first = rows.use(hash(token), purpose, now);
        if (first.isPresent()) {
            return new Followed(first.get(), false);
        }
        ConsumerLinkRows.Row row = rows.find(hash(token), purpose, now)
                .orElseThrow(() -> new RefusedException(new ConsumerRefusal.LinkExpired()));
        Instant used = row.usedAt();
        if (used == null || used.plus(DOUBLE_CLICK).isBefore(now)) {
            throw new RefusedException(new ConsumerRefusal.LinkUsed());
        }
        return new Followed(row.link(), true);
    }

    static byte[] hash(String token) {
        return Sha256.newDigest().digest(token.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets links that ended before an instant; how many. */
    int forget(Instant before) {
        return rows.forget(before);
    }
}
