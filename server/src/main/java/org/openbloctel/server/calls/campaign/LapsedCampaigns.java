package org.openbloctel.server.calls.campaign;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.calls.campaign.CallCover;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The campaigns that are out of cover, for the banner: {@code @lapsedCampaigns}. Reads the request's session. Thread-safe. */
@Component
public final class LapsedCampaigns {
    /** More campaigns than anybody runs at once; the banner looks at so many. */
    private static final int MAX_RUNNING = 50;

    private static final CampaignList.Search RUNNING =
            new CampaignList.Search("", Optional.of(CampaignList.Stage.RUNNING));

    private final CallCover calls;
    private final CampaignList list;
    private final InstantSource clock;

    LapsedCampaigns(CallCover calls, CampaignList list, InstantSource clock) {
        this.calls = calls;
        this.list = list;
        this.clock = clock;
    }

    /** The reader's running campaigns for which no person may be called, for the banner; empty for a reader who may see none. */
    public List<Lapsed> all() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !(authentication.getPrincipal() instanceof SignedIn.Member who)
                || !who.secondFactor()) {
            return List.of();
        }
        LocalDate today = LegalCalendar.today(clock);
        List<Lapsed> lapsed = new ArrayList<>();
        for (CampaignList.Line line : list.browse(who.company(), RUNNING, CampaignList.Order.END, 0, MAX_RUNNING)) {
            Campaign one = line.campaign();
            Optional<LocalDate> until = line.open() ? calls.until(one) : Optional.empty();
            if (until.isPresent() && calls.ground(one, until, today) != null) {
                lapsed.add(new Lapsed(one.id(), one.name(), until.get()));
            }
        }
        return lapsed;
    }

    /**
     * A campaign that is out of cover.
     *
     * @param until the last day on which it was covered
     */
    public record Lapsed(UUID id, String name, LocalDate until) {}
}
