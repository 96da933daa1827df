package org.openbloctel.server.callfiles.sftp;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.calls.campaign.CampaignFolders;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.callfiles.submission.SubmissionSettings;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files that are dropped over SFTP: their keys, where they lie until they are taken, and what became of them. */
@Configuration(proxyBeanMethods = false)
class SftpConfiguration {
    private static final Duration LEFT = Duration.ofSeconds(30);

    @Bean
    SftpSettings sftpSettings(SftpProperties given, Settings settings) {
        return new SftpSettings(
                settings.baseUrl().getHost(),
                given.address(),
                given.port(),
                settings.demo(),
                requireNonNullElse(
                        given.hostKeyFile(),
                        settings.dataFolder().resolve("sftp").resolve("host.key")),
                given.connections(),
                given.connectionsOfAnAddress());
    }

    @Bean
    SftpKeys sftpKeys(Database database, InstantSource clock, AuditTrail audit) {
        return new SftpKeys(database, clock, audit);
    }

    @Bean
    CampaignFolders campaignFolders(Campaigns campaigns, Mandates mandates, InstantSource clock) {
        return new CampaignFolders(campaigns, mandates, clock);
    }

    @Bean
    Arrivals arrivals(Database database, InstantSource clock, SubmissionSettings settings) {
        return new Arrivals(database, clock, settings.space().daysAtMost());
    }

    @Bean
    Inbox inbox(Database database, InstantSource clock, Reception reception, Arrivals arrivals, SftpProperties given) {
        Inbox.Limits limits = new Inbox.Limits(given.mostPendingFiles(), (long) given.mostPendingMegabytes() << 20);
        return new Inbox(database, clock, reception, arrivals, limits);
    }

    /** What a server had received whole, and stopped before it could take it. */
    @Bean
    RecurringJob takeLeftFiles(Inbox inbox) {
        return RecurringJob.every(LEFT, "sftp.take-left", () -> {
            try {
                inbox.takeLeft();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
