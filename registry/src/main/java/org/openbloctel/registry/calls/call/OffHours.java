package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.Known;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Territory;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * Counts reported calls outside the days and hours of the law of their day, where the number belongs. A call at an hour that was agreed is
 * inside. Counted when calls are reported, since no one can read a number afterwards; a server that is killed in between loses the count
 * of that request. Kept as long as calls. Thread-safe.
 */
public final class OffHours {
    private final CallFigureRows rows;
    private final CallLog log;
    private final CallJudge judge;
    private final InstantSource clock;

    /** Over this database. */
    public OffHours(Database database, CallLog log, LawBook law, InstantSource clock) {
        this.rows = CallFigureRows.in(database);
        this.log = log;
        this.judge = CallJudge.ofPastCalls(law);
        this.clock = clock;
    }

    /**
     * Calls that an agent reported.
     *
     * @param offHours those outside the hours
     * @param calls all of the same days
     */
    public record OfAgent(UUID agent, long offHours, long calls) {}

    /** The agents that reported so many calls outside the hours from a day on, the one with the most first. */
    public List<OfAgent> agents(LocalDate from, int least) {
        return rows.agents(from, least);
    }

    /** Forgets days on which no call is kept; returns how many rows. */
    public int forget() {
        return rows.forgetOffHours(LegalCalendar.today(clock).minusDays(log.keptDays()));
    }

    /** Whether a call is outside the hours unless its hour was agreed. */
    boolean isOutside(CallReport report, @Nullable Campaign campaign) {
        return isOutside(report, campaign, null);
    }

    private boolean isOutside(CallReport report, @Nullable Campaign campaign, @Nullable Instant agreedAt) {
        ZoneId zone = Territory.of(report.number()).zone();
        Call call = new Call(
                report.at(),
                zone,
                Topic.of(campaign == null ? null : campaign.sector()),
                Relation.NONE,
                false,
                campaign != null && campaign.ground() == Campaign.Exemption.B2B,
                null,
                null);
        return judge.isOffHours(call, new Known(null, null, null, null, null, null, null, agreedAt, null));
    }

    /** Those of some calls outside the hours whose hour was not agreed; asked before they are filed. */
    List<Boolean> remain(List<CallReport> outside, List<@Nullable Campaign> campaigns) {
        List<CallLog.History> histories = log.histories(outside.stream()
                .map(report -> new CallLog.Pair(report.principal(), report.number()))
                .toList());
        List<Boolean> remain = new ArrayList<>();
        for (int i = 0; i < outside.size(); i++) {
            remain.add(
                    isOutside(outside.get(i), campaigns.get(i), histories.get(i).agreedAt()));
        }
        return remain;
    }

    /** Adds calls of an agent. Rows are written in one order. */
    void add(UUID agent, List<CallReport> calls) {
        Map<UUID, Map<LocalDate, Integer>> counts = new TreeMap<>();
        calls.forEach(call -> counts.computeIfAbsent(call.principal(), any -> new TreeMap<>())
                .merge(LegalCalendar.dayOf(call.at()), 1, Integer::sum));
        counts.forEach(
                (principal, days) -> days.forEach((day, count) -> rows.addOffHours(agent, principal, day, count)));
    }
}
