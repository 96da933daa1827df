package org.openbloctel.server.calls.consent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.ConsentNews;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.consent.NamedEvidence;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.registry.calls.consent.OlderConsents;
import org.openbloctel.registry.calls.consent.Permissions;
import org.openbloctel.registry.calls.consent.Withdrawals;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.files.FilePlaces;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Consents, and the ways to withdraw them. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MasterKeys keys;

    ConsentConfiguration(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.keys = keys;
    }

    @Bean
    ConsentNews consentNews(Outbox outbox, Events events) {
        return new ConsentNews(database, audit, outbox, events);
    }

    @Bean
    Consents consents(Campaigns campaigns, ConsentNews news) {
        return new Consents(database, clock, audit, campaigns, keys, news);
    }

    @Bean
    NumberConsents numberConsents(Consumers consumers, ConsentNews news) {
        return new NumberConsents(database, clock, audit, consumers, keys, news);
    }

    @Bean
    OlderConsents olderConsents(Consumers consumers, NumberCodes codes, NumberConsents numberConsents) {
        return new OlderConsents(database, consumers, codes, numberConsents);
    }

    @Bean
    StoredFiles storedEvidence(FilePlaces places, Settings settings, ConsentSettings consents) throws IOException {
        Path folder = consents.evidence(settings.dataFolder());
        return places.open("evidence", folder, DiskRoom.LITTLE, new NamedEvidence(database));
    }

    @Bean
    EvidenceFiles evidenceFiles(@Qualifier("storedEvidence") StoredFiles files) {
        return new EvidenceFiles(database, clock, audit, keys, files);
    }

    @Bean
    DiskRoom evidenceRoom(@Qualifier("storedEvidence") StoredFiles files) {
        return files.room();
    }

    @Bean
    CompanyConsents companyConsents() {
        return new CompanyConsents(database, clock);
    }

    @Bean
    Permissions permissions(Consumers consumers, NumberConsents numberConsents, ConsentNews news) {
        return new Permissions(database, clock, audit, consumers, numberConsents, news);
    }

    @Bean
    ConsentLinks consentLinks(NumberConsents numberConsents, ConsumerSettings settings) {
        return new ConsentLinks(database, keys, numberConsents, settings.portal());
    }

    @Bean
    ConsentImports consentImports(Consents consents) {
        return new ConsentImports(database, clock, consents);
    }

    @Bean
    Withdrawals withdrawals(NumberCodes.Sender sender, NumberConsents numberConsents) {
        return new Withdrawals(database, clock, sender, numberConsents);
    }
}
