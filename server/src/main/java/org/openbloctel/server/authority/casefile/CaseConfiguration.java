package org.openbloctel.server.authority.casefile;

import java.time.InstantSource;
import java.time.LocalTime;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.authority.casefile.CaseDecisions;
import org.openbloctel.registry.authority.casefile.CaseFigures;
import org.openbloctel.registry.authority.casefile.CaseRegister;
import org.openbloctel.registry.authority.casefile.CaseWorklist;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.casefile.CompanyCases;
import org.openbloctel.registry.authority.casefile.Letters;
import org.openbloctel.registry.authority.casefile.Sanctions;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Case files. */
@Configuration(proxyBeanMethods = false)
class CaseConfiguration {
    @Bean
    CaseRegister.Needs caseNeeds(
            Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys keys) {
        return new CaseRegister.Needs(database, clock, audit, outbox, keys);
    }

    @Bean
    CaseRegister caseRegister(CaseRegister.Needs needs, LawBook law, ConsumerSettings settings) {
        return new CaseRegister(needs, law, settings.portal());
    }

    @Bean
    Cases cases(CaseRegister register, InspectorDesk desk, Letters letters) {
        return new Cases(register, desk, letters);
    }

    @Bean
    CaseDecisions caseDecisions(CaseRegister register, InspectorDesk desk, Letters letters) {
        return new CaseDecisions(register, desk, letters);
    }

    @Bean
    CompanyCases companyCases(CaseRegister register) {
        return new CompanyCases(register);
    }

    @Bean
    CaseWorklist caseWorklist(CaseRegister register) {
        return new CaseWorklist(register);
    }

    @Bean
    Sanctions sanctions(CaseRegister register) {
        return new Sanctions(register);
    }

    @Bean
    CaseFigures caseFigures(Database database, InstantSource clock) {
        return new CaseFigures(database, clock);
    }

    /** Soon after midnight in France, when the last day of an answer is over. */
    @Bean
    RecurringJob caseExpiry(Cases cases) {
        return RecurringJob.daily(LocalTime.of(0, 10), "casefile.expire", cases::expire);
    }

    @Bean
    RecurringJob caseForgetting(Cases cases) {
        return RecurringJob.erasingDaily(LocalTime.of(3, 41), Rules.CASES, cases::forget);
    }
}
