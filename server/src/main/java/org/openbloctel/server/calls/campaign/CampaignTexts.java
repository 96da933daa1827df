package org.openbloctel.server.calls.campaign;

import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignList.Stage;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What pages say of campaigns: names of companies, stages; {@code @campaignTexts}. Thread-safe. */
@Component
public final class CampaignTexts {
    private final MessageSource texts;
    private final Companies companies;
    private final Campaigns campaigns;

    CampaignTexts(MessageSource texts, Companies companies, Campaigns campaigns) {
        this.texts = texts;
        this.companies = companies;
        this.campaigns = campaigns;
    }

    /** Whether its calls cannot be told any more, without a subject. */
    public boolean cannotTell(Campaign campaign) {
        return campaigns.cannotTell(campaign);
    }

    /** The name of a company. */
    public String company(UUID id) {
        return companies
                .find(id)
                .map(Company::name)
                .orElseGet(() -> texts.getMessage("submission.company.gone", null, LocaleContextHolder.getLocale()));
    }

    /** The kind of tag that a stage has. */
    public String tag(Stage stage) {
        return switch (stage) {
            case RUNNING -> "success";
            case TO_COME, ENDED -> "neutral";
        };
    }
}
