package org.openbloctel.registry.accounts.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;

/** The table of credentials: e-mails, passwords, since when sessions hold. */
final class CredentialRows {
    private static final String CREDENTIALS = """
            select c.*, exists (select from accounts.second_factor f where f.credential = c.id) as second_factor
            from accounts.credential c
            """;
    private static final Set<String> ACTS = Set.of(
            "staff.added",
            "inspector.added",
            "member.joined",
            "credential.password-changed",
            "credential.password-reset",
            "credential.second-factor-on",
            "credential.second-factor-changed",
            "credential.second-factor-off",
            "credential.second-factor-taken-off",
            "credential.passkey-added",
            "credential.passkey-removed",
            "credential.recovery-code-used",
            "credential.recovery-codes-renewed");

    private static final UUID NOBODY = new UUID(0, 0);

    private final Database database;

    CredentialRows(Database database) {
        this.database = database;
    }

    /** The password and each factor by which people sign in. */
    static PowerRows powers(Database database) {
        return new PowerRows(
                database,
                "credential",
                ACTS,
                """
                select 'credential:' || c.id as subject, c.id, c.totp_secret, c.email as name,
                    array['credential:' || c.id, lower(c.realm) || ':' || c.id] as about,
                    jsonb_build_array(c.realm, c.email, c.password_hash,
                        (select jsonb_agg(encode(p.credential_id || p.attested, 'hex') order by p.id) from accounts.passkey p
                            join accounts.passkey_holder h on h.handle = p.holder where h.credential = c.id),
                        (select jsonb_agg(r.hash order by r.hash collate "C") from accounts.recovery_code r
                            where r.credential = c.id))::text as content
                from accounts.credential c where true
                """,
                "c.id = :id",
                "c",
                row -> row.getString("content") + authenticator(database.masterKeys(), row));
    }

    /** The context in which the secret of an authenticator is wrapped. */
    static String factorContext(UUID id) {
        return "second-factor:" + id;
    }

    /** The secret itself: wrapped by another master key it is the same, and one that was offered to another person is not. */
    private static String authenticator(MasterKeys keys, ResultSet row) throws SQLException {
        byte[] wrapped = row.getBytes("totp_secret");
        if (wrapped == null) {
            return "";
        }
        try {
            return Sha256.hex(keys.unwrap(wrapped, factorContext(row.getObject("id", UUID.class))));
        } catch (MasterKeys.LostKeyException e) {
            return "lost";
        }
    }

    /** False when the e-mail has a credential in this realm already. */
    boolean insert(Credential credential, String passwordHash, Instant now) {
        int made = database.accounts()
                .sql("""
                        insert into accounts.credential (id, realm, email, locale, password_hash, created_at)
                        values (:id, :realm, :email, :locale, :hash, :now)
                        on conflict (realm, email) do nothing
                        """)
                .param("id", credential.id())
                .param("realm", credential.realm().name())
                .param("email", credential.email())
                .param("locale", credential.locale().toLanguageTag())
                .param("hash", passwordHash)
                .param("now", Columns.timestamp(now))
                .update();
        return made > 0;
    }

    Optional<Credential> find(UUID id) {
        return database.accounts()
                .sql(CREDENTIALS + "where id = :id")
                .param("id", id)
                .query(CredentialRows::credential)
                .optional();
    }

    List<Credential> find(Collection<UUID> ids) {
        return database.accounts()
                .sql(CREDENTIALS + "where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(CredentialRows::credential)
                .list();
    }

    /** Where there is none, a row of nobody's is read and left, so that the time does not show whether there is one. */
    Optional<Secret> find(Credential.Realm realm, String email) {
        Secret found = database.accounts()
                .sql("""
                        select c.*, exists (select from accounts.second_factor f where f.credential = c.id) as second_factor
                        from (
                            select id, realm, email, locale, password_hash from accounts.credential
                            where realm = :realm and email = :email
                            union all select :nobody, :realm, :email, 'fr', repeat('0', 97)
                            limit 1) c
                        """)
                .param("realm", realm.name())
                .param("email", email)
                .param("nobody", NOBODY)
                .query((row, n) -> new Secret(credential(row, n), row.getString("password_hash")))
                .single();
        return Optional.of(found).filter(one -> !one.credential().id().equals(NOBODY));
    }

    Optional<Instant> sessionsSince(UUID id) {
        return database.accounts()
                .sql("select sessions_since from accounts.credential where id = :id")
                .param("id", id)
                .query((row, n) -> Columns.instant(row, "sessions_since"))
                .optional();
    }

    void replacePassword(UUID id, String passwordHash, Instant now) {
        database.accounts()
                .sql("update accounts.credential set password_hash = :hash, sessions_since = :now where id = :id")
                .param("hash", passwordHash)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** The people of a realm whose address is in one of these domains. */
    List<UUID> inDomains(Credential.Realm realm, Collection<String> domains) {
        return database.accounts()
                .sql("""
                        select id from accounts.credential
                        where realm = :realm and split_part(email, '@', 2) = any(:domains)
                        """)
                .param("realm", realm.name())
                .param("domains", domains.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    void delete(Collection<UUID> ids) {
        database.accounts()
                .sql("delete from accounts.credential where id = any(:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .update();
    }

    private static Credential credential(ResultSet row, int n) throws SQLException {
        return new Credential(
                row.getObject("id", UUID.class),
                Credential.Realm.valueOf(row.getString("realm")),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")),
                row.getBoolean("second_factor"));
    }

    /** A credential with the hash of its password. */
    record Secret(Credential credential, String hash) {}
}
