package org.openbloctel.server.app;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.openbloctel.registry.authority.power.AllPowers;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Rows that a test wrote by SQL: accepted in the audit trail, as two people would. */
public final class HandMadeRows {
    private HandMadeRows() {}

    /**
     * Accepts all that no entry explains.
     *
     * @param owner connections as the owner of the database
     * @param masterKey of the servers, as their settings have it
     */
    public static void accept(DataSource owner, String masterKey) {
        MasterKeys keys = MasterKeys.parse(masterKey);
        Database database = new Database(owner, owner, keys);
        AuditTrail trail = new AuditTrail(database, keys, Clock.systemUTC());
        PowerWatch watch =
                new PowerWatch(database, trail, AllPowers.in(database), Clock.systemUTC(), unexplained -> {});
        watch.look();
        for (Power power : List.copyOf(watch.doubted())) {
            watch.accept(power, "system");
        }
    }
}
