package org.openbloctel.registry.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SftpRefusal;

/**
 * Public keys of the SFTP server. A key works from the moment it is added to the moment it is revoked or its member leaves, and only
 * while its company is verified. Adding one takes a second factor, since whoever has it may download. Thread-safe.
 */
public final class SftpKeys {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    /** Keys in this database. */
    public SftpKeys(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Adds a key.
     *
     * @param name what it is for
     * @param line the public key as OpenSSH writes it
     */
    public SftpKey add(Member by, String name, String line) {
        if (!by.secondFactor()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
        String label = CompanyForm.line("name", name);
        PublicKeyLine key = PublicKeyLine.of(line);
        UUID id = UUID.randomUUID();
        return database.inAccounts(() -> {
            Companies.requireVerified(database, by.company());
            int added = database.accounts()
                    .sql("insert into accounts.sftp_key (id, company, made_by, name, kind, fingerprint, made_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(id, by.company(), by.id(), label, key.kind(), key.fingerprint(), now())
                    .update();
            if (added == 0) {
                throw new RefusedException(new SftpRefusal.KeyAlreadyThere());
            }
            record(by, "sftp-key.made", id);
            return find(by.company(), id);
        });
    }

    /** The keys of a company, the latest first. */
    public List<SftpKey> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.sftp_key where company = ? order by made_at desc, id")
                .param(company)
                .query(SftpKeys::key)
                .list();
    }

    /** A key of a company. */
    public SftpKey find(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.sftp_key where company = ? and id = ?")
                .params(company, id)
                .query(SftpKeys::key)
                .optional()
                .orElseThrow(() -> new RefusedException(new SftpRefusal.UnknownSftpKey()));
    }

    /** Stops a key for ever, from this moment; who is signed in by it is out. */
    public void revoke(Member by, UUID id) {
        database.runInAccounts(() -> {
            int revoked = database.accounts()
                    .sql(
                            "update accounts.sftp_key set revoked_at = ? where id = ? and company = ? and revoked_at is null")
                    .params(now(), id, by.company())
                    .update();
            if (revoked == 0) {
                throw new RefusedException(new SftpRefusal.UnknownSftpKey());
            }
            record(by, "sftp-key.revoked", id);
        });
    }

    /** The key of this fingerprint that works for the company of this SIREN now. Unknown and revoked are the same. */
    public Optional<SftpKey> authenticate(String siren, String fingerprint) {
        return database.accounts()
                .sql("select k.* from accounts.sftp_key k join accounts.company c on c.id = k.company"
                        + " where c.siren = ? and k.fingerprint = ? and k.revoked_at is null and c.state = 'VERIFIED'")
                .params(siren, fingerprint)
                .query(SftpKeys::key)
                .optional();
    }

    /** Whether a key still works. */
    public boolean works(UUID id) {
        return database.accounts()
                .sql("select exists (select from accounts.sftp_key k join accounts.company c on c.id = k.company"
                        + " where k.id = ? and k.revoked_at is null and c.state = 'VERIFIED')")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Notes that somebody signed in by it. */
    public void used(SftpKey key) {
        database.runInAccounts(() -> {
            database.accounts()
                    .sql("update accounts.sftp_key set last_used_at = ? where id = ?")
                    .params(now(), key.id())
                    .update();
            audit.record(new AuditEntry(key.actor(), "sftp.signed-in", "company:" + key.company(), Map.of()));
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private void record(Member by, String action, UUID key) {
        audit.record(new AuditEntry(by.actor(), action, "sftp-key:" + key, Map.of()));
    }

    private static SftpKey key(ResultSet row, int n) throws SQLException {
        return new SftpKey(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getObject("made_by", UUID.class),
                row.getString("name"),
                row.getString("kind"),
                row.getString("fingerprint"),
                Columns.instant(row, "made_at"),
                Columns.optionalInstant(row, "revoked_at").orElse(null),
                Columns.optionalInstant(row, "last_used_at").orElse(null));
    }
}
