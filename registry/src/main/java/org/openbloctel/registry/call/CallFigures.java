package org.openbloctel.registry.call;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * How many calls were tried on which day and what came of them, for people to read: counted from the calls that are kept, so no
 * further back than those. A principal sees all calls that were made for it, an agent its own. Thread-safe.
 */
public final class CallFigures {
    private static final String COUNTS = """
            select (at at time zone :zone)::date as day, outcome, count(*) as calls from accounts.call_attempt
            where
            """;
    private static final String BY_DAY = " group by 1, 2 order by 1, 2";

    private final Database database;

    /** Figures from this database. */
    public CallFigures(Database database) {
        this.database = database;
    }

    /**
     * Calls of a day that came to the same.
     *
     * @param day in France
     * @param outcome what came of them; null while nobody has said
     * @param calls how many
     */
    public record Count(LocalDate day, CallReport.@Nullable Outcome outcome, long calls) {}

    /** The calls that a company made, or that were made for it. */
    public List<Count> of(UUID company) {
        return counts(database.accounts()
                .sql(COUNTS + "(principal = :company or agent = :company)" + BY_DAY)
                .param("company", company));
    }

    /** The calls of a campaign that the company may see. */
    public List<Count> of(UUID company, Campaign campaign) {
        return counts(database.accounts()
                .sql(COUNTS + """
                        principal = :principal and campaign = :campaign and (principal = :company or agent = :company)
                        """ + BY_DAY)
                .param("principal", campaign.principal())
                .param("campaign", campaign.id())
                .param("company", company));
    }

    private static List<Count> counts(StatementSpec statement) {
        return statement
                .param("zone", LegalCalendar.ZONE.getId())
                .query((row, n) -> {
                    String outcome = row.getString("outcome");
                    return new Count(
                            row.getObject("day", LocalDate.class),
                            outcome == null
                                    ? null
                                    : CallReport.Outcome.of(outcome).orElseThrow(),
                            row.getLong("calls"));
                })
                .list();
    }
}
