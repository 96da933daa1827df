package org.openbloctel.registry.accounts.operator;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

/** People who work for the operator. Thread-safe. */
public final class Staff {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Credentials credentials;
    private final StaffRows rows;
    private final CredentialDirectory directory;
    private final PowerRows powers;

    public Staff(Database database, InstantSource clock, AuditTrail audit, Credentials credentials) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.credentials = credentials;
        this.rows = database.rows(StaffRows.class);
        this.directory = new CredentialDirectory(database);
        this.powers = powers(database);
    }

    /**
     * A person who works for the operator.
     *
     * @param id theirs
     * @param name theirs
     * @param email what they sign in with
     * @param locale of their mails
     * @param secondFactor whether they have set one up
     */
    public record Person(UUID id, String name, String email, Locale locale, boolean secondFactor) {}

    /** That people are staff, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return StaffRows.powers(database);
    }

    /** Adds a person to the staff. */
    public Person add(String name, String email, String password, Locale locale, String actor) {
        return database.inAccounts(() -> {
            UUID id = credentials.create(Credential.Realm.STAFF, email, password, locale);
            PowerRows.Change change = powers.change(id);
            rows.insert(id, name, clock.instant());
            audit.record(new AuditEntry(actor, "staff.added", "staff:" + id, change.made()));
            return find(id).orElseThrow();
        });
    }

    /** Removes a person from the staff: from this moment they can do nothing. */
    public void remove(UUID id, String actor) {
        database.runInAccounts(() -> {
            PowerRows.Change change = powers.change(id);
            credentials.delete(id);
            audit.record(new AuditEntry(actor, "staff.removed", "staff:" + id, change.made()));
        });
    }

    /** An employee, while they work here and no one doubts it: the person signed in is looked up again at each request. */
    public Optional<Person> find(UUID id) {
        return database.isDoubted("staff", id) || credentials.isDoubted(id)
                ? Optional.empty()
                : people(rows.find(id)).stream().findFirst();
    }

    /** All, by name. */
    public List<Person> all() {
        return people(rows.all());
    }

    private List<Person> people(List<StaffRows.StaffRow> rows) {
        Map<UUID, Credential> known =
                directory.find(rows.stream().map(StaffRows.StaffRow::id).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(known.get(row.id())).map(row::person).stream())
                .toList();
    }
}
