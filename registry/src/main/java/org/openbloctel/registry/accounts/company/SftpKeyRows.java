package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The table of public keys of the SFTP server. */
interface SftpKeyRows {
    static PowerRows powers(Database database) {
        return new PowerRows(database, "sftp-key", Set.of("sftp-key.made"), """
                select 'sftp-key:' || k.id as subject, k.name, array['sftp-key:' || k.id] as about,
                    jsonb_build_array(k.company, k.made_by, k.kind, k.fingerprint)::text as content
                from accounts.sftp_key k where k.revoked_at is null
                """, "k.id = :id", "k");
    }

    /** False when the key was added already. */
    @SqlUpdate("""
            insert into accounts.sftp_key (id, company, made_by, name, kind, fingerprint, made_at)
            values (:id, :by.company, :by.id, :name, :key.kind, :key.fingerprint, :now)
            on conflict do nothing
            """)
    boolean insert(UUID id, Member by, String name, PublicKeyLine key, Instant now);

    @SqlQuery("select * from accounts.sftp_key where company = :company order by made_at desc, id")
    List<SftpKeys.Key> of(UUID company);

    @SqlQuery("select made_by from accounts.sftp_key where id = :id")
    Optional<UUID> maker(UUID id);

    @SqlQuery("select * from accounts.sftp_key where company = :company and id = :id")
    Optional<SftpKeys.Key> find(UUID company, UUID id);

    /** The key of a verified company that is not revoked. */
    @SqlQuery("""
            select k.* from accounts.sftp_key k join accounts.company c on c.id = k.company
            where c.siren = :siren and k.fingerprint = :fingerprint and k.revoked_at is null and c.state = 'VERIFIED'
            """)
    Optional<SftpKeys.Key> usable(String siren, String fingerprint);

    @SqlQuery("""
            select exists (select from accounts.sftp_key k join accounts.company c on c.id = k.company
                where k.id = :id and k.revoked_at is null and c.state = 'VERIFIED')
            """)
    boolean isUsable(UUID id);

    @SqlUpdate("update accounts.sftp_key set revoked_at = :now where made_by = :member and revoked_at is null")
    int revokeOf(UUID member, Instant now);

    @SqlUpdate("""
            update accounts.sftp_key set revoked_at = :now
            where id = :id and company = :company and revoked_at is null
            """)
    boolean revoke(UUID company, UUID id, Instant now);

    @SqlUpdate("update accounts.sftp_key set last_used_at = :now where id = :id")
    void used(UUID id, Instant now);

    @SqlUpdate("delete from accounts.sftp_key where revoked_at < :before")
    int forget(Instant before);

    @SqlUpdate("delete from accounts.sftp_key where company = :company")
    void deleteOf(UUID company);
}
