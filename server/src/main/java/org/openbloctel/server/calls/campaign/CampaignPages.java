package org.openbloctel.server.calls.campaign;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.util.UUID;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.server.calls.call.CallShown;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A campaign with its facts. */
@Controller
record CampaignPages(
        Campaigns campaigns, CallShown calls, GroundLaw law, CampaignCover covers, CoverShown cover, Polls polls) {
    private static final int MAX_HISTORY = 31;

    @Access(MEMBER)
    @GetMapping("/pro/campagnes/{id}")
    String one(SignedIn.Member who, @PathVariable UUID id, Model model) {
        Campaign campaign = campaigns.require(who.company(), id);
        model.addAttribute("c", campaign);
        model.addAttribute("stage", CampaignList.stage(campaign, law.today()));
        Cover stands = covers.of(campaign);
        model.addAttribute("outlook", cover.outlook(stands));
        model.addAttribute("me", who.company());
        model.addAttribute("subjectsUntil", campaigns.bySectorUntil());
        model.addAttribute("excused", campaign.ground() == null ? null : law.of(campaign.ground()));
        Polls.Poll poll = polls.of(id).filter(one -> one.holdsOn(law.today())).orElse(null);
        model.addAttribute("poll", poll);
        model.addAttribute("polled", poll == null ? null : polls.standing(poll));
        model.addAttribute("calls", calls.of(who.company(), campaign));
        CampaignCover.History history = covers.history(who.company(), id, MAX_HISTORY);
        model.addAttribute("cover", cover.page(stands, who.company()));
        model.addAttribute("checking", covers.recheckUnderWay(who.company(), id).orElse(null));
        model.addAttribute("sent", history.files());
        model.addAttribute("rechecks", history.checks());
        model.addAttribute("mayDeclare", NewCampaignPages.mayDeclare(who));
        return "campaign/one";
    }
}
