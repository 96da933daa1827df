package org.openbloctel.registry.company;

import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/** Plans as dated data: what could be ordered on a day. Thread-safe. */
public final class Plans {
    private final PlanRows rows;

    public Plans(Database database) {
        this.rows = new PlanRows(database);
    }

    /** The plans that can be ordered on a day, the smallest first. */
    public List<Plan> on(LocalDate day) {
        return rows.on(day);
    }

    /** A plan that can be ordered on a day. */
    public Plan find(String code, LocalDate day) {
        return on(day).stream()
                .filter(plan -> plan.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownPlan()));
    }
}
