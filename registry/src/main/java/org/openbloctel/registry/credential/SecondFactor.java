package org.openbloctel.registry.credential;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.vault.MasterKeys;

/**
 * The second factor: an authenticator's codes, and ten recovery codes for the day it is lost. A code is used once, a recovery
 * code too; both under the row lock of their owner, so that of two tries at once one wins. The secret is kept encrypted.
 * Thread-safe; tries are counted whatever comes of them, so nothing here is called inside a transaction.
 */
public final class SecondFactor {
    /** How many recovery codes are given. */
    public static final int RECOVERY_CODES = 10;

    private static final int SECRET_BYTES = 20;
    /** Sixteen letters of 31: 79 bits, too many to find from a hash. None that is taken for another. */
    private static final String RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int RECOVERY_LENGTH = 16;
    private static final int RECOVERY_GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Throttle throttle;
    private final MasterKeys keys;

    /** Second factors in this database, their secrets wrapped by these keys. */
    public SecondFactor(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.throttle = new Throttle(database, clock);
        this.keys = keys;
    }

    /** A secret for a new authenticator. Nothing changes before {@link #confirm}; asked again, it offers the same one. */
    public Offer offer(UUID id, String service) {
        return database.inAccounts(() -> {
            Row row = lock(id);
            byte[] secret = row.offered() == null ? random() : keys.unwrap(row.offered(), context(id));
            if (row.offered() == null) {
                set(id, "totp_offered", keys.wrap(secret, context(id)));
            }
            return new Offer(Base32.encode(secret), uri(service, row.email(), secret), secret);
        });
    }

    /**
     * Turns the offered authenticator on, by a code of it; a first one, or in place of the one before, which {@link #check}
     * was passed with. Gives new recovery codes, shown once.
     */
    public List<String> confirm(UUID id, String code) {
        throttle.tryAccount("factor " + id);
        List<String> codes = database.inAccounts(() -> {
            Row row = lock(id);
            if (row.offered() == null) {
                throw new RefusedException(new AccessRefusal.WrongCode());
            }
            OptionalLong step = Totp.step(keys.unwrap(row.offered(), context(id)), code, clock.instant(), 0);
            database.accounts()
                    .sql("update accounts.credential set totp_secret = totp_offered, totp_offered = null,"
                            + " totp_since = :now, totp_step = :step where id = :id")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("step", step.orElseThrow(() -> new RefusedException(new AccessRefusal.WrongCode())))
                    .param("id", id)
                    .update();
            List<String> given = giveRecoveryCodes(id);
            record(row, "credential.second-factor-on");
            return given;
        });
        throttle.clearAccount("factor " + id);
        return codes;
    }

    /** Proves the second factor by a code of the authenticator or by a recovery code, which is then used up. */
    public void check(UUID id, String code) {
        throttle.tryAccount("factor " + id);
        boolean right = database.inAccounts(() -> {
            Row row = lock(id);
            byte[] sealed = row.secret();
            if (sealed == null) {
                return false;
            }
            OptionalLong step = Totp.step(keys.unwrap(sealed, context(id)), code, clock.instant(), row.step());
            if (step.isPresent()) {
                database.accounts()
                        .sql("update accounts.credential set totp_step = ? where id = ?")
                        .params(step.getAsLong(), id)
                        .update();
                return true;
            }
            return useRecoveryCode(row, code);
        });
        if (!right) {
            throw new RefusedException(new AccessRefusal.WrongCode());
        }
        throttle.clearAccount("factor " + id);
    }

    /** Turns it off; takes a code, so that a stolen session cannot. */
    public void turnOff(UUID id, String code) {
        check(id, code);
        clear(id, "credential.second-factor-off");
    }

    /** New recovery codes in place of the old ones; takes a code. */
    public List<String> renewRecoveryCodes(UUID id, String code) {
        check(id, code);
        return database.inAccounts(() -> {
            Row row = lock(id);
            List<String> codes = giveRecoveryCodes(id);
            record(row, "credential.recovery-codes-renewed");
            return codes;
        });
    }

    /** How many recovery codes are left. */
    public int recoveryCodesLeft(UUID id) {
        return database.accounts()
                .sql("select count(*) from accounts.recovery_code where credential = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    /** Takes a lost second factor off, for somebody whose identity was proved otherwise; they set up a new one at the next sign-in. */
    public void takeOff(UUID id, String actor) {
        database.inAccounts(() -> {
            forget(id);
            audit.record(new AuditEntry(actor, "credential.second-factor-taken-off", "credential:" + id, Map.of()));
            return true;
        });
    }

    private void clear(UUID id, String action) {
        database.inAccounts(() -> {
            Row row = lock(id);
            forget(id);
            record(row, action);
            return true;
        });
    }

    private void forget(UUID id) {
        database.accounts()
                .sql(
                        "update accounts.credential set totp_secret = null, totp_offered = null, totp_since = null where id = ?")
                .param(id)
                .update();
        database.accounts()
                .sql("delete from accounts.recovery_code where credential = ?")
                .param(id)
                .update();
    }

    private boolean useRecoveryCode(Row row, String code) {
        String plain = code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        int used = database.accounts()
                .sql("delete from accounts.recovery_code where credential = ? and hash = ?")
                .params(row.id(), hash(row.id(), plain))
                .update();
        if (used > 0) {
            record(row, "credential.recovery-code-used");
        }
        return used > 0;
    }

    private List<String> giveRecoveryCodes(UUID id) {
        database.accounts()
                .sql("delete from accounts.recovery_code where credential = ?")
                .param(id)
                .update();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            StringBuilder code = new StringBuilder();
            for (int letter = 0; letter < RECOVERY_LENGTH; letter++) {
                code.append(RECOVERY_LETTERS.charAt(RANDOM.nextInt(RECOVERY_LETTERS.length())));
            }
            database.accounts()
                    .sql("insert into accounts.recovery_code (credential, hash) values (?, ?)")
                    .params(id, hash(id, code.toString()))
                    .update();
            codes.add(code.toString().replaceAll("(.{" + RECOVERY_GROUP + "})(?!$)", "$1-"));
        }
        return List.copyOf(codes);
    }

    private static String hash(UUID id, String code) {
        return Hashes.sha256(id + " " + code);
    }

    private static String context(UUID id) {
        return "second-factor:" + id;
    }

    private void record(Row row, String action) {
        String actor = row.realm().name().toLowerCase(Locale.ROOT) + ":" + row.id();
        audit.record(new AuditEntry(actor, action, actor, Map.of()));
    }

    private void set(UUID id, String column, byte[] value) {
        database.accounts()
                .sql("update accounts.credential set " + column + " = ? where id = ?")
                .params(value, id)
                .update();
    }

    private Row lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.credential where id = ? for update")
                .param(id)
                .query(SecondFactor::row)
                .optional()
                .orElseThrow(() -> new RefusedException(new AccessRefusal.SignInNeeded()));
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                Realm.valueOf(row.getString("realm")),
                row.getString("email"),
                row.getBytes("totp_offered"),
                row.getBytes("totp_secret"),
                row.getLong("totp_step"));
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

    @SuppressWarnings("ArrayRecordComponent") // As it stands in the database, inside one method.
    private record Row(
            UUID id, Realm realm, String email, byte @Nullable [] offered, byte @Nullable [] secret, long step) {}
}
