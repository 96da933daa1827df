package org.openbloctel.server.demo;

import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.figures.FigureBook;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.signal.Signals;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.settings.Settings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The demo's sample data. */
@Configuration(proxyBeanMethods = false)
@Import({
    DemoInspection.class,
    DemoHelpdesk.class,
    DemoCampaigns.class,
    DemoComplaints.class,
    DemoConsents.class,
    DemoConsents.Needs.class,
    DemoCodes.class
})
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
    DemoMailbox demoMailbox(Settings settings) {
        return new DemoMailbox(settings.dataFolder().resolve("demo/mail"), clock);
    }
}
