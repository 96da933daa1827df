package org.openbloctel.registry.authority.power;

import java.util.List;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.registry.authority.inspection.Inspectors;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;

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
