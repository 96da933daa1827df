package org.openbloctel.registry.authority.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The tables of inspectors, and of those who were removed. */
interface InspectorRows {
    static PowerRows powers(Database database) {
        return new PowerRows(
                database, "inspector", Set.of("inspector.added", "inspector.changed"), """
                select 'inspector:' || i.id as subject, i.name, array['inspector:' || i.id] as about,
                    jsonb_build_array(i.name, i.rank, i.invited_by)::text as content
                from accounts.inspector i where true
                """, "i.id = :id", "i");
    }

    @SqlUpdate("""
            insert into accounts.inspector (id, name, rank, since, invited_by)
            values (:id, :name, :rank, :now, cast(:invitedBy as uuid))
            """)
    void insert(UUID id, String name, Rank rank, @Nullable UUID invitedBy, Instant now);

    @SqlUpdate("update accounts.inspector set rank = :rank where id = :id")
    void change(UUID id, Rank rank);

    /** When they became an inspector, and by whom. */
    @SqlQuery("select since, invited_by from accounts.inspector where id = :id")
    Optional<InspectorDirectory.Beginning> beginning(UUID id);

    @SqlUpdate("insert into accounts.inspector_removed (print, at) values (:print, :now) on conflict do nothing")
    void rememberRemoved(String print, Instant now);

    @SqlUpdate("delete from accounts.inspector_removed where print = :print")
    void forgetRemoved(String print);

    @SqlQuery("select exists (select from accounts.inspector_removed where print = :print)")
    boolean isRemoved(String print);

    @SqlQuery("select id from accounts.inspector where rank = 'HEAD' order by id for update")
    Set<UUID> lockHeads();

    /** An inspector without what they sign in with. */
    record Row(UUID id, String name, Rank rank) {}

    @SqlQuery("select id, name, rank from accounts.inspector where id = :id")
    List<Row> find(UUID id);

    @SqlQuery("select id, name, rank from accounts.inspector order by lower(name), id")
    List<Row> all();
}
