package org.openbloctel.server.calls.verdict;

import java.time.InstantSource;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.campaign.CallCover;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.verdict.CampaignVerdicts;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.registry.list.lookup.Lookups;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The judges of calls and of files. */
@Configuration(proxyBeanMethods = false)
@Import(CampaignVerdicts.class)
class VerdictConfiguration {
    private final LawBook law;
    private final Campaigns campaigns;
    private final CallLog log;
    private final Consents consents;
    private final InstantSource clock;

    VerdictConfiguration(LawBook law, Campaigns campaigns, CallLog log, Consents consents, InstantSource clock) {
        this.law = law;
        this.campaigns = campaigns;
        this.log = log;
        this.consents = consents;
        this.clock = clock;
    }

    @Bean
    Verdicts verdicts(Lookups lookups, TestCampaigns tests, CallCover cover) {
        return new Verdicts(new CallJudge(law), lookups, campaigns, tests, cover, log, consents, clock);
    }
}
