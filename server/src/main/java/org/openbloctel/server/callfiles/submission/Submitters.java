package org.openbloctel.server.callfiles.submission;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;

/** For whom and for which campaign somebody may submit, and who sends what. Thread-safe. */
@Component
record Submitters(
        Allowance allowance, Mandates mandates, Campaigns campaigns, CampaignList list, SubmissionTexts texts) {
    private static final int MAX_CAMPAIGNS = 500;

    /** Who sends what for whom: a campaign says for whom it is; refuses when there is no mandate for it. */
    Sent sent(SignedIn.Member who, SubmissionForm form, String name) {
        Optional<Campaign> campaign = form.campaignId()
                .map(id -> campaigns
                        .find(who.company(), id)
                        .orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign())));
        UUID principal = campaign.map(Campaign::principal).orElseGet(() -> form.principalOr(who.company()));
        mandates.require(who.company(), principal);
        return new Sent(
                who.company(),
                principal,
                who.actor(),
                name,
                form.options(),
                Optional.empty(),
                campaign.map(one -> one.id().toString()),
                Sent.Channel.PORTAL);
    }

    /** For whom: by id, the company itself first; empty when it is for nobody else. */
    Map<String, String> principals(SignedIn.Member who) {
        List<Mandate.Principal> choices = mandates.choices(who.company());
        return choices.size() == 1 ? Map.of() : texts.principals(choices);
    }

    /** Why a company can submit no file today. */
    Optional<Refusal> obstacle(SignedIn.Member who) {
        try {
            allowance.require(who.company());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        }
    }

    /** Why no file can be submitted for a campaign that was named; empty when it can, and when none was named. */
    Optional<Refusal> refusal(SignedIn.Member who, String campaign) {
        if (campaign.isEmpty()) {
            return Optional.empty();
        }
        try {
            campaigns.toSubmitFor(who.company(), campaign);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        }
    }

    /** For which campaign, of those that are not over: by id, none first; empty when there is none. */
    Map<String, String> campaigns(SignedIn.Member who) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (CampaignList.Line line : list.browse(
                who.company(),
                new CampaignList.Search("", Optional.empty()),
                CampaignList.Order.NAME,
                0,
                MAX_CAMPAIGNS)) {
            Campaign one = line.campaign();
            if (line.open() && line.stage() != CampaignList.Stage.ENDED) {
                String name = one.principal().equals(who.company())
                        ? one.name()
                        : texts.text("submission.campaign.of", one.name(), texts.company(one.principal()));
                choices.put(one.id().toString(), name);
            }
        }
        if (choices.isEmpty()) {
            return Map.of();
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put("", texts.text("submission.campaign.none"));
        all.putAll(choices);
        return all;
    }
}
