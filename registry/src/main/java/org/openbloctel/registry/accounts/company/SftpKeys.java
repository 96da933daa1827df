package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/**
 * Public keys of the SFTP server. A key works from the moment it is added to the moment it is revoked or its member leaves, and only
 * while its company is verified. Adding one takes a second factor, since its holder may download. Thread-safe.
 */
public final class SftpKeys {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final SftpKeyRows rows;
    private final PowerRows powers;

    public SftpKeys(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(SftpKeyRows.class);
        this.powers = powers(database);
    }

    /**
     * A public key by which a company's programs sign in to the SFTP server.
     *
     * @param id its id
     * @param company whose it is
     * @param madeBy the member who added it, and with whom it goes
     * @param name what it is for, in their words
     * @param kind such as {@code ssh-ed25519}
     * @param fingerprint as OpenSSH shows it
     * @param madeAt when it was added
     * @param revokedAt when it was revoked, or null
     * @param lastUsedAt when it last signed in, or null
     */
    public record Key(
            UUID id,
            UUID company,
            UUID madeBy,
            String name,
            String kind,
            String fingerprint,
            Instant madeAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        /** How the audit trail names who signs in by it. */
        public String actor() {
            return "sftp-key:" + id;
        }
    }

    /** The keys that work, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return SftpKeyRows.powers(database);
    }

    /**
     * Adds a key.
     *
     * @param name what it is for
     * @param line the public key as OpenSSH writes it
     */
    public Key add(Member by, String name, String line) {
        if (!by.secondFactor()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
        String label = Company.Form.line("name", name);
        PublicKeyLine key = PublicKeyLine.of(line);
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            Companies.requireVerified(database, by.company());
            PowerRows.Change change = powers.change(id);
            if (!rows.insert(id, by, label, key, clock.instant())) {
                throw new RefusedException(new SftpRefusal.KeyAlreadyThere());
            }
            record(by, "sftp-key.made", id, change);
            return find(by.company(), id);
        });
    }

    /** The keys of a company, the latest first. */
    public List<Key> of(UUID company) {
        return rows.of(company);
    }

    public Key find(UUID company, UUID id) {
        return rows.find(company, id).orElseThrow(() -> new RefusedException(new SftpRefusal.UnknownSftpKey()));
    }

    /** Stops a key for ever, from this moment; who is signed in by it is out. */
    public void revoke(Member by, UUID id) {
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            if (!rows.revoke(by.company(), id, clock.instant())) {
                throw new RefusedException(new SftpRefusal.UnknownSftpKey());
            }
            record(by, "sftp-key.revoked", id, change);
        });
    }

    /** The key of this fingerprint that works for the company of this SIREN now. Unknown and revoked are the same. */
    public Optional<Key> authenticate(String siren, String fingerprint) {
        return rows.usable(siren, fingerprint)
                .filter(key ->
                        !database.isDoubted("sftp-key", key.id()) && !database.isDoubted("company", key.company()));
    }

    /** Whether a key still works. */
    public boolean works(UUID id) {
        return !database.isDoubted("sftp-key", id) && rows.isUsable(id);
    }

    /** Notes that it was used to sign in. */
    public void used(Key key) {
        database.runInAccounts(() -> {
            rows.used(key.id(), clock.instant());
            audit.record(new AuditEntry(key.actor(), "sftp.signed-in", "company:" + key.company(), Map.of()));
        });
    }

    private void record(Member by, String action, UUID key, PowerRows.Change change) {
        audit.record(new AuditEntry(by.actor(), action, "sftp-key:" + key, change.made()));
    }
}
