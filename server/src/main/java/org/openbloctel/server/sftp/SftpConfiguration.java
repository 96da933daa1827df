package org.openbloctel.server.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.campaign.CampaignFolders;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.company.SftpKeys;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.intake.Arrivals;
import org.openbloctel.registry.intake.Inbox;
import org.openbloctel.registry.intake.Reception;
import org.openbloctel.server.jobs.RecurringJob;
import org.openbloctel.server.settings.Settings;
import org.openbloctel.server.settings.SettingsReader;
import org.openbloctel.server.submission.SubmissionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Files that are dropped over SFTP: their keys, where they lie until they are taken, and what became of them. */
@Configuration(proxyBeanMethods = false)
class SftpConfiguration {
    private static final String PREFIX = "openbloctel.sftp.";
    private static final Duration LEFT = Duration.ofSeconds(30);
    private static final int MAX_FILES = 100_000;
    private static final int MAX_MEGABYTES = 100_000_000;
    private static final int MAX_CONNECTIONS = 10_000;

    @Bean
    SftpSettings sftpSettings(Environment environment, Settings settings) {
        SettingsReader reader = new SettingsReader(environment);
        boolean off = reader.text(PREFIX + "port").isEmpty();
        Path hostKey = reader.text(PREFIX + "host-key-file")
                .map(Path::of)
                .orElse(settings.dataFolder().resolve("sftp").resolve("host.key"));
        SftpSettings read = new SftpSettings(
                reader.wanted(PREFIX + "address", "give an address of this machine"),
                off ? null : reader.number(PREFIX + "port", 0, 65_535),
                settings.demo(),
                hostKey.toAbsolutePath(),
                reader.number(PREFIX + "connections", 1, MAX_CONNECTIONS),
                reader.number(PREFIX + "connections-of-an-address", 1, MAX_CONNECTIONS));
        reader.end();
        return read;
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
    Inbox inbox(
            Database database, InstantSource clock, Reception reception, Arrivals arrivals, Environment environment) {
        SettingsReader reader = new SettingsReader(environment);
        Inbox.Limits limits = new Inbox.Limits(
                reader.number(PREFIX + "most-pending-files", 1, MAX_FILES),
                (long) reader.number(PREFIX + "most-pending-megabytes", 1, MAX_MEGABYTES) << 20);
        reader.end();
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
