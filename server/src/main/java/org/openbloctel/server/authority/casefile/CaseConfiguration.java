package org.openbloctel.server.authority.casefile;

import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.authority.casefile.CaseDecisions;
import org.openbloctel.registry.authority.casefile.CaseFigures;
import org.openbloctel.registry.authority.casefile.CaseRegister;
import org.openbloctel.registry.authority.casefile.CaseWorklist;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.casefile.CompanyCases;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.platform.jobs.RecurringJob;
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
    CaseFigures.class,
    CaseRegister.class
})
class CaseConfiguration {
    @Bean
    List<RecurringJob> caseJobs(Cases cases) {
        return List.of(
                // Soon after midnight in France, when the last day of an answer is over.
                RecurringJob.daily(LocalTime.of(0, 10), "casefile.expire", cases::expire),
                RecurringJob.erasingDaily(LocalTime.of(3, 41), Rules.CASES, cases::forget));
    }
}
