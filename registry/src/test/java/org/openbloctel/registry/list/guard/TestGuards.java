package org.openbloctel.registry.list.guard;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Guards for tests of what they guard. */
public final class TestGuards {
    private static final Budget ENOUGH = new Budget(1_000_000_000, 1_000_000_000);
    private static final GuardRules NOTHING =
            new GuardRules(Integer.MAX_VALUE, Integer.MAX_VALUE, 100, 100, 100, 100, List.of(), ENOUGH);

    private TestGuards() {}

    /** One that counts, and never refuses. */
    public static Guard lenient(Database database, AuditTrail audit, InstantSource clock) {
        return new Guard(database, audit, clock, MasterKeys.generate(), NOTHING, 3, (stop, asked, learnt) -> {});
    }

    /** One as it is in service. */
    public static Guard usual(Database database, AuditTrail audit, InstantSource clock, MasterKeys master) {
        return new Guard(database, audit, clock, master, GuardRules.USUAL, 3, (stop, asked, learnt) -> {});
    }

    /** A watch as that of a guard in service. */
    static Watch watch(Database database, AuditTrail audit, InstantSource clock, Stop.Alarm alarm) {
        GuardRules rules = GuardRules.USUAL;
        Ledger ledger = new Ledger(database, audit, clock, rules);
        return new Watch(database, audit, clock, MasterKeys.generate(), rules, 3, alarm, ledger);
    }

    /** Lifts all stops of a company, as the operator's page does. */
    public static boolean lift(Guard guard, GuardDesk desk, UUID company, String actor, String why) {
        guard.exchange();
        boolean lifted = desk.lift(
                desk.stops(company).stream()
                        .filter(stop -> stop.lifted().isEmpty())
                        .toList(),
                actor,
                why);
        guard.exchange();
        return lifted;
    }
}
