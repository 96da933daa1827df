package org.openbloctel.server.demo;

import java.time.InstantSource;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.authority.casefile.CaseDecisions;
import org.openbloctel.registry.authority.casefile.CaseRegister;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.authority.casefile.Letters;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.registry.calls.consent.Permissions;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.FigureBook;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.HelpdeskPolicy;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The demo's sample data. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("openbloctel.demo")
class DemoConfiguration {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;

    DemoConfiguration(Database database, InstantSource clock, AuditTrail audit, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Bean
    DemoData demoData(MasterKeys master, DemoData.Spaces demoSpaces, DemoData.Service demoService, Settings settings) {
        DemoPeople people = new DemoPeople(database, clock, audit, outbox, master);
        DemoConsumers consumers = new DemoConsumers(database, clock, audit, outbox, settings.baseUrl());
        return new DemoData(database, new DemoData.Samples(people, consumers, demoSpaces, demoService), settings);
    }

    @Bean
    DemoData.Spaces demoSpaces(
            Submissions submissions,
            DemoCampaigns demoCampaigns,
            DemoConsents demoConsents,
            DemoComplaints demoComplaints) {
        return new DemoData.Spaces(demoCampaigns, demoConsents, demoComplaints, new DemoFiles(submissions));
    }

    @Bean
    DemoData.Service demoService(
            DemoInspection demoInspection, DemoHelpdesk demoHelpdesk, Signals signals, FigureBook book) {
        return new DemoData.Service(demoInspection, demoHelpdesk, signals, new DemoFigures(database, book), clock);
    }

    @Bean
    DemoInspection demoInspection(
            Complaints.Needs filing,
            CaseRegister.Needs cases,
            Letters letters,
            CaseDecisions decisions,
            Settings settings) {
        return new DemoInspection(filing, cases, letters, decisions, settings);
    }

    @Bean
    DemoHelpdesk demoHelpdesk(Questions.Needs needs, HelpdeskPolicy policy, DeskTexts texts, IncidentBoard board) {
        return new DemoHelpdesk(needs, policy, texts, board);
    }

    @Bean
    DemoCampaigns demoCampaigns(Campaigns campaigns, CallReports reports) {
        return new DemoCampaigns(campaigns, reports, clock);
    }

    @Bean
    DemoComplaints demoComplaints(Complaints complaints, InspectorDesk desk, Cases cases) {
        return new DemoComplaints(complaints, desk, cases, clock);
    }

    @Bean
    DemoConsents demoConsents(DemoConsents.Needs needs, MessageSource texts) {
        return new DemoConsents(needs, texts, clock);
    }

    @Bean
    DemoConsents.Needs demoConsentNeeds(
            Consents consents,
            ConsentImports imports,
            CompanyConsents listed,
            NumberConsents numbers,
            Permissions permissions) {
        return new DemoConsents.Needs(consents, imports, listed, numbers, permissions);
    }

    @Bean
    DemoMailbox demoMailbox(Settings settings) {
        return new DemoMailbox(settings.dataFolder().resolve("demo/mail"), clock);
    }

    @Bean
    DemoCodes demoCodes(DemoData data, RegisterLetters letters) {
        return new DemoCodes(data, letters, clock);
    }
}
