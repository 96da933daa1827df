package org.openbloctel.registry.accounts.operator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of the operator's staff. What they sign in with is asked of the credentials, once for all rows. */
final class StaffRows {
    private final Database database;
    private final CredentialDirectory credentials;

    StaffRows(Database database) {
        this.database = database;
        this.credentials = new CredentialDirectory(database);
    }

    static PowerRows powers(Database database) {
        return new PowerRows(database, "staff", Set.of("staff.added"), """
                select 'staff:' || s.id as subject, s.name, array['staff:' || s.id] as about,
                    jsonb_build_array(s.name)::text as content
                from accounts.staff s where true
                """, "s.id = :id", "s");
    }

    void insert(UUID id, String name, Instant now) {
        database.accounts()
                .sql("insert into accounts.staff (id, name, since) values (:id, :name, :now)")
                .param("id", id)
                .param("name", name)
                .param("now", Columns.timestamp(now))
                .update();
    }

    Optional<StaffPerson> find(UUID id) {
        return people(database.accounts()
                        .sql("select id, name from accounts.staff where id = :id")
                        .param("id", id)
                        .query(Row.class)
                        .list())
                .stream()
                .findFirst();
    }

    List<StaffPerson> all() {
        return people(database.accounts()
                .sql("select id, name from accounts.staff order by lower(name), id")
                .query(Row.class)
                .list());
    }

    private List<StaffPerson> people(List<Row> rows) {
        Map<UUID, Credential> known =
                credentials.find(rows.stream().map(Row::id).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(known.get(row.id())).map(row::person).stream())
                .toList();
    }

    private record Row(UUID id, String name) {
        StaffPerson person(Credential credential) {
            return new StaffPerson(id, name, credential.email(), credential.locale(), credential.secondFactor());
        }
    }
}
