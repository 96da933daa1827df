package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Plans as dated data: what could be ordered on a day. Thread-safe. */
public final class Plans {
    private final Database database;
    private final PlanRows rows;

    public Plans(Database database) {
        this.database = database;
        this.rows = database.rows(PlanRows.class);
    }

    /** The plans with their versions, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return PlanRows.powers(database);
    }

    /** The plans that can be ordered on a day, the smallest first; without those whose versions are others than the audit trail says. */
    public List<Plan> on(LocalDate day) {
        return rows.on(day).stream()
                .filter(plan -> !database.isDoubted("plan", plan.code()))
                .toList();
    }

    /** A plan that can be ordered on a day. */
    public Plan find(String code, LocalDate day) {
        return on(day).stream()
                .filter(plan -> plan.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownPlan()));
    }
}
