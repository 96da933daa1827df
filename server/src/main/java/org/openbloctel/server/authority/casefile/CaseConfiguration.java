package org.openbloctel.server.authority.casefile;

import java.time.LocalTime;
import java.util.List;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.casefile.CaseDecisions;
import org.openbloctel.registry.casefile.CaseFigures;
import org.openbloctel.registry.casefile.CaseRegister;
import org.openbloctel.registry.casefile.CaseWorklist;
import org.openbloctel.registry.casefile.Cases;
import org.openbloctel.registry.casefile.CompanyCases;
import org.openbloctel.registry.casefile.Sanctions;
import org.openbloctel.registry.consumer.ConsumerSettings;
import org.openbloctel.registry.retention.Rules;
import org.openbloctel.server.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Case files. */
@Configuration(proxyBeanMethods = false)
@Import({
    CaseRegister.Needs.class,
    Cases.class,
    CaseDecisions.class,
    CompanyCases.class,
    CaseWorklist.class,
    Sanctions.class,
    CaseFigures.class
})
class CaseConfiguration {
    @Bean
    CaseRegister caseRegister(CaseRegister.Needs needs, LawBook law, ConsumerSettings settings) {
        return new CaseRegister(needs, law, settings.portal());
    }

    @Bean
    List<RecurringJob> caseJobs(Cases cases) {
        return List.of(
                // Soon after midnight in France, when the last day of an answer is over.
                RecurringJob.daily(LocalTime.of(0, 10), "casefile.expire", cases::expire),
                RecurringJob.erasingDaily(LocalTime.of(3, 41), Rules.CASES, cases::forget));
    }
}
