package org.openbloctel.registry.lookup;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;

/** How many numbers each company looked up one by one, and how many of them were on the list. Thread-safe. */
public final class LookupSums {
    private final LookupRows rows;

    /** The sums of this database's look-ups. */
    public LookupSums(Database database) {
        this.rows = new LookupRows(database);
    }

    /** The numbers that a company looked up. */
    public record OfCompany(UUID company, long numbers, long opposed) {}

    /** The sums from a day in France on. */
    public List<OfCompany> byCompany(LocalDate from) {
        return rows.byCompany(
                from,
                (row, n) -> new OfCompany(
                        row.getObject("company", UUID.class), row.getLong("numbers"), row.getLong("opposed")));
    }
}
