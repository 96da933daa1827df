package org.openbloctel.registry.operator;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.credential.Realm;
import org.openbloctel.registry.database.Database;

/** People who work for the operator. Thread-safe. */
public final class Staff {
    private static final String STAFF =
            "select s.id, s.name, c.email, c.id in (select credential from accounts.second_factor) as second_factor"
                    + " from accounts.staff s join accounts.credential c on c.id = s.id ";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Credentials credentials;

    /** Staff in this database. */
    public Staff(Database database, InstantSource clock, AuditTrail audit, Credentials credentials) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.credentials = credentials;
    }

    /** Takes somebody on. */
    public Person add(String name, String email, String password, Locale locale, String actor) {
        return database.inAccounts(() -> {
            UUID id = credentials.create(Realm.STAFF, email, password, locale);
            database.accounts()
                    .sql("insert into accounts.staff (id, name, since) values (?, ?, ?)")
                    .params(id, name, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            audit.record(new AuditEntry(actor, "staff.added", "staff:" + id, Map.of()));
            return find(id).orElseThrow();
        });
    }

    /** Lets somebody go: from this moment they can do nothing. */
    public void remove(UUID id, String actor) {
        database.runInAccounts(() -> {
            credentials.delete(id);
            audit.record(new AuditEntry(actor, "staff.removed", "staff:" + id, Map.of()));
        });
    }

    /** Somebody, while they work here: whoever signed in is looked up again at each request. */
    public Optional<Person> find(UUID id) {
        return database.accounts()
                .sql(STAFF + "where s.id = ?")
                .param(id)
                .query(Person.class)
                .optional();
    }

    /** All, by name. */
    public List<Person> all() {
        return database.accounts()
                .sql(STAFF + "order by lower(s.name), s.id")
                .query(Person.class)
                .list();
    }

    /**
     * Somebody who works for the operator.
     *
     * @param id theirs
     * @param name theirs
     * @param email what they sign in with
     * @param secondFactor whether they have set one up
     */
    public record Person(UUID id, String name, String email, boolean secondFactor) {}
}
