package org.openbloctel.server.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.lookup.LookupFigures;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.publication.ListFigures;
import org.openbloctel.registry.list.publication.ListImported;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.publication.PublicationSettings;
import org.openbloctel.registry.list.publication.PublicationWatch;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.PublishedSize;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The list of this process, what is told about it, and the look-ups in it. */
@Configuration(proxyBeanMethods = false)
@Import({PublishedSize.class, ListFigures.class, LookupFigures.class})
class ListConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    @Bean
    Publication publication(Database database, Settings settings, InstantSource clock, ListSettings list) {
        PublicationSettings publication =
                PublicationSettings.in(settings.dataFolder().resolve("list")).withFreshness(list.freshFor());
        return new Publication(database, publication, clock, new Logged()).start();
    }

    @Bean
    DiskRoom listRoom(Settings settings) {
        return DiskRoom.of("list", settings.dataFolder().resolve("list"));
    }

    @Bean
    Lookups lookups(Publication publication, Database database, InstantSource clock, Guard guard, LookupTraces traces) {
        return new Lookups(publication, database, clock, guard, traces)
                .start(failure -> LOG.warn("Could not exchange counts of look-ups: {}", failure.toString()));
    }

    /** Puts a file of numbers on the list at the start, where the settings name one. */
    @Bean
    ApplicationRunner listImport(Publication publication, ListSettings list) {
        Path file = list.importFile();
        return arguments -> {
            if (file != null) {
                try (InputStream lines = Files.newInputStream(file)) {
                    ListImported imported = publication.importNumbers(lines);
                    // Not how many were new: of a short file, that would tell who was listed.
                    LOG.info(
                            "Imported {} lines, {} of them unreadable",
                            imported.read().lines(),
                            imported.read().unreadable());
                }
            }
        };
    }

    /** Part of readiness: a server without a fresh list is sent no one. */
    @Bean
    HealthIndicator listHealthIndicator(Publication publication) {
        return () -> {
            Publication.Status status = publication.status();
            return (status.fresh() ? Health.up() : Health.outOfService())
                    .withDetail("revision", status.revision())
                    .build();
        };
    }

    @Bean
    MeterBinder listMeters(Publication publication, PublishedSize size, DatabaseGauges gauges) {
        return registry -> {
            Gauge.builder(
                            "openbloctel.list.revision",
                            () -> publication.status().revision())
                    .description("The revision of the list that this server looks numbers up in")
                    .register(registry);
            gauges.of("openbloctel.list.numbers", () -> {
                        OptionalLong published = size.get();
                        return published.isEmpty() ? Double.NaN : published.getAsLong();
                    })
                    .description("The size of the list as it is published: of the day before, rounded to 1,000")
                    .register(registry);
            Gauge.builder("openbloctel.list.changes", () -> publication.status().changes())
                    .description("Revisions since the newest snapshot of this server")
                    .register(registry);
            gauges.of(
                            "openbloctel.list.waiting",
                            () -> publication.oldestWaiting().toSeconds())
                    .description("How long the oldest committed change of the list has waited for its revision")
                    .baseUnit("seconds")
                    .register(registry);
            Gauge.builder("openbloctel.list.proved.ago", () -> provedAgo(publication))
                    .description("How long ago this server last saw that it has all changes of the list")
                    .baseUnit("seconds")
                    .register(registry);
        };
    }

    private static double provedAgo(Publication publication) {
        Duration ago = publication.status().provedAgo();
        return ago == null ? Double.POSITIVE_INFINITY : ago.toNanos() / 1e9;
    }

    /** To the log, without any number. */
    private static final class Logged implements PublicationWatch {
        @Override
        public void failed(String doing, Exception cause) {
            LOG.warn("Could not {}: {}", doing, cause.toString());
        }

        @Override
        public void loaded(long revision, long numbers, boolean fromTable) {
            LOG.info(
                    "List of {} numbers, revision {}, read from {}",
                    numbers,
                    revision,
                    fromTable ? "the table" : "a snapshot");
        }

        @Override
        public void wrote(long revision, long numbers) {
            LOG.info("Wrote a snapshot of {} numbers, revision {}", numbers, revision);
        }

        @Override
        public void diverged(long revision) {
            LOG.error("The list followed up to revision {} is not what the table holds: it is read anew", revision);
        }
    }

    /** How old the list may be, and the file that is imported into it at the start. */
    @ConfigurationProperties("openbloctel.list")
    record ListSettings(Duration freshFor, @Nullable Path importFile) {}
}
