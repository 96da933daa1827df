package org.openbloctel.registry.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Message;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * E-mails and passwords. A wrong e-mail and a wrong password have one answer, after one time. Thread-safe. What counts tries
 * is written whatever comes of it, so {@link #signIn} and {@link #forgotten} are not called inside a transaction.
 */
public final class Credentials {
    /** How long a link to a new password can be used. */
    public static final Duration RESET_VALID = Duration.ofHours(1);

    private static final String RESET = "password";
    private static final String SELECT =
            "select c.*, c.id in (select credential from accounts.second_factor) as second_factor"
                    + " from accounts.credential c where ";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Links links;
    private final Throttle throttle;
    private final PasswordHash passwords = new PasswordHash();

    /** Credentials in this database. */
    public Credentials(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.links = new Links(database, clock);
        this.throttle = new Throttle(database, clock);
    }

    /** Makes a credential, in the transaction that is open or in one of its own; refused for a weak password or a taken e-mail. */
    public UUID create(Realm realm, String email, String password, Locale locale) {
        String address = Email.of(email);
        PasswordRules.check(password, address);
        String hash = passwords.hash(password);
        UUID id = UUID.randomUUID();
        int made = database.accounts()
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (:id, :realm, :email, :locale, :hash, :now) on conflict (realm, email) do nothing")
                .param("id", id)
                .param("realm", realm.name())
                .param("email", address)
                .param("locale", locale.toLanguageTag())
                .param("hash", hash)
                .param("now", now())
                .update();
        if (made == 0) {
            throw new RefusedException(new AccessRefusal.EmailTaken());
        }
        return id;
    }

    /**
     * Who has this e-mail and this password.
     *
     * @param from the client's address, as the trusted proxy gives it: its tries are counted
     */
    public Credential signIn(Realm realm, String email, String password, String from) {
        String account = realm + " " + email.strip().toLowerCase(Locale.ROOT);
        throttle.tryAddress(from);
        throttle.tryAccount(account);
        Optional<Secret> known = database.accounts()
                .sql(SELECT + "realm = ? and email = ?")
                .params(realm.name(), email.strip().toLowerCase(Locale.ROOT))
                .query((row, n) -> new Secret(credential(row, n), row.getString("password_hash")))
                .optional();
        if (known.isEmpty()) {
            passwords.matchNobody(password);
        }
        Credential credential = known.filter(secret -> passwords.matches(password, secret.hash()))
                .map(Secret::credential)
                .orElseThrow(() -> new RefusedException(new AccessRefusal.WrongPassword()));
        throttle.clearAccount(account);
        throttle.clearAddress(from);
        return credential;
    }

    /** The credential of a member or staff person. */
    public Optional<Credential> find(UUID id) {
        return database.accounts()
                .sql(SELECT + "id = ?")
                .param(id)
                .query(Credentials::credential)
                .optional();
    }

    /**
     * Since when sessions of somebody hold: who opened one before the password or the second factor changed has to come in again.
     * Nothing for whoever is gone.
     */
    public Optional<Instant> sessionsSince(UUID id) {
        return database.accounts()
                .sql("select sessions_since from accounts.credential where id = ?")
                .param(id)
                .query((row, n) -> Columns.instant(row, 1))
                .optional();
    }

    /** The credential with an e-mail. */
    public Optional<Credential> find(Realm realm, String email) {
        return database.accounts()
                .sql(SELECT + "realm = ? and email = ?")
                .params(realm.name(), Email.of(email))
                .query(Credentials::credential)
                .optional();
    }

    /** Sends a link to a new password; to an address without account, a mail that says so. The page says the same to both. */
    public void forgotten(Realm realm, String email, Locale locale, String from) {
        String address = Email.of(email);
        throttle.tryAddress(from);
        throttle.tryAccount("mail " + address);
        database.runInAccounts(() -> {
            Optional<Credential> known = find(realm, address);
            String token =
                    links.make(RESET, known.map(found -> found.id().toString()).orElse("nobody"), RESET_VALID);
            Message message = known.map(found -> new Message(
                            address,
                            found.locale(),
                            "company/password",
                            Map.of("token", token, "realm", realm.name().toLowerCase(Locale.ROOT))))
                    .orElseGet(() -> new Message(address, locale, "company/no-account", Map.of()));
            outbox.put(message);
        });
    }

    /** Whether a link to a new password can be used. Changes nothing. */
    public boolean canReset(String token) {
        return links.look(RESET, token).flatMap(this::byId).isPresent();
    }

    /** Sets a new password by the link in a mail. The second factor stays as it is. */
    public Credential reset(String token, String password) {
        Credential owner = links.look(RESET, token)
                .flatMap(this::byId)
                .orElseThrow(() -> new RefusedException(new AccessRefusal.DeadLink()));
        PasswordRules.check(password, owner.email());
        String hash = passwords.hash(password);
        database.runInAccounts(() -> {
            if (links.use(RESET, token).isEmpty()) {
                throw new RefusedException(new AccessRefusal.DeadLink());
            }
            replace(owner, hash, "credential.password-reset");
        });
        throttle.clearAccount(owner.realm() + " " + owner.email());
        return owner;
    }

    /** Changes a password by giving the old one. */
    public void change(UUID id, String old, String password, String from) {
        Credential owner = find(id).orElseThrow(() -> new RefusedException(new AccessRefusal.SignInNeeded()));
        signIn(owner.realm(), owner.email(), old, from);
        PasswordRules.check(password, owner.email());
        String hash = passwords.hash(password);
        database.runInAccounts(() -> {
            replace(owner, hash, "credential.password-changed");
        });
    }

    /** Deletes a credential: nobody signs in by it again. In the transaction that is open. */
    public void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.credential where id = ?")
                .param(id)
                .update();
    }

    /** Deletes links and counts of the past. */
    public int purge() {
        return links.purge() + throttle.purge();
    }

    private void replace(Credential owner, String hash, String action) {
        database.accounts()
                .sql("update accounts.credential set password_hash = ?, sessions_since = ? where id = ?")
                .params(hash, now(), owner.id())
                .update();
        outbox.put(new Message(owner.email(), owner.locale(), "company/password-changed", Map.of()));
        String actor = owner.realm().name().toLowerCase(Locale.ROOT) + ":" + owner.id();
        audit.record(new AuditEntry(actor, action, actor, Map.of()));
    }

    private Optional<Credential> byId(String id) {
        return id.equals("nobody") ? Optional.empty() : find(UUID.fromString(id));
    }

    private OffsetDateTime now() {
        // What PostgreSQL keeps: rounded up, it would be later than what follows.
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Credential credential(ResultSet row, int n) throws SQLException {
        return new Credential(
                row.getObject("id", UUID.class),
                Realm.valueOf(row.getString("realm")),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")),
                row.getBoolean("second_factor"));
    }

    private record Secret(Credential credential, String hash) {}
}
