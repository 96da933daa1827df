package org.openbloctel.registry.accounts.company;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;

/**
 * Keys of programs: 256 random bits behind a beginning that says what they are, shown once, kept as a hash. A key works from the
 * moment it is made to the moment it is revoked, expires, or its maker leaves; a real one only while its company is verified, for a year
 * at most, and from networks that were named, be it all of them. Thread-safe.
 */
public final class Keys {
    /** How a real key begins. */
    public static final String LIVE = "obl_live_";
    /** How a test key begins. */
    public static final String TEST = "obt_test_";

    /** A real key ends after so long at the latest. */
    public static final Period MAX_LIFE = Period.ofYears(1);

    /** From anywhere, by decision: a real key without networks is refused. */
    public static final List<String> ANYWHERE = List.of("0.0.0.0/0", "::/0");

    private static final int SHOWN = 13;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final ApiKeyRows rows;
    private final MandateRows mandates;
    private final PowerRows powers;

    public Keys(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(ApiKeyRows.class);
        this.mandates = database.rows(MandateRows.class);
        this.powers = powers(database);
    }

    /** The keys that work, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return ApiKeyRows.powers(database);
    }

    /**
     * Makes a key. Its maker needs a second factor; that they gave it in this session, the door has seen to.
     *
     * @return the key, with its text, which is not shown again
     */
    public Made make(Member by, Wanted wanted) {
        if (!by.secondFactor()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
        if (!wanted.test()) {
            Companies.requireVerified(database, by.company());
        }
        String name = Company.Form.line("name", wanted.name());
        requireMandates(by.company(), wanted.principals());
        if (wanted.scopes().isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("scopes"));
        }
        List<String> networks = Network.all(wanted.networks());
        LocalDate expiresOn = wanted.expiresOn();
        if (!wanted.test() && networks.isEmpty()) {
            throw new RefusedException(new CompanyRefusal.KeyNetworks());
        }
        LocalDate today = LegalCalendar.today(clock);
        if (expiresOn != null && expiresOn.isBefore(today)) {
            throw new RefusedException(new RequestRefusal.UnreadableField("expiresOn"));
        }
        LocalDate latest = today.plus(MAX_LIFE);
        if (!wanted.test() && (expiresOn == null || expiresOn.isAfter(latest))) {
            throw new RefusedException(new CompanyRefusal.KeyEnd(latest));
        }
        String text = (wanted.test() ? TEST : LIVE) + Links.token();
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                by.company(),
                by.id(),
                name,
                wanted.test(),
                text.substring(0, SHOWN),
                wanted.scopes().stream().map(ApiKey.Scope::code).collect(Collectors.toSet()),
                wanted.principals(),
                networks,
                clock.instant(),
                expiresOn,
                null,
                null);
        return database.inAccounts(() -> {
            PowerRows.Change change = powers.change(key.id());
            rows.insert(key, key.scopes().stream().sorted().toList(), Links.hash(text));
            record(by, "key.made", key.id(), change);
            return new Made(text, find(by.company(), key.id()));
        });
    }

    /** A key is bound to companies for which its company may act now; once a mandate is over, the key does no more than its company. */
    private void requireMandates(UUID company, Set<UUID> principals) {
        Instant now = clock.instant();
        Set<UUID> known = mandates.principals(company, now, LegalCalendar.dayOf(now)).stream()
                .map(Mandate.Principal::id)
                .collect(Collectors.toSet());
        if (!principals.stream().allMatch(one -> one.equals(company) || known.contains(one))) {
            throw new RefusedException(new CompanyRefusal.NoMandate());
        }
    }

    /** The keys of a company, the latest first. */
    public List<ApiKey> of(UUID company) {
        return rows.of(company);
    }

    public ApiKey find(UUID company, UUID id) {
        return rows.find(company, id).orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownKey()));
    }

    /** Stops a key for ever, from this moment. */
    public void revoke(Member by, UUID id) {
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            if (!rows.revoke(by.company(), id, clock.instant())) {
                throw new RefusedException(new CompanyRefusal.UnknownKey());
            }
            record(by, "key.revoked", id, change);
        });
    }

    /**
     * The key with this text, if it works now and from there. Unknown, expired, revoked, from elsewhere: all are nothing.
     *
     * @param from the client's address, as the trusted proxy gives it
     */
    public Optional<ApiKey> authenticate(String text, InetAddress from) {
        if (!text.startsWith(LIVE) && !text.startsWith(TEST)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ApiKey> found = ApiKeyRows.usable(database, Links.hash(text))
                .filter(key -> key.worksOn(LegalCalendar.dayOf(now)) && !isDoubted(key))
                .filter(key -> Network.admit(key.networks(), from));
        found.ifPresent(key -> noteUse(key, now));
        return found;
    }

    /** In this server's memory: it costs no statement. */
    private boolean isDoubted(ApiKey key) {
        return database.isDoubted("key", key.id()) || (!key.test() && database.isDoubted("company", key.company()));
    }

    private void noteUse(ApiKey key, Instant now) {
        Instant noted = key.lastUsedAt();
        if (noted == null || noted.plus(USE_NOTED_EVERY).isBefore(now)) {
            rows.used(key.id(), now);
        }
    }

    private void record(Member by, String action, UUID key, PowerRows.Change change) {
        audit.record(new AuditEntry(by.actor(), action, "key:" + key, change.made()));
    }

    /**
     * A key as it is asked for.
     *
     * @param name what it is for
     * @param test whether it is a test key
     * @param scopes what it may do
     * @param principals the companies for which alone it is to act; empty for all
     * @param networks from where, in CIDR; {@link Keys#ANYWHERE}, or empty for a test key, for anywhere
     * @param expiresOn the last day it works; null for a test key that does not end
     */
    public record Wanted(
            String name,
            boolean test,
            Set<ApiKey.Scope> scopes,
            Set<UUID> principals,
            List<String> networks,
            @Nullable LocalDate expiresOn) {
        /** Copies the collections. */
        public Wanted {
            scopes = Set.copyOf(scopes);
            principals = Set.copyOf(principals);
            networks = List.copyOf(networks);
        }

        /** A key that acts for all for which its company may. */
        public Wanted(
                String name,
                boolean test,
                Set<ApiKey.Scope> scopes,
                List<String> networks,
                @Nullable LocalDate expiresOn) {
            this(name, test, scopes, Set.of(), networks, expiresOn);
        }
    }

    /**
     * A new key.
     *
     * @param text the key itself: to be shown once
     * @param key what is kept of it
     */
    public record Made(String text, ApiKey key) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }
}
