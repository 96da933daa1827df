package org.openbloctel.registry.accounts.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The second factor: an authenticator's codes, and ten recovery codes for the day it is lost; passkeys stand beside it ({@link Factors}). A
 * code is used once, a recovery code too; both under the row lock of their owner, so that of two tries at once one wins. The secret is kept
 * encrypted. Thread-safe; tries are counted even when wrong, so nothing here is called inside a transaction.
 */
public final class SecondFactor {
    /** How many recovery codes are given. */
    public static final int RECOVERY_CODES = RecoveryCodes.GIVEN;

    /** The mail about wrong proofs: another person may have the password, or a session. */
    static final String WRONG_PROOFS = "company/wrong-proofs";

    private static final int SECRET_BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Throttle throttle;
    private final MasterKeys keys;
    private final Permits permits;
    private final RecoveryCodes recovery;
    private final FactorRows rows;
    private final PowerRows powers;

    /** Second factors in this database, their secrets wrapped by these keys. */
    public SecondFactor(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys keys) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.throttle = new Throttle(database, clock);
        this.keys = keys;
        this.permits = new Permits(database, clock);
        this.recovery = new RecoveryCodes(database);
        this.rows = database.rows(FactorRows.class);
        this.powers = CredentialRows.powers(database);
    }

    /** A secret for a new authenticator. Nothing changes before {@link #confirm}; asked again, it offers the same one. */
    public Offer offer(UUID id, String service) {
        return database.inAccounts(() -> {
            FactorRows.Row row = lock(id);
            byte[] secret = row.totpOffered() == null
                    ? random()
                    : keys.unwrap(row.totpOffered(), CredentialRows.factorContext(id));
            if (row.totpOffered() == null) {
                rows.offer(id, keys.wrap(secret, CredentialRows.factorContext(id)));
            }
            return new Offer(Base32.encode(secret), uri(service, row.email(), secret), secret);
        });
    }

    /** Turns the offered authenticator on, by a code of it: a person's first factor. Gives recovery codes, shown once. */
    public List<String> confirm(UUID id, String code) {
        return confirm(id, code, "");
    }

    /**
     * Turns the offered authenticator on, in place of the one before if there is one, which its holder is told by mail. Gives new
     * recovery codes, shown once.
     *
     * @param permit from {@link Factors#permit}; empty for a person's first factor
     */
    public List<String> confirm(UUID id, String code, String permit) {
        throttle.tryAccount("factor " + id);
        List<String> codes = database.inAccounts(() -> {
            FactorRows.Row row = lock(id);
            permits.check(id, permit);
            if (row.totpOffered() == null) {
                throw new RefusedException(new AccessRefusal.WrongCode());
            }
            OptionalLong step = Totp.step(
                    keys.unwrap(row.totpOffered(), CredentialRows.factorContext(id)), code, clock.instant(), 0);
            PowerRows.Change change = powers.change(id);
            rows.confirm(id, step.orElseThrow(() -> new RefusedException(new AccessRefusal.WrongCode())), now());
            permits.use(permit);
            List<String> given = recovery.give(id);
            if (row.totpSecret() != null) {
                outbox.put(new Outbox.Message(
                        row.email(), row.locale(), "company/authenticator-removed", Map.of("name", "")));
            }
            record(row, permit.isEmpty() ? "credential.second-factor-on" : "credential.second-factor-changed", change);
            return given;
        });
        throttle.clearAccount("factor " + id);
        return codes;
    }

    /** Proves the second factor by a code of the authenticator or by a recovery code, which is then used up. */
    public void check(UUID id, String code) {
        int tries = throttle.tryAccount("factor " + id);
        boolean right = database.inAccounts(() -> {
            FactorRows.Row row = lock(id);
            OptionalLong step = step(row, code);
            if (step.isPresent()) {
                rows.used(id, step.getAsLong());
                return true;
            }
            PowerRows.Change change = powers.change(id);
            boolean used = recovery.use(id, code);
            if (used) {
                record(row, "credential.recovery-code-used", change);
            } else if (tries == Throttle.TOLD_AT) {
                outbox.put(new Outbox.Message(row.email(), row.locale(), WRONG_PROOFS, Map.of("kind", "factor")));
            }
            return used;
        });
        if (!right) {
            throw new RefusedException(new AccessRefusal.WrongCode());
        }
        throttle.clearAccount("factor " + id);
    }

    /** How many recovery codes are left. */
    public int recoveryCodesLeft(UUID id) {
        return recovery.left(id);
    }

    /** Takes lost second factors off, all of them, for a person who proved otherwise who they are; they set up another one. */
    public void takeOff(UUID id, String actor) {
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            rows.clear(id, now());
            database.rows(PasskeyRows.class).removeAll(id);
            recovery.forget(id);
            audit.record(
                    new AuditEntry(actor, "credential.second-factor-taken-off", "credential:" + id, change.made()));
        });
    }

    private OptionalLong step(FactorRows.Row row, String code) {
        byte[] sealed = row.totpSecret();
        return sealed == null
                ? OptionalLong.empty()
                : Totp.step(
                        keys.unwrap(sealed, CredentialRows.factorContext(row.id())),
                        code,
                        clock.instant(),
                        row.totpStep());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void record(FactorRows.Row row, String action, PowerRows.Change change) {
        String actor = row.realm().name().toLowerCase(Locale.ROOT) + ":" + row.id();
        audit.record(new AuditEntry(actor, action, actor, change.made()));
    }

    private FactorRows.Row lock(UUID id) {
        return rows.lock(id).orElseThrow(() -> new RefusedException(new AccessRefusal.SignInNeeded()));
    }

    private static byte[] random() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    private static String uri(String service, String email, byte[] secret) {
        String issuer = URLEncoder.encode(service, StandardCharsets.UTF_8).replace("+", "%20");
        String account = URLEncoder.encode(email, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + issuer + ":" + account + "?secret=" + Base32.encode(secret) + "&issuer=" + issuer;
    }

    /**
     * A secret that may become a second factor.
     *
     * @param letters to be typed into an authenticator
     * @param uri to be scanned, as a QR code
     * @param secret the same in bytes, for {@link Totp#code}
     */
    @SuppressWarnings("ArrayRecordComponent") // Made once, read once, compared never.
    public record Offer(String letters, String uri, byte[] secret) {}
}
