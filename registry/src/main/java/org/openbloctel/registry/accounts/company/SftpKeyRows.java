package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of public keys of the SFTP server. */
final class SftpKeyRows {
    private final Database database;

    SftpKeyRows(Database database) {
        this.database = database;
    }

    static PowerRows powers(Database database) {
        return new PowerRows(database, "sftp-key", Set.of("sftp-key.made"), """
                select 'sftp-key:' || k.id as subject, k.name, array['sftp-key:' || k.id] as about,
                    jsonb_build_array(k.company, k.made_by, k.kind, k.fingerprint)::text as content
                from accounts.sftp_key k where k.revoked_at is null
                """, "k.id = :id", "k");
    }

    /** False when the key was added already. */
    boolean insert(UUID id, Member by, String name, PublicKeyLine key, Instant now) {
        int added = database.accounts()
                .sql("""
                        insert into accounts.sftp_key (id, company, made_by, name, kind, fingerprint, made_at)
                        values (:id, :company, :by, :name, :kind, :fingerprint, :now)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("company", by.company())
                .param("by", by.id())
                .param("name", name)
                .param("kind", key.kind())
                .param("fingerprint", key.fingerprint())
                .param("now", Columns.timestamp(now))
                .update();
        return added > 0;
    }

    List<SftpKey> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.sftp_key where company = :company order by made_at desc, id")
                .param("company", company)
                .query(SftpKeyRows::key)
                .list();
    }

    Optional<UUID> maker(UUID id) {
        return database.accounts()
                .sql("select made_by from accounts.sftp_key where id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    Optional<SftpKey> find(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.sftp_key where company = :company and id = :id")
                .param("company", company)
                .param("id", id)
                .query(SftpKeyRows::key)
                .optional();
    }

    /** The key of a verified company that is not revoked. */
    Optional<SftpKey> usable(String siren, String fingerprint) {
        return database.accounts()
                .sql("""
                        select k.* from accounts.sftp_key k join accounts.company c on c.id = k.company
                        where c.siren = :siren and k.fingerprint = :fingerprint and k.revoked_at is null
                            and c.state = 'VERIFIED'
                        """)
                .param("siren", siren)
                .param("fingerprint", fingerprint)
                .query(SftpKeyRows::key)
                .optional();
    }

    boolean isUsable(UUID id) {
        return database.accounts().sql("""
                        select exists (select from accounts.sftp_key k join accounts.company c on c.id = k.company
                            where k.id = :id and k.revoked_at is null and c.state = 'VERIFIED')
                        """).param("id", id).query(Boolean.class).single();
    }

    int revokeOf(UUID member, Instant now) {
        return database.accounts()
                .sql("update accounts.sftp_key set revoked_at = :now where made_by = :member and revoked_at is null")
                .param("now", Columns.timestamp(now))
                .param("member", member)
                .update();
    }

    boolean revoke(UUID company, UUID id, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.sftp_key set revoked_at = :now
                                where id = :id and company = :company and revoked_at is null
                                """)
                        .param("now", Columns.timestamp(now))
                        .param("id", id)
                        .param("company", company)
                        .update()
                > 0;
    }

    void used(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.sftp_key set last_used_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    int forget(Instant revokedBefore) {
        return database.accounts()
                .sql("delete from accounts.sftp_key where revoked_at < :before")
                .param("before", Columns.timestamp(revokedBefore))
                .update();
    }

    void deleteOf(UUID company) {
        database.accounts()
                .sql("delete from accounts.sftp_key where company = :company")
                .param("company", company)
                .update();
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
