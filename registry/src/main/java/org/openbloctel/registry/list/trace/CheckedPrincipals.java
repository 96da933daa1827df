package org.openbloctel.registry.list.trace;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** For which principals any number was checked, without a word about the numbers: no trace is opened. Thread-safe. */
public final class CheckedPrincipals {
    private final LookupTraceRows rows;

    /** Of the checks in this database. */
    public CheckedPrincipals(Database database) {
        this.rows = database.rows(LookupTraceRows.class);
    }

    /** Those of some companies that were the principal of a check from an instant on. */
    public Set<UUID> since(Collection<UUID> companies, Instant from) {
        return rows.principals(companies, from);
    }
}
