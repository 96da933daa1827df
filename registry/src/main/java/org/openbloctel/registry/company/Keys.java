package org.openbloctel.registry.company;

import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.credential.Links;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/**
 * Keys of programs: 256 random bits behind a beginning that says what they are, shown once, kept as a hash. A key works from the
 * moment it is made to the moment it is revoked, expires, or its maker leaves; a real one only while its company is verified.
 * Thread-safe.
 */
public final class Keys {
    /** How a real key begins. */
    public static final String LIVE = "obl_live_";
    /** How a test key begins. */
    public static final String TEST = "obt_test_";

    private static final int SHOWN = 13;
    private static final int MAX_NETWORKS = 20;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    /** Keys in this database. */
    public Keys(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Makes a key. Its maker needs a second factor; that they gave it in this session, the door has seen to.
     *
     * @return the key, with its text, which nobody sees again
     */
    public Made make(Member by, Wanted wanted) {
        if (!by.secondFactor()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
        String name = CompanyForm.line("name", wanted.name());
        if (wanted.scopes().isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("scopes"));
        }
        List<String> networks = wanted.networks().stream()
                .map(Network::of)
                .map(Network::toString)
                .toList();
        LocalDate expiresOn = wanted.expiresOn();
        if (networks.size() > MAX_NETWORKS) {
            throw new RefusedException(new RequestRefusal.UnreadableField("networks"));
        }
        if (expiresOn != null && expiresOn.isBefore(LegalCalendar.today(clock))) {
            throw new RefusedException(new RequestRefusal.UnreadableField("expiresOn"));
        }
        String text = (wanted.test() ? TEST : LIVE) + Links.token();
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            if (!wanted.test()) {
                Companies.requireVerified(database, by.company());
            }
            database.accounts()
                    .sql(
                            "insert into accounts.api_key (id, company, made_by, name, test, beginning, hash, scopes, networks,"
                                    + " made_at, expires_on) values (:id, :company, :by, :name, :test, :beginning, :hash, :scopes,"
                                    + " :networks, :now, :expires)")
                    .param("id", id)
                    .param("company", by.company())
                    .param("by", by.id())
                    .param("name", name)
                    .param("test", wanted.test())
                    .param("beginning", text.substring(0, SHOWN))
                    .param("hash", Links.hash(text))
                    .param(
                            "scopes",
                            wanted.scopes().stream().map(Scope::code).sorted().toArray(String[]::new))
                    .param("networks", networks.toArray(String[]::new))
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("expires", expiresOn)
                    .update();
            record(by, "key.made", id);
            return new Made(text, find(by.company(), id));
        });
    }

    /** The keys of a company, the latest first. */
    public List<ApiKey> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.api_key where company = ? order by made_at desc, id")
                .param(company)
                .query(Keys::key)
                .list();
    }

    /** A key of a company. */
    public ApiKey find(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.api_key where company = ? and id = ?")
                .params(company, id)
                .query(Keys::key)
                .optional()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownKey()));
    }

    /** Stops a key for ever, from this moment. */
    public void revoke(Member by, UUID id) {
        database.runInAccounts(() -> {
            int revoked = database.accounts()
                    .sql(
                            "update accounts.api_key set revoked_at = ? where id = ? and company = ? and revoked_at is null")
                    .params(clock.instant().atOffset(ZoneOffset.UTC), id, by.company())
                    .update();
            if (revoked == 0) {
                throw new RefusedException(new CompanyRefusal.UnknownKey());
            }
            record(by, "key.revoked", id);
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
        Optional<ApiKey> found = database.accounts()
                .sql("select k.* from accounts.api_key k join accounts.company c on c.id = k.company"
                        + " where k.hash = ? and (k.test or c.state = 'VERIFIED')")
                .param(Links.hash(text))
                .query(Keys::key)
                .optional()
                .filter(key -> key.worksOn(LegalCalendar.dayOf(now)))
                .filter(key -> key.networks().isEmpty()
                        || key.networks().stream().map(Network::of).anyMatch(network -> network.contains(from)));
        found.ifPresent(key -> noteUse(key, now));
        return found;
    }

    private void noteUse(ApiKey key, Instant now) {
        Instant noted = key.lastUsedAt();
        if (noted == null || noted.plus(USE_NOTED_EVERY).isBefore(now)) {
            database.accounts()
                    .sql("update accounts.api_key set last_used_at = ? where id = ?")
                    .params(now.atOffset(ZoneOffset.UTC), key.id())
                    .update();
        }
    }

    private void record(Member by, String action, UUID key) {
        audit.record(new AuditEntry(by.actor(), action, "key:" + key, Map.of()));
    }

    private static ApiKey key(ResultSet row, int n) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getObject("made_by", UUID.class),
                row.getString("name"),
                row.getBoolean("test"),
                row.getString("beginning"),
                Set.copyOf(Columns.texts(row, "scopes")),
                List.copyOf(Columns.texts(row, "networks")),
                Columns.instant(row, "made_at"),
                row.getObject("expires_on", LocalDate.class),
                Columns.optionalInstant(row, "revoked_at").orElse(null),
                Columns.optionalInstant(row, "last_used_at").orElse(null));
    }


    /**
     * A key as somebody wants it.
     *
     * @param name what it is for
     * @param test whether it is a test key
     * @param scopes what it may do
     * @param networks from where, in CIDR; empty for anywhere
     * @param expiresOn the last day it works, or null
     */
    public record Wanted(
            String name,
            boolean test,
            Set<Scope> scopes,
            List<String> networks,
            @Nullable LocalDate expiresOn) {
        /** Copies the collections. */
        public Wanted {
            scopes = Set.copyOf(scopes);
            networks = List.copyOf(networks);
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
