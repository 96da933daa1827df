package org.openbloctel.registry.calls.campaign;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The campaigns that a company's people look through: its own, those it declared, and those of every principal whose mandate is
 * in force. Thread-safe.
 */
public final class CampaignList {
    private final CampaignRows rows;
    private final InstantSource clock;
    private final Mandates mandates;

    /** Lists from this database. */
    public CampaignList(Database database, InstantSource clock, Mandates mandates) {
        this.rows = CampaignRows.in(database);
        this.clock = clock;
        this.mandates = mandates;
    }

    /** Where a campaign is between its days. */
    public enum Stage {
        /** Today is one of its days. */
        RUNNING,
        /** It has not begun. */
        TO_COME,
        /** It is over. */
        ENDED
    }

    /** How a list is sorted. */
    public enum Order {
        /** The last declared first. */
        NEWEST,
        /** By its name. */
        NAME,
        /** The first to end first. */
        END
    }

    /**
     * What is looked for.
     *
     * @param text part of a campaign's name; empty for all
     * @param stage at this stage; empty for all
     */
    public record Search(String text, Optional<Stage> stage) {}

    /**
     * A campaign in a list.
     *
     * @param stage where it is today
     * @param open whether the company may call for it, and look at it: not when the mandate has ended
     */
    public record Line(Campaign campaign, Stage stage, boolean open) {}

    /** Some campaigns of a company and its principals. */
    record Wanted(UUID me, Set<UUID> principals, String stage, String text, LocalDate today, long skip, int limit) {}

    /** Some of the campaigns. */
    public List<Line> browse(UUID company, Search search, Order order, long skip, int limit) {
        Set<UUID> principals = mandates.principals(company, clock.instant()).stream()
                .map(Mandate.Principal::id)
                .collect(Collectors.toSet());
        LocalDate today = LegalCalendar.today(clock);
        String stage = search.stage().map(Stage::name).orElse("");
        Wanted wanted = new Wanted(company, principals, stage, search.text(), today, skip, limit);
        List<Campaign> found = switch (order) {
            case NEWEST -> rows.newest(wanted);
            case NAME -> rows.byName(wanted);
            case END -> rows.byEnd(wanted);
        };
        return found.stream()
                .map(one -> new Line(
                        one,
                        stage(one, today),
                        one.principal().equals(company) || principals.contains(one.principal())))
                .toList();
    }

    /** Where a campaign is on this day. */
    public static Stage stage(Campaign campaign, LocalDate today) {
        if (campaign.includes(today)) {
            return Stage.RUNNING;
        }
        return today.isBefore(campaign.startsOn()) ? Stage.TO_COME : Stage.ENDED;
    }
}
