package org.openbloctel.registry.accounts.company;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * Companies as other features need to know them. Each question is about many companies at once, so that a page of rows costs one
 * statement. Changes nothing. Thread-safe.
 */
public final class CompanyDirectory {
    private final Database database;
    private final CompanyRows rows;

    /** Companies in this database. */
    public CompanyDirectory(Database database) {
        this.database = database;
        this.rows = database.rows(CompanyRows.class);
    }

    /** The companies of some ids, and the verified ones of some SIRENs; by name, then by SIREN. */
    public List<Company.Named> find(Collection<UUID> ids, Collection<String> sirens) {
        return ids.isEmpty() && sirens.isEmpty() ? List.of() : named(rows.named(ids, sirens));
    }

    /** The verified company of a SIREN. */
    public Optional<Company.Named> verified(String siren) {
        return find(Set.of(), Set.of(siren)).stream().findFirst();
    }

    /** The verified companies with a text in their name, by name. */
    public List<Company.Named> search(String text, int limit) {
        return named(rows.search(text, limit));
    }

    private List<Company.Named> named(List<CompanyRows.NamedRow> found) {
        return found.stream().map(row -> row.named(database)).toList();
    }

    /** Those of some companies that are verified. */
    public Set<UUID> verified(Collection<UUID> ids) {
        List<UUID> believed =
                ids.stream().filter(id -> !database.isDoubted("company", id)).toList();
        return believed.isEmpty() ? Set.of() : rows.verified(believed);
    }

    /** All companies that are suspended. */
    public Set<UUID> suspended() {
        return rows.suspended(database.doubted());
    }

    /** Those of some companies that exist no more. */
    public Set<UUID> gone(Collection<UUID> ids) {
        return ids.isEmpty() ? Set.of() : rows.gone(ids);
    }

    /** The SIREN of a company that exists. */
    public String siren(UUID id) {
        return rows.siren(id);
    }

    /** Until the open transaction ends, other transactions that lock this company wait; rows that name it can still be written. */
    public void lock(UUID id) {
        rows.lockForUse(id);
    }
}
