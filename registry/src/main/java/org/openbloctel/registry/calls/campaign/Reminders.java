package org.openbloctel.registry.calls.campaign;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CampaignOutlook;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * Tells owners that the cover of a campaign ends: seven days before, one day before, and when it has ended; by mail and by event, once
 * each for each end. A check that renews the cover begins anew; a campaign that is over before its cover, one that is excused and one
 * without a file need no reminder. Where the law forbids the campaign, the mail says so instead of asking for a check that would
 * permit nothing; the event is the same. What is told and that it was told are one transaction. Thread-safe; several servers may run it.
 */
public final class Reminders {
    private final Database database;
    private final CampaignRows rows;
    private final InstantSource clock;
    private final Campaigns campaigns;
    private final CampaignCover cover;
    private final Members members;
    private final Outbox outbox;
    private final Events events;

    /** Reminders by this outbox. */
    public Reminders(
            Database database,
            InstantSource clock,
            Campaigns campaigns,
            CampaignCover cover,
            Members members,
            Outbox outbox,
            Events events) {
        this.database = database;
        this.rows = CampaignRows.in(database);
        this.clock = clock;
        this.campaigns = campaigns;
        this.cover = cover;
        this.members = members;
        this.outbox = outbox;
        this.events = events;
    }

    /** What there is to tell. */
    private enum Kind {
        WEEK("campaign/due", Event.Type.CAMPAIGN_DUE),
        DAY("campaign/due-tomorrow", Event.Type.CAMPAIGN_DUE),
        LAPSED("campaign/lapsed", Event.Type.CAMPAIGN_LAPSED);

        private final String template;
        private final Event.Type event;

        Kind(String template, Event.Type event) {
            this.template = template;
            this.event = event;
        }

        /** The most urgent one of a day. */
        static @Nullable Kind of(LocalDate today, LocalDate until) {
            long days = ChronoUnit.DAYS.between(today, until);
            if (days < 0) {
                return LAPSED;
            }
            return days <= 1 ? DAY : days <= Cover.SOON_DAYS ? WEEK : null;
        }
    }

    private static final String FORBIDDEN = "campaign/forbidden";

    /** Tells what is due. */
    public void run() {
        LocalDate today = LegalCalendar.today(clock);
        for (UUID id : cover.withFiles(today)) {
            Campaign campaign = campaigns.any(id).orElseThrow();
            Cover stands = cover.of(campaign);
            Optional<LocalDate> until = stands.coveredUntil();
            Kind kind = until.map(day -> Kind.of(today, day)).orElse(null);
            // On its last day of calls the cover may end.
            if (kind != null && !stands.exempt() && until.get().isBefore(campaign.endsOn())) {
                database.inAccounts(() -> notify(stands, until.get(), today, kind));
            }
        }
    }

    private boolean notify(Cover stands, LocalDate until, LocalDate today, Kind kind) {
        Campaign campaign = stands.campaign();
        if (!rows.insertReminder(campaign.id(), until, kind.name(), clock.instant())) {
            return false;
        }
        CampaignOutlook.Stretch law = stands.outlook().on(today);
        boolean forbidden = law.prospect() == CampaignOutlook.Prospect.FORBIDDEN;
        Map<String, String> mail = new HashMap<>(Map.of(
                "campaign", campaign.name(), "until", until.toString(), "path", "/pro/campagnes/" + campaign.id()));
        if (forbidden) {
            mail.put("article", law.obstacles().getFirst().article());
        }
        Map<String, Object> data = Rechecks.facts(campaign);
        data.put("coveredUntil", until.toString());
        for (UUID company : Rechecks.concerned(campaigns, campaign)) {
            for (Member member : members.of(company)) {
                if (member.role() == Member.Role.OWNER) {
                    String template = forbidden ? FORBIDDEN : kind.template;
                    outbox.put(new Outbox.Message(member.email(), member.locale(), template, mail));
                }
            }
            events.raise(new Event(company, kind.event, data));
        }
        return true;
    }
}
