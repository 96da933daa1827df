package org.openbloctel.registry.list.lookup;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.list.trace.CheckedPrincipals;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** How many numbers each company looked up one by one, and how many of them were on the list. Thread-safe. */
public final class LookupSums {
    private final LookupRows rows;
    private final CheckedPrincipals principals;

    /** The sums of this database's look-ups. */
    public LookupSums(Database database) {
        this.rows = database.rows(LookupRows.class);
        this.principals = new CheckedPrincipals(database);
    }

    /** The numbers that a company looked up, for itself or for others. */
    public record OfCompany(UUID company, long numbers, long opposed) {}

    /** The sums from a day in France on. */
    public List<OfCompany> byCompany(LocalDate from) {
        return rows.byCompany(from);
    }

    /** Those of some companies that looked a number up from a day on, or for which it was done. */
    public Set<UUID> checkedSince(Collection<UUID> companies, LocalDate from) {
        Set<UUID> checked = new HashSet<>(principals.since(companies, LegalCalendar.startOf(from)));
        byCompany(from).stream()
                .map(OfCompany::company)
                .filter(companies::contains)
                .forEach(checked::add);
        return checked;
    }
}
