package org.openbloctel.server.calls.verdict;

import org.openbloctel.registry.calls.verdict.CampaignVerdicts;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The judges of calls and of files. */
@Configuration(proxyBeanMethods = false)
@Import({CampaignVerdicts.class, Verdicts.class})
class VerdictConfiguration {}
