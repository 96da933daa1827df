package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of programs' keys. */
final class ApiKeyRows {
    private final Database database;

    ApiKeyRows(Database database) {
        this.database = database;
    }

    static PowerRows powers(Database database) {
        return new PowerRows(database, "key", Set.of("key.made"), """
                select 'key:' || k.id as subject, k.name, array['key:' || k.id] as about,
                    jsonb_build_array(k.company, k.made_by, k.test, k.hash, k.scopes, k.principals, k.networks, k.expires_on)::text as content
                from accounts.api_key k where k.revoked_at is null
                """, "k.id = :id", "k");
    }

    void insert(ApiKey key, String hash) {
        database.accounts()
                .sql("""
                        insert into accounts.api_key
                            (id, company, made_by, name, test, beginning, hash, scopes, principals, networks, made_at, expires_on)
                        values
                            (:id, :company, :by, :name, :test, :beginning, :hash, :scopes, :principals, :networks, :now, :expires)
                        """)
                .param("id", key.id())
                .param("company", key.company())
                .param("by", key.madeBy())
                .param("name", key.name())
                .param("test", key.test())
                .param("beginning", key.beginning())
                .param("hash", hash)
                .param("scopes", key.scopes().stream().sorted().toArray(String[]::new))
                .param("principals", key.principals().toArray(UUID[]::new))
                .param("networks", key.networks().toArray(String[]::new))
                .param("now", Columns.timestamp(key.madeAt()))
                .param("expires", key.expiresOn())
                .update();
    }

    List<ApiKey> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.api_key where company = :company order by made_at desc, id")
                .param("company", company)
                .query(ApiKeyRows::key)
                .list();
    }

    Optional<UUID> maker(UUID id) {
        return database.accounts()
                .sql("select made_by from accounts.api_key where id = :id")
                .param("id", id)
                .query(UUID.class)
                .optional();
    }

    Optional<ApiKey> find(UUID company, UUID id) {
        return database.accounts()
                .sql("select * from accounts.api_key where company = :company and id = :id")
                .param("company", company)
                .param("id", id)
                .query(ApiKeyRows::key)
                .optional();
    }

    /** A test key, or a key of a verified company. */
    Optional<ApiKey> usable(String hash) {
        return database.accounts()
                .sql("""
                        select k.* from accounts.api_key k join accounts.company c on c.id = k.company
                        where k.hash = :hash and (k.test or c.state = 'VERIFIED')
                        """)
                .param("hash", hash)
                .query(ApiKeyRows::key)
                .optional();
    }

    boolean revoke(UUID company, UUID id, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.api_key set revoked_at = :now
                                where id = :id and company = :company and revoked_at is null
                                """)
                        .param("now", Columns.timestamp(now))
                        .param("id", id)
                        .param("company", company)
                        .update()
                > 0;
    }

    int revokeOf(UUID member, Instant now) {
        return database.accounts()
                .sql("update accounts.api_key set revoked_at = :now where made_by = :member and revoked_at is null")
                .param("now", Columns.timestamp(now))
                .param("member", member)
                .update();
    }

    /** Real keys that work and end by a day, of which fewer warnings than these were sent; their warnings are now so many. */
    List<ApiKey> warn(LocalDate today, LocalDate by, int warnings) {
        return database.accounts()
                .sql("""
                        update accounts.api_key set warnings = :warnings
                        where not test and revoked_at is null and warnings < :warnings
                          and expires_on between :today and :by
                        returning *
                        """)
                .param("warnings", warnings)
                .param("today", today)
                .param("by", by)
                .query(ApiKeyRows::key)
                .list();
    }

    void used(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.api_key set last_used_at = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    int forget(LocalDate expiredBefore, Instant revokedBefore) {
        int revoked = database.accounts()
                .sql("delete from accounts.api_key where revoked_at < :before")
                .param("before", Columns.timestamp(revokedBefore))
                .update();
        int expired = database.accounts()
                .sql("delete from accounts.api_key where expires_on < :before")
                .param("before", expiredBefore)
                .update();
        return revoked + expired;
    }

    void deleteOf(UUID company) {
        database.accounts()
                .sql("delete from accounts.api_key where company = :company")
                .param("company", company)
                .update();
    }

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
                List.copyOf(Columns.texts(row, "networks")),
                Columns.instant(row, "made_at"),
                row.getObject("expires_on", LocalDate.class),
                Columns.optionalInstant(row, "revoked_at").orElse(null),
                Columns.optionalInstant(row, "last_used_at").orElse(null));
    }
}
