package org.openbloctel.registry.calls.campaign;

import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CampaignOutlook;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Purpose;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * What the law makes of campaigns, as seen from today: of the days that are left, or of all days of a campaign that is over.
 * Thread-safe.
 */
public final class Outlooks {
    private final LawBook law;
    private final InstantSource clock;

    public Outlooks(LawBook law, InstantSource clock) {
        this.law = law;
        this.clock = clock;
    }

    /** Of a campaign that was declared. */
    public CampaignOutlook of(Campaign campaign) {
        return of(campaign.sector(), campaign.ground(), campaign.startsOn(), campaign.endsOn());
    }

    /** Of one that is not declared yet. */
    public CampaignOutlook of(Campaigns.Terms terms) {
        return of(terms.sector(), terms.ground(), terms.startsOn(), terms.endsOn());
    }

    private CampaignOutlook of(Sector sector, Campaign.@Nullable Exemption ground, LocalDate first, LocalDate last) {
        LocalDate today = LegalCalendar.today(clock);
        boolean begun = today.isAfter(first) && !today.isAfter(last);
        return CampaignOutlook.of(law, purpose(sector, ground), begun ? today : first, last);
    }

    /** What a ground claims of each call. Press, polls and non-profits are excused by their sector. */
    private static Purpose purpose(Sector sector, Campaign.@Nullable Exemption ground) {
        Purpose purpose = Purpose.of(sector);
        if (ground == null) {
            return purpose;
        }
        return switch (ground) {
            case CONTRACT -> purpose.withContract();
            case B2B -> purpose.toProfessionals();
            case PRESS, POLL, NON_PROFIT -> purpose;
        };
    }
}
