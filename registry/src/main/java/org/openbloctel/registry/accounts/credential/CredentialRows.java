package org.openbloctel.registry.accounts.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;

/** The table of credentials: e-mails, passwords, since when sessions hold. */
interface CredentialRows {
    String CREDENTIALS = """
            select c.*, exists (select from accounts.second_factor f where f.credential = c.id) as second_factor
            from accounts.credential c
            """;
    Set<String> ACTS = Set.of(
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

    /** The id of the row that stands in for a credential that is not there. */
    UUID ABSENT = new UUID(0, 0);

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
    @SqlUpdate("""
            insert into accounts.credential (id, realm, email, locale, password_hash, created_at)
            values (:credential.id, :credential.realm, :credential.email, :credential.locale, :passwordHash, :now)
            on conflict (realm, email) do nothing
            """)
    boolean insert(Credential credential, String passwordHash, Instant now);

    @SqlQuery(CREDENTIALS + "where id = :id")
    Optional<Credential> find(UUID id);

    @SqlQuery(CREDENTIALS + "where id = any(:ids)")
    List<Credential> find(Collection<UUID> ids);

    /** A row in its place is read and left where there is none, so that the time does not show whether there is one. */
    default Optional<Secret> find(Credential.Realm realm, String email) {
        return Optional.of(findOr(ABSENT, realm, email))
                .filter(one -> !one.credential().id().equals(ABSENT));
    }

    @SqlQuery("""
            select c.*, exists (select from accounts.second_factor f where f.credential = c.id) as second_factor
            from (
                select id, realm, email, locale, password_hash from accounts.credential
                where realm = :realm and email = :email
                union all select :absent, :realm, :email, 'fr', repeat('0', 97)
                limit 1) c
            """)
    Secret findOr(UUID absent, Credential.Realm realm, String email);

    @SqlQuery("select sessions_since from accounts.credential where id = :id")
    Optional<Instant> sessionsSince(UUID id);

    @SqlUpdate("update accounts.credential set password_hash = :passwordHash, sessions_since = :now where id = :id")
    void replacePassword(UUID id, String passwordHash, Instant now);

    /** The people of a realm whose address is in one of these domains. */
    @SqlQuery("select id from accounts.credential where realm = :realm and split_part(email, '@', 2) = any(:domains)")
    List<UUID> inDomains(Credential.Realm realm, Collection<String> domains);

    @SqlUpdate("delete from accounts.credential where id = any(:ids)")
    void delete(Collection<UUID> ids);

    /** A credential with the hash of its password. */
    record Secret(@Nested Credential credential, String passwordHash) {}
}
