package org.openbloctel.registry.calls.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/** Reads what agents tell of their calls and files it; what is wrong with one call concerns that call alone. Thread-safe. */
public final class CallReports {
    /** The most calls of one request. */
    public static final int MAX = 10_000;

    private static final int MAX_ID_LENGTH = 100;
    /** The agent's clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private final Campaigns campaigns;
    private final TestCampaigns tests;
    private final CallLog log;
    private final OffHours offHours;
    private final InstantSource clock;

    /** Reports for this log. */
    public CallReports(Campaigns campaigns, TestCampaigns tests, CallLog log, OffHours offHours, InstantSource clock) {
        this.campaigns = campaigns;
        this.tests = tests;
        this.log = log;
        this.offHours = offHours;
        this.clock = clock;
    }

    /**
     * What became of a call.
     *
     * @param id the agent's name for it, as told
     * @param known whether it was reported before
     * @param refusal why it was not filed; null when it was
     */
    public record Answer(
            @Nullable String id, boolean known, @Nullable Refusal refusal) {}

    /**
     * Files calls, and answers for each in its order.
     *
     * @param test whether a test key tells: all is read, nothing is kept
     */
    public List<Answer> file(UUID agent, boolean test, List<Told> told) {
        if (told.size() > MAX) {
            throw new RefusedException(new LawRefusal.TooManyCalls(MAX));
        }
        NamedCampaigns known = new NamedCampaigns(test, new HashMap<>(), new HashMap<>());
        List<@Nullable Refusal> refusals = new ArrayList<>();
        List<Read> read = new ArrayList<>();
        for (Told call : told) {
            try {
                read.add(read(agent, call, known));
                refusals.add(null);
            } catch (RefusedException e) {
                refusals.add(e.refusal());
            }
        }
        List<CallReport.Filed> filed =
                test ? read.stream().map(one -> CallReport.Filed.NEW).toList() : file(agent, read);
        List<Answer> answers = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < told.size(); i++) {
            Refusal refusal = refusals.get(i);
            CallReport.Filed state = refusal == null ? filed.get(next++) : CallReport.Filed.NEW;
            boolean taken = state == CallReport.Filed.ID_TAKEN;
            answers.add(new Answer(
                    told.get(i).id(), state == CallReport.Filed.KNOWN, taken ? new LawRefusal.CallIdTaken() : refusal));
        }
        return answers;
    }

    /** A call that was read, and the campaign that it names. */
    private record Read(CallReport report, @Nullable Campaign campaign) {}

    private List<CallReport.Filed> file(UUID agent, List<Read> read) {
        List<Integer> outside = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            if (offHours.isOutside(read.get(i).report(), read.get(i).campaign())) {
                outside.add(i);
            }
        }
        List<CallReport> reports = read.stream().map(Read::report).toList();
        List<Boolean> remain = outside.isEmpty()
                ? List.of()
                : offHours.remain(
                        outside.stream().map(reports::get).toList(),
                        outside.stream().map(i -> read.get(i).campaign()).toList());
        List<CallReport.Filed> filed = log.report(agent, reports);
        List<CallReport> counted = new ArrayList<>();
        for (int i = 0; i < outside.size(); i++) {
            int place = outside.get(i);
            if (remain.get(i) && filed.get(place) == CallReport.Filed.NEW) {
                counted.add(reports.get(place));
            }
        }
        offHours.add(agent, counted);
        return filed;
    }

    /** The campaigns that the calls of one request named so far, and why some that they named are none. */
    private record NamedCampaigns(
            boolean test, Map<String, Campaigns.Reportable> campaigns, Map<String, Refusal> refused) {}

    private Read read(UUID agent, Told call, NamedCampaigns known) {
        if (call.fault() != null) {
            throw new RefusedException(call.fault());
        }
        String id = call.id();
        if (id == null || id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new RefusedException(new RequestRefusal.UnreadableField("id"));
        }
        long number = number(call.number());
        Instant at = at(call.at());
        CallReport.Outcome outcome = CallTexts.valueOrNull("outcome", call.outcome(), CallReport.Outcome::of);
        Instant agreedAt = CallTexts.timeOrNull("agreedAt", call.agreedAt());
        if ((outcome == CallReport.Outcome.CALLBACK_AGREED) != (agreedAt != null)) {
            throw new RefusedException(new LawRefusal.UnknownValue("agreedAt"));
        }
        Campaign campaign = call.campaign() == null
                ? null
                : campaign(agent, call.campaign(), known).calledAt(at);
        UUID principal = campaign == null ? agent : campaign.principal();
        UUID campaignId = campaign == null ? null : campaign.id();
        return new Read(new CallReport(id, principal, campaignId, number, at, outcome, agreedAt), campaign);
    }

    private Campaigns.Reportable campaign(UUID agent, String campaign, NamedCampaigns known) {
        Refusal before = known.refused().get(campaign);
        if (before != null) {
            throw new RefusedException(before);
        }
        try {
            return known.campaigns().computeIfAbsent(campaign, one -> toReportFor(agent, one, known.test()));
        } catch (RefusedException e) {
            known.refused().put(campaign, e.refusal());
            throw e;
        }
    }

    private Campaigns.Reportable toReportFor(UUID agent, String campaign, boolean test) {
        UUID id = test ? tests.idOf(agent, campaign) : campaigns.idOf(agent, campaign);
        return (test ? tests.toReportFor(agent, id) : campaigns.toReportFor(agent, id))
                .orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()));
    }

    private Instant at(@Nullable String written) {
        Instant at = CallTexts.time("at", written);
        Instant now = clock.instant();
        Instant oldest = LegalCalendar.startOf(LegalCalendar.dayOf(now).minusDays(log.keptDays()));
        if (at.isBefore(oldest) || at.isAfter(now.plus(AHEAD))) {
            throw new RefusedException(new LawRefusal.CallNotOfLate(log.keptDays()));
        }
        return at;
    }

    /** A number that can be canvassed, E.164; refuses all others. */
    public static long number(@Nullable String written) {
        long read = new NumberReader(PLAN).read(written == null ? "" : written);
        if (read == NumberReader.SEVERAL) {
            throw new RefusedException(new LawRefusal.UnreadableNumber("several-numbers"));
        }
        if (read < 0) {
            throw new RefusedException(
                    new LawRefusal.UnreadableNumber(NumberReader.reason(read).code()));
        }
        if (PLAN.objection(read) == Reason.SPECIAL_NUMBER) {
            throw new RefusedException(new LawRefusal.UnreadableNumber(Reason.SPECIAL_NUMBER.code()));
        }
        return PLAN.international(read);
    }

    /**
     * A call as an agent reports it: its texts are not parsed yet.
     *
     * @param id the agent's own name for it
     * @param number as written
     * @param at with its zone
     * @param campaign its id; null for a call of the agent's own
     * @param outcome its outcome; null while it is not known
     * @param agreedAt the date and hour agreed for another call
     * @param fault why it could not even be taken apart; null when it could
     */
    public record Told(
            @Nullable String id,
            @Nullable String number,
            @Nullable String at,
            @Nullable String campaign,
            @Nullable String outcome,
            @Nullable String agreedAt,
            @Nullable Refusal fault) {
        /** Without the number. */
        @Override
        public String toString() {
            return "ToldCall[" + outcome + "]";
        }
    }
}
