package org.openbloctel.registry.accounts.operator;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** The table of the operator's staff. */
interface StaffRows {
    static PowerRows powers(Database database) {
        return new PowerRows(database, "staff", Set.of("staff.added"), """
                select 'staff:' || s.id as subject, s.name, array['staff:' || s.id] as about, jsonb_build_array(s.name)::text as content
                from accounts.staff s where true
                """, "s.id = :id", "s");
    }

    /** A person without what they sign in with. */
    record StaffRow(UUID id, String name) {
        Staff.Person person(Credential credential) {
            return new Staff.Person(id, name, credential.email(), credential.locale(), credential.secondFactor());
        }
    }

    @SqlUpdate("insert into accounts.staff (id, name, since) values (:id, :name, :now)")
    void insert(UUID id, String name, Instant now);

    @SqlQuery("select id, name from accounts.staff where id = :id")
    List<StaffRow> find(UUID id);

    @SqlQuery("select id, name from accounts.staff order by lower(name), id")
    List<StaffRow> all();
}
