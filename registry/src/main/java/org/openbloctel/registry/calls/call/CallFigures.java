package org.openbloctel.registry.calls.call;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.database.Database;

/**
 * How many calls were tried on which day and what came of them, for people to read: sums of the calls that are kept, so no
 * further back than those. A principal sees all calls that were made for it, an agent its own. Thread-safe.
 */
public final class CallFigures {

    private final CallFigureRows rows;

    /** Figures from this database. */
    public CallFigures(Database database) {
        this.rows = CallFigureRows.in(database);
    }

    /**
     * Calls of a day that came to the same.
     *
     * @param day in France
     * @param outcome what came of them; null while it was not reported
     * @param calls how many
     */
    public record Count(LocalDate day, CallReport.@Nullable Outcome outcome, long calls) {}

    /** The calls that a company made, or that were made for it. */
    public List<Count> of(UUID company) {
        return rows.of(company);
    }

    /** The calls of a campaign that the company may see. */
    public List<Count> of(UUID company, Campaign campaign) {
        return rows.of(company, campaign.principal(), campaign.id());
    }

    /**
     * Adds the latest changes to the sums, so that a figure needs few rows; the figures stay the same. Returns how many changes there were.
     */
    public long addUp() {
        long changes = rows.addUp();
        if (changes > 0) {
            rows.dropEmpty();
        }
        return changes;
    }
}
