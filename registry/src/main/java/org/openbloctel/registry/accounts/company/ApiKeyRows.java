package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of programs' keys. */
interface ApiKeyRows {
    static PowerRows powers(Database database) {
        return new PowerRows(database, "key", Set.of("key.made"), """
                select 'key:' || k.id as subject, k.name, array['key:' || k.id] as about,
                    jsonb_build_array(k.company, k.made_by, k.test, k.hash, k.scopes, k.principals, k.networks, k.expires_on)::text as content
                from accounts.api_key k where k.revoked_at is null
                """, "k.id = :id", "k");
    }

    @SqlUpdate("""
            insert into accounts.api_key
                (id, company, made_by, name, test, beginning, hash, scopes, principals, networks, made_at, expires_on)
            values (:key.id, :key.company, :key.madeBy, :key.name, :key.test, :key.beginning, :hash,
                :scopes, :key.principals, :key.networks, :key.madeAt, :key.expiresOn)
            """)
    void insert(ApiKey key, List<String> scopes, String hash);

    @SqlQuery("select * from accounts.api_key where company = :company order by made_at desc, id")
    List<ApiKey> of(UUID company);

    @SqlQuery("select made_by from accounts.api_key where id = :id")
    Optional<UUID> maker(UUID id);

    @SqlQuery("select * from accounts.api_key where company = :company and id = :id")
    Optional<ApiKey> find(UUID company, UUID id);

    /** A test key, or a key of a verified company. Read without the interface: each request of a program asks for it. */
    static Optional<ApiKey> usable(Database database, String hash) {
        return database.accounts()
                .sql("""
                        select k.* from accounts.api_key k join accounts.company c on c.id = k.company
                        where k.hash = :hash and (k.test or c.state = 'VERIFIED')
                        """)
                .param("hash", hash)
                .query(ApiKeyRows::key)
                .optional();
    }

    @SqlUpdate("""
            update accounts.api_key set revoked_at = :now
            where id = :id and company = :company and revoked_at is null
            """)
    boolean revoke(UUID company, UUID id, Instant now);

    @SqlUpdate("update accounts.api_key set revoked_at = :now where made_by = :member and revoked_at is null")
    int revokeOf(UUID member, Instant now);

    /** Real keys that work and end by a day, of which fewer warnings than these were sent; their warnings are now so many. */
    @SqlQuery("""
            update accounts.api_key set warnings = :warnings
            where not test and revoked_at is null and warnings < :warnings and expires_on between :today and :by
            returning *
            """)
    List<ApiKey> warn(LocalDate today, LocalDate by, int warnings);

    @SqlUpdate("update accounts.api_key set last_used_at = :now where id = :id")
    void used(UUID id, Instant now);

    @SqlUpdate("delete from accounts.api_key where revoked_at < :before")
    int forgetRevoked(Instant before);

    @SqlUpdate("delete from accounts.api_key where expires_on < :before")
    int forgetExpired(LocalDate before);

    @SqlUpdate("delete from accounts.api_key where company = :company")
    void deleteOf(UUID company);

    private static ApiKey key(ResultSet row, int n) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getObject("made_by", UUID.class),
                row.getString("name"),
                row.getBoolean("test"),
                row.getString("beginning"),
                Set.copyOf(Columns.texts(row, "scopes")),
                Set.of((UUID[]) row.getArray("principals").getArray()),
                Columns.texts(row, "networks"),
                Columns.instant(row, "made_at"),
                row.getObject("expires_on", LocalDate.class),
                Columns.optionalInstant(row, "revoked_at").orElse(null),
                Columns.optionalInstant(row, "last_used_at").orElse(null));
    }
}
