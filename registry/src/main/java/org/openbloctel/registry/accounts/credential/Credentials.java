package org.openbloctel.registry.accounts.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * E-mails and passwords. A wrong e-mail and a wrong password have one answer, after one time. Thread-safe. What counts tries
 * is written even when it fails, so {@link #signIn} and {@link #forgotten} are not called inside a transaction.
 */
public final class Credentials {
    /** How long a link to a new password can be used. */
    public static final Duration RESET_VALID = Duration.ofHours(1);

    private static final String RESET = "password";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Links links;
    private final Throttle throttle;
    private final KnownDevices devices;
    private final CredentialRows rows;
    private final PowerRows powers;
    private final PasswordHash passwords;

    public Credentials(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this(database, clock, audit, outbox, new PasswordHash());
    }

    Credentials(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, PasswordHash passwords) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.links = new Links(database, clock);
        this.throttle = new Throttle(database, clock);
        this.devices = new KnownDevices(database, clock);
        this.rows = database.rows(CredentialRows.class);
        this.powers = powers(database);
        this.passwords = passwords;
    }

    /** Passwords and factors, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return CredentialRows.powers(database);
    }

    /** Whether what a person signs in with is another than the audit trail says. */
    public boolean isDoubted(UUID id) {
        return database.isDoubted("credential", id);
    }

    /** Makes a credential, in the transaction that is open or in one of its own; refused for a weak password or a taken e-mail. */
    public UUID create(Credential.Realm realm, String email, String password, Locale locale) {
        String address = Email.of(email);
        PasswordRules.check(password, address);
        Credential made = new Credential(UUID.randomUUID(), realm, address, locale, false);
        String hash = passwords.hash(password);
        return database.inAccounts(() -> {
            PowerRows.Change change = powers.change(made.id());
            if (!rows.insert(made, hash, now())) {
                throw new RefusedException(new AccessRefusal.EmailTaken());
            }
            record(made, "credential.made", change);
            return made.id();
        });
    }

    /**
     * Who has this e-mail and this password. Tries from a browser in which this person signed in before are counted for that browser alone:
     * what is tried elsewhere does not lock it out, and its right password does not forgive what was tried elsewhere.
     *
     * @param from the client's address, as the trusted proxy gives it: its tries are counted
     * @param device the token of the browser ({@link KnownDevices})
     */
    public Credential signIn(Credential.Realm realm, String email, String password, String from, String device) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        Optional<String> own = devices.find(device, realm, address).map(id -> "device " + id);
        String counted = own.orElse(realm + " " + address);
        if (own.isEmpty()) {
            throttle.tryAddress(from);
        }
        throttle.tryAccount(counted);
        Optional<CredentialRows.Secret> known = rows.find(realm, address);
        if (known.isEmpty()) {
            passwords.matchNobody(password);
        }
        Credential credential = known.filter(secret -> passwords.matches(password, secret.passwordHash()))
                .map(CredentialRows.Secret::credential)
                .filter(found -> !isDoubted(found.id()))
                .orElseThrow(() -> new RefusedException(new AccessRefusal.WrongPassword()));
        throttle.clearAccount(counted);
        if (own.isEmpty()) {
            throttle.clearAddress(from);
        }
        return credential;
    }

    /** The credential of a member or staff person. */
    public Optional<Credential> find(UUID id) {
        return rows.find(id);
    }

    /**
     * Since when sessions of a person hold: who opened one before the password or the second factor changed has to come in again.
     * Nothing for an account that is gone.
     */
    public Optional<Instant> sessionsSince(UUID id) {
        return rows.sessionsSince(id);
    }

    /** The credential with an e-mail. */
    public Optional<Credential> find(Credential.Realm realm, String email) {
        return rows.find(realm, Email.of(email)).map(CredentialRows.Secret::credential);
    }

    /** How a log names the account behind an e-mail that was typed: its kind and id, or its kind and {@code unknown}. */
    public String actor(Credential.Realm realm, String email) {
        return realm.name().toLowerCase(Locale.ROOT) + ":"
                + rows.find(realm, email.strip().toLowerCase(Locale.ROOT))
                        .map(secret -> secret.credential().id().toString())
                        .orElse("unknown");
    }

    /** Sends a link to a new password; to an address without account, a mail that says so. The page says the same to both. */
    public void forgotten(Credential.Realm realm, String email, Locale locale, String from) {
        String address = Email.of(email);
        throttle.tryAddress(from);
        throttle.tryAccount("mail " + address);
        database.runInAccounts(() -> {
            Optional<Credential> known = find(realm, address);
            String token =
                    links.make(RESET, known.map(found -> found.id().toString()).orElse("nobody"), RESET_VALID);
            Outbox.Message message = known.map(found -> new Outbox.Message(
                            address,
                            found.locale(),
                            "company/password",
                            Map.of("token", token, "realm", realm.name().toLowerCase(Locale.ROOT))))
                    .orElseGet(() -> new Outbox.Message(address, locale, "company/no-account", Map.of()));
            outbox.put(message);
        });
    }

    /** Whether a link to a new password can be used. Changes nothing. */
    public boolean canReset(String token) {
        return links.look(RESET, token).flatMap(this::byId).isPresent();
    }

    /** Sets a new password by the link in a mail. The second factor stays as it is; known devices are forgotten. */
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

    /** Changes a password by giving the old one, as {@link #signIn}. */
    public void change(UUID id, String old, String password, String from, String device) {
        Credential owner = find(id).orElseThrow(() -> new RefusedException(new AccessRefusal.SignInNeeded()));
        int tries = throttle.tryAccount("old password " + id);
        try {
            signIn(owner.realm(), owner.email(), old, from, device);
        } catch (RefusedException wrong) {
            if (tries == Throttle.TOLD_AT) {
                tellOfWrongProofs(owner, "password");
            }
            throw wrong;
        }
        throttle.clearAccount("old password " + id);
        PasswordRules.check(password, owner.email());
        String hash = passwords.hash(password);
        database.runInAccounts(() -> {
            replace(owner, hash, "credential.password-changed");
        });
    }

    /** Writes to a person that proofs of theirs were wrong several times in a row. */
    void tellOfWrongProofs(Credential owner, String kind) {
        database.runInAccounts(() -> outbox.put(
                new Outbox.Message(owner.email(), owner.locale(), SecondFactor.WRONG_PROOFS, Map.of("kind", kind))));
    }

    /** Deletes a credential: it opens no session any more. In the transaction that is open. */
    public void delete(UUID id) {
        rows.delete(Set.of(id));
    }

    /**
     * Ends a person's sessions and voids the password. A link to choose a new one goes to the person's mailbox. In the
     * transaction that is open.
     */
    public void shutOut(UUID id) {
        String hash = passwords.hash(Links.token());
        PowerRows.Change change = powers.change(id);
        rows.replacePassword(id, hash, now());
        devices.forget(id);
        find(id).ifPresent(owner -> record(owner, "credential.password-voided", change));
    }

    /** Deletes links, counts and known devices of the past. */
    public int purge() {
        return links.purge() + throttle.purge() + devices.purge();
    }

    private void replace(Credential owner, String hash, String action) {
        PowerRows.Change change = powers.change(owner.id());
        rows.replacePassword(owner.id(), hash, now());
        devices.forget(owner.id());
        outbox.put(new Outbox.Message(owner.email(), owner.locale(), "company/password-changed", Map.of()));
        record(owner, action, change);
    }

    private void record(Credential owner, String action, PowerRows.Change change) {
        String actor = owner.realm().name().toLowerCase(Locale.ROOT) + ":" + owner.id();
        audit.record(new AuditEntry(actor, action, actor, change.made()));
    }

    private Optional<Credential> byId(String id) {
        return id.equals("nobody") ? Optional.empty() : find(UUID.fromString(id));
    }

    private Instant now() {
        // What PostgreSQL keeps: rounded up, it would be later than what follows.
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
