package org.openbloctel.registry.list.trace;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The keys of prints, one a year: each is erased with the last trace of its year, after which a copy of older files says nothing. Within
 * a year equal sets have equal digests, so that one is kept. Each lies in the database wrapped by the master key. Thread-safe.
 */
final class TraceKeys {
    private final Database database;
    private final TraceRows rows;
    private final MasterKeys master;
    private final NumberingPlan plan;
    private final Map<Integer, NumberShuffle> known = new ConcurrentHashMap<>();

    TraceKeys(Database database, MasterKeys master, NumberingPlan plan) {
        this.database = database;
        this.rows = database.rows(TraceRows.class);
        this.master = master;
        this.plan = plan;
    }

    int bits() {
        return NumberShuffle.bits(plan);
    }

    /** The prints of a year. Of several servers that come first at once, one makes the key and all find it. */
    NumberShuffle of(int year) {
        NumberShuffle found = known.get(year);
        if (found == null) {
            byte[] wrapped = rows.key(year)
                    .orElseGet(() -> database.alone(() -> {
                        rows.insertKey(year, master.wrap(MasterKeys.newDataKey(), context(year)));
                        return rows.key(year).orElseThrow();
                    }));
            found = new NumberShuffle(plan, master.unwrap(wrapped, context(year)));
            known.put(year, found);
        }
        return found;
    }

    private static String context(int year) {
        return "traces:" + year;
    }
}
