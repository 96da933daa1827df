package org.openbloctel.registry.authority.feed;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SignalRefusal;
import org.openbloctel.registry.platform.security.Network;

/**
 * Keys of the feed: 256 random bits behind a beginning that names their purpose, shown once, kept as a hash. A key works for a year, from
 * networks that were named, be it all of them, or until an inspector revokes it; both are in the audit trail. Thread-safe.
 */
public final class FeedKeys {
    /** How a key begins. */
    public static final String BEGINNING = "obf_feed_";

    /** How long a key works. */
    public static final Period LIFE = Period.ofYears(1);

    /** How long an expired or revoked key is listed. */
    private static final Period KEPT = Period.ofYears(1);

    private static final int MAX_NAME = 100;
    /** As many digits may be a phone number, which the audit trail never has; the name of no authority has them. */
    private static final int NUMBER_DIGITS = 9;

    private static final int SHOWN = 13;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final FeedKeyRows rows;
    private final PowerRows powers;

    /** Over this database. */
    public FeedKeys(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(FeedKeyRows.class);
        this.powers = powers(database);
    }

    /** The keys that work, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return FeedKeyRows.powers(database);
    }

    /**
     * A new key.
     *
     * @param text the key itself: to be shown once
     */
    public record Made(String text, FeedKey key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /**
     * Makes a key for an authority.
     *
     * @param networks from where it works, in CIDR; {@link Keys#ANYWHERE} for anywhere
     */
    public Made make(Inspector inspector, String authority, List<String> networks) {
        String name = authority.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        boolean numbered = name.chars().filter(Character::isDigit).count() >= NUMBER_DIGITS;
        if (name.isEmpty() || name.length() > MAX_NAME || numbered) {
            throw new RefusedException(new RequestRefusal.UnreadableField("authority"));
        }
        if (networks.isEmpty()) {
            throw new RefusedException(new CompanyRefusal.KeyNetworks());
        }
        Instant now = now();
        LocalDate ends = LegalCalendar.dayOf(now).plus(LIFE);
        String text = BEGINNING + Links.token();
        FeedKey key = new FeedKey(UUID.randomUUID(), name, text.substring(0, SHOWN), networks, now, ends, null, null);
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(key.id());
            rows.insert(key, Links.hash(text), inspector.actor());
            record(inspector.actor(), "feed.key-made", key.id(), change.made(Map.of("authority", name)));
        });
        return new Made(text, key);
    }

    /** All keys, the latest first. */
    public List<FeedKey> all(Inspector inspector) {
        return rows.all();
    }

    /** Revokes a key at once and for ever. */
    public void revoke(Inspector inspector, UUID id) {
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            if (!rows.revoke(id, now())) {
                throw new RefusedException(new SignalRefusal.UnknownFeedKey());
            }
            record(inspector.actor(), "feed.key-revoked", id, change.made());
        });
    }

    /**
     * The key with this text, if it works now and from there. Empty for an unknown, expired or revoked key, and from elsewhere.
     *
     * @param from the client's address, as the trusted proxy gives it
     */
    public Optional<FeedKey> authenticate(String text, InetAddress from) {
        if (!text.startsWith(BEGINNING)) {
            return Optional.empty();
        }
        Instant now = now();
        Optional<FeedKey> found = rows.byHash(Links.hash(text))
                .filter(key -> key.worksOn(LegalCalendar.dayOf(now)) && Network.admit(key.networks(), from))
                .filter(key -> !database.isDoubted("feed-key", key.id()));
        found.filter(key -> key.lastUsedAt() == null
                        || key.lastUsedAt().plus(USE_NOTED_EVERY).isBefore(now))
                .ifPresent(key -> rows.used(key.id(), now));
        return found;
    }

    /** Forgets keys that have not worked for a year; returns how many. */
    public int forget() {
        LocalDate today = LegalCalendar.today(clock);
        return rows.forget(today.minus(KEPT), LegalCalendar.startOf(today.minus(KEPT)));
    }

    private void record(String actor, String action, UUID key, Map<String, String> details) {
        audit.record(new AuditEntry(actor, action, "feed-key:" + key, details));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A stored key of the feed.
     *
     * @param authority who fetches with it
     * @param beginning its first characters, by which people tell keys apart
     * @param networks from where it works, in CIDR; none for a key of the release before, which works from anywhere
     * @param expiresOn the last day on which it works
     * @param revokedAt when it was revoked; null for a key that was not
     */
    public record FeedKey(
            UUID id,
            String authority,
            String beginning,
            List<String> networks,
            Instant madeAt,
            LocalDate expiresOn,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        /** Copies the list. */
        public FeedKey {
            networks = List.copyOf(networks);
        }

        /** True of a key without networks, or with one of all addresses. */
        public boolean fromAnywhere() {
            return networks.isEmpty() || networks.stream().anyMatch(network -> network.endsWith("/0"));
        }

        /** Whether it works on a day. */
        public boolean worksOn(LocalDate day) {
            return revokedAt == null && !day.isAfter(expiresOn);
        }
    }
}
