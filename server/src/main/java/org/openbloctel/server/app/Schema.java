package org.openbloctel.server.app;

import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.settings.SettingsException;

/** The schema of this version; a database whose migrations are out of order ends the start with an explanation. */
final class Schema {
    private Schema() {}

    /** Applies the migrations that the database lacks; returns how many. */
    static int migrate(DataSource owner, Supplier<MasterKeys> keys) {
        try {
            return Migrations.apply(owner, keys);
        } catch (Migrations.OutOfOrderException e) {
            throw explained(e);
        }
    }

    /** How many migrations the database lacks. */
    static int missing(DataSource serving) {
        try {
            return Migrations.missing(serving);
        } catch (Migrations.OutOfOrderException e) {
            throw explained(e);
        }
    }

    private static SettingsException explained(Migrations.OutOfOrderException fault) {
        if (!fault.different().isEmpty()) {
            return new SettingsException(List.of("BT-0614: migrations that were applied to the database differ"
                    + " from this version's, or are unknown to it: "
                    + String.join(", ", fault.different())
                    + ". Install a complete release"
                    + " that is not older than the database (docs/runbooks.md, Upgrade); nothing was changed."));
        }
        return new SettingsException(List.of("BT-0613: the database lacks the migrations "
                + String.join(", ", fault.skipped())
                + ", which are older than its latest one: a build between two releases made it. Migrations run in"
                + " order only. Start the build that made it, or restore a backup of a release (docs/runbooks.md, Upgrade);"
                + " nothing was changed."));
    }
}
