package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.accounts.company.FactorWithdrawals;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.consent.Withdrawals;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.ErasureGate;
import org.openbloctel.registry.platform.retention.ErasureRuns;
import org.openbloctel.registry.platform.retention.ErasureStops;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.accounts.credential.EmailSetting;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Erasing what has no reason to stay, one job a feature, and the record of it. At night, one after the other. */
@Configuration(proxyBeanMethods = false)
@Import({
    Staff.class,
    FactorWithdrawals.class,
    ErasureRuns.class,
    ErasureStops.class,
    ErasureGate.Clocks.class,
    ErasureAlarm.class,
    ErasureGate.class
})
class OperatorConfiguration {
    /** The demo has one person. */
    @Bean
    FourEyes fourEyes(
            Database database, InstantSource clock, AuditTrail audit, OperatorSettings operator, Settings settings) {
        return new FourEyes(database, clock, audit, operator.twoPeople() && !settings.demo());
    }

    @Bean
    ErasureGate.DatabaseClock databaseClock(Database database) {
        return database::time;
    }

    @Bean
    CompanyErasure companyErasure(Database database, InstantSource clock, AuditTrail audit) {
        return new CompanyErasure(
                database, clock, audit, List.of(Submissions.companies(database), Cases.companies(database)));
    }

    @Bean
    List<RecurringJob> operatorJobs(
            CallLog log,
            Campaigns campaigns,
            Consents consents,
            ConsentImports imports,
            Withdrawals withdrawals,
            EvidenceFiles evidence,
            Credentials credentials,
            Companies companies,
            CompanyErasure erasure,
            FourEyes fourEyes,
            Outbox outbox,
            Lookups lookups,
            Certificates certificates,
            AuditTrail audit,
            ErasureRuns runs) {
        return List.of(
                RecurringJob.erasingDaily(
                        LocalTime.of(3, 25),
                        Rules.CALLS,
                        () -> log.forget()
                                + campaigns.forget()
                                + consents.forget()
                                + imports.forget()
                                + withdrawals.forget()
                                // Last: its place may be away.
                                + evidence.sweep()),
                RecurringJob.erasingEvery(
                        Duration.ofHours(1),
                        Rules.DOORS,
                        () -> credentials.purge() + companies.purge() + erasure.invitations() + fourEyes.forget()),
                RecurringJob.erasingDaily(LocalTime.of(3, 0), Rules.MAILS, outbox::forget),
                RecurringJob.erasingDaily(LocalTime.of(3, 5), Rules.COMPANIES, erasure::forget),
                RecurringJob.erasingDaily(LocalTime.of(3, 10), Rules.LOOKUPS, lookups::forget),
                RecurringJob.erasingDaily(LocalTime.of(3, 15), Rules.CERTIFICATES, certificates::purge),
                RecurringJob.erasingDaily(LocalTime.of(3, 25), Rules.AUDIT, audit::forget),
                RecurringJob.erasingDaily(LocalTime.of(3, 30), Rules.RUNS, runs::forget));
    }

    /**
     * The operator’s people.
     *
     * @param people their e-mail addresses, separated by commas
     * @param twoPeople whether some decisions take two of them; false for an operator of one person
     * @param twoPeopleFromEuros from which amount on a payment is among them
     */
    @ConfigurationProperties("openbloctel.operator")
    record OperatorSettings(
            String people,
            boolean twoPeople,
            @Between(min = 0, max = 999_999_999) int twoPeopleFromEuros) {
        private static final String PEOPLE = "openbloctel.operator.people";

        OperatorSettings {
            people = requireNonNullElse(people, "");
            EmailSetting.read(PEOPLE, people);
        }

        /** The addresses, as they are compared. */
        Set<String> emails() {
            return EmailSetting.read(PEOPLE, people);
        }
    }
}
