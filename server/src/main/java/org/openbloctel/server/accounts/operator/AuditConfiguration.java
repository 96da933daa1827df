package org.openbloctel.server.accounts.operator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.authority.power.AllPowers;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.CheckpointFolder;
import org.openbloctel.registry.platform.audit.Checkpoints;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.audit.Restores;
import org.openbloctel.registry.platform.audit.TrailWatch;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Checkpoints and the watch of the audit trail, the job that takes one a day, and the job that chains what a killed server left. */
@Configuration(proxyBeanMethods = false)
@Import(Restores.class)
class AuditConfiguration {
    private static final String FOLDER = "checkpoints";
    /** A server that was down at midnight, or a folder that was away, is made up for within the hour. */
    private static final Duration LOOK = Duration.ofHours(1);

    private static final Duration CHAIN = Duration.ofSeconds(10);
    /** A server chains its own entries within this time. */
    private static final Duration LEFT = Duration.ofSeconds(5);

    @Bean
    Checkpoints checkpoints(
            Database database,
            AuditTrail trail,
            Certificates certificates,
            AuditSettings audit,
            Settings settings,
            InstantSource clock) {
        return new Checkpoints(
                database, trail, certificates.checkpointSigner(), new CheckpointFolder(folder(audit, settings)), clock);
    }

    private static Path folder(AuditSettings audit, Settings settings) {
        Path folder = audit.checkpointFolder();
        return folder == null ? settings.dataFolder().resolve(FOLDER) : folder;
    }

    @Bean
    DiskRoom checkpointsRoom(AuditSettings audit, Settings settings) {
        return DiskRoom.of("checkpoints", folder(audit, settings));
    }

    @Bean
    List<RecurringJob> auditJobs(Checkpoints checkpoints, AuditTrail trail) {
        return List.of(
                RecurringJob.every(LOOK, "audit.checkpoint", checkpoints::take),
                RecurringJob.every(CHAIN, "audit.chain", () -> trail.chainLeft(LEFT)));
    }

    @Bean
    TrailWatch trailWatch(
            AuditTrail trail,
            Checkpoints checkpoints,
            InstantSource clock,
            Staff staff,
            Outbox outbox,
            SecurityLog security) {
        TrailAlarm alarm = new TrailAlarm(staff, outbox, security);
        return new TrailWatch(trail, checkpoints, clock, alarm, alarm::send);
    }

    @Bean
    PowerWatch powerWatch(
            Database database,
            AuditTrail trail,
            InstantSource clock,
            Staff staff,
            Outbox outbox,
            SecurityLog security) {
        return new PowerWatch(database, trail, AllPowers.in(database), clock, new PowerAlarm(staff, outbox, security));
    }

    @Bean
    TrailTicks trailTicks(TrailWatch watch, PowerWatch powers) {
        return new TrailTicks(watch, powers).start();
    }

    @Bean
    MeterBinder auditMeters(
            AuditTrail trail, PowerWatch powers, Checkpoints checkpoints, InstantSource clock, DatabaseGauges gauges) {
        return registry -> {
            Gauge.builder(
                            "openbloctel.powers.doubted",
                            powers,
                            one -> one.doubted().size())
                    .description(
                            "How many powers no entry of the audit trail explains; this server lets none of them be used")
                    .register(registry);
            gauges.of("openbloctel.audit.waiting", () -> trail.oldestWaiting().toSeconds())
                    .description(
                            "How long the oldest committed entry has waited for its place in the audit trail's chain")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("openbloctel.audit.lost", trail, one -> one.isContradicted() ? 1 : 0)
                    .description("1 while the audit trail lacks an entry that was seen, and this server chains none")
                    .register(registry);
            gauges.of(
                            "openbloctel.audit.checkpoint.ago",
                            () -> checkpoints
                                    .latestAt()
                                    .map(at -> (double) Duration.between(at, clock.instant())
                                            .toSeconds())
                                    .orElse(Double.NaN))
                    .description("How long ago the latest checkpoint of the audit trail was taken")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    /** The folder for checkpoints of the audit trail; null for the data folder's own. */
    @ConfigurationProperties("openbloctel.audit")
    record AuditSettings(@Nullable Path checkpointFolder) {}
}
