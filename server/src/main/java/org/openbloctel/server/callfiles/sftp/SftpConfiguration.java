package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.calls.campaign.CampaignFolders;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.callfiles.sftp.SftpDoor.SftpSettings;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Files that are dropped over SFTP: their keys, where they lie until they are taken, and what became of them. */
@Configuration(proxyBeanMethods = false)
@Import({SftpKeys.class, CampaignFolders.class})
class SftpConfiguration {
    private static final Duration LEFT = Duration.ofSeconds(30);

    @Bean
    Arrivals arrivals(Database database, InstantSource clock, SpaceSettings settings) {
        return new Arrivals(database, clock, settings.daysAtMost());
    }

    @Bean
    Inbox inbox(Database database, InstantSource clock, Reception reception, Arrivals arrivals, SftpSettings settings) {
        Inbox.Limits limits = new Inbox.Limits(
                settings.mostPendingFiles(), settings.mostPending().toBytes());
        return new Inbox(database, clock, reception, arrivals, limits);
    }

    @Bean
    List<RecurringJob> sftpJobs(Inbox inbox) {
        return List.of(
                // What a server had received whole, and stopped before it could take it.
                RecurringJob.every(LEFT, "sftp.take-left", () -> {
                    try {
                        inbox.takeLeft();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }
}
