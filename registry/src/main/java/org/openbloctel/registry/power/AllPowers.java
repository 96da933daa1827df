package org.openbloctel.registry.power;

import java.util.List;
import org.openbloctel.registry.audit.PowerRows;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Keys;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.Plans;
import org.openbloctel.registry.company.SftpKeys;
import org.openbloctel.registry.company.Subscriptions;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.feed.FeedKeys;
import org.openbloctel.registry.guard.GuardDesk;
import org.openbloctel.registry.guard.Polls;
import org.openbloctel.registry.inspection.Inspectors;
import org.openbloctel.registry.operator.Staff;

/** The kinds of powers that servers and the doctor compare with the audit trail. */
public final class AllPowers {
    private AllPowers() {}

    /** The kinds of power of this database. */
    public static List<PowerRows> in(Database database) {
        return List.of(
                Staff.powers(database),
                Inspectors.powers(database),
                Members.powers(database),
                Credentials.powers(database),
                Companies.powers(database),
                Keys.powers(database),
                SftpKeys.powers(database),
                FeedKeys.powers(database),
                Plans.powers(database),
                Subscriptions.powers(database),
                GuardDesk.powers(database),
                Polls.powers(database));
    }
}
