package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;

import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.accounts.company.AccessCut;
import org.openbloctel.registry.accounts.company.ActNotices;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.CompanyAlarms;
import org.openbloctel.registry.accounts.company.CompanyFigures;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.KeyWarnings;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.Payments;
import org.openbloctel.registry.accounts.company.PlanVersions;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.accounts.company.Quotas;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.RelatedAccounts;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.programs.KnownKeys.ApiKeys;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Companies: their members, keys, mandates, plans and invoices. */
@Configuration(proxyBeanMethods = false)
@Import({
    RegisterLetters.class,
    RelatedAccounts.class,
    CompanyAgenda.Ending.class,
    CompanyFigures.class,
    CompanyAlarms.class,
    Members.class,
    Keys.class,
    SealingKeys.class,
    Mandates.class,
    Plans.class,
    Quotas.class,
    PlanVersions.class
})
class CompanyConfiguration {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    CompanyConfiguration(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Bean
    Companies companies(Credentials credentials, CompanySettings settings) {
        return new Companies(
                database, clock, audit, outbox, credentials, new Companies.Policy(settings.mustBeVerified()));
    }

    /** Static: the audit trail, which this class is made with, is made with it. */
    @Bean
    static AuditTrail.Follower actNotices(Database database, InstantSource clock, Outbox outbox) {
        return new ActNotices(database, clock, outbox, CompanyConfiguration::networkOfRequest);
    }

    private static String networkOfRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked
                ? Network.household(asked.getRequest().getRemoteAddr())
                : "";
    }

    @Bean
    AccessCut accessCut(Credentials credentials, Staff staff) {
        return new AccessCut(database, clock, audit, outbox, credentials, staff, Submissions.exits(database, clock));
    }

    @Bean
    List<RecurringJob> companyJobs(RegisterLetters letters) {
        return List.of(
                RecurringJob.daily(LocalTime.of(7, 10), "company.lapse", letters::lapse),
                RecurringJob.daily(
                        LocalTime.of(7, 0), "company.key-warnings", new KeyWarnings(database, clock, outbox)::send));
    }

    @Bean
    ApiKeys apiKeys(Keys keys) {
        return (token, address) -> ApiKeys.literal(address)
                .flatMap(from -> keys.authenticate(token, from))
                .map(key -> new SignedIn.Key(key.id(), key.company(), key.scopes(), key.principals(), key.test()));
    }

    @Bean
    Invoices invoices(SellerSettings settings) {
        return new Invoices(database, clock, audit, outbox, settings.seller());
    }

    /** {@code @subscriptions} in templates. */
    @Bean
    Subscriptions subscriptions(Plans plans, Invoices invoices) {
        return new Subscriptions(database, clock, audit, plans, invoices);
    }

    @Bean
    Payments payments(SellerSettings settings) {
        return new Payments.ByTransfer(settings.name(), settings.iban(), settings.bic());
    }

    /** The first steps of companies. */
    @ConfigurationProperties("openbloctel.companies")
    record CompanySettings(boolean mustBeVerified) {}

    /** Who sells the plans, as on invoices. The lines of the address are separated by {@code /}. */
    @ConfigurationProperties("openbloctel.seller")
    record SellerSettings(String name, String address, String siren, String vatNumber, String iban, String bic) {
        SellerSettings {
            name = requireNonNullElse(name, "");
            address = requireNonNullElse(address, "");
            siren = requireNonNullElse(siren, "");
            vatNumber = requireNonNullElse(vatNumber, "");
            iban = requireNonNullElse(iban, "");
            bic = requireNonNullElse(bic, "");
        }

        Invoice.Seller seller() {
            return new Invoice.Seller(name, address.replace(" / ", "\n"), siren, vatNumber);
        }
    }
}
