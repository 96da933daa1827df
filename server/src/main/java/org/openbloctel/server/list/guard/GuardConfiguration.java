package org.openbloctel.server.list.guard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.list.guard.Canaries;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.GuardAlarm;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.registry.list.guard.ProvenanceMails;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The guard, its desk and its job. */
@Configuration(proxyBeanMethods = false)
@Import({
    GuardAlarm.class,
    GuardDesk.class,
    Polls.class,
    Canaries.class,
    Stops.class,
    ProvenanceMails.class,
    StopProvenances.class
})
class GuardConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    GuardConfiguration(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    @Bean
    Guard guard(MasterKeys master, GuardProperties given, Stop.Alarm alarm, Settings settings) {
        Guard guard = new Guard(database, audit, clock, master, given.rules(), given.agentAfter(), alarm);
        try {
            guard.journalIn(settings.dataFolder().resolve("guard"));
        } catch (IOException e) {
            LOG.warn("No journal of fresh numbers: draws are not refunded if this server is killed: {}", e.toString());
        }
        return guard;
    }

    /** {@code @budgets} in templates: the new numbers of a plan. */
    @Bean
    Budgets budgets(Guard guard) {
        return guard.budgets();
    }

    @Bean
    List<RecurringJob> guardJobs(Canaries canaries, Publication publication, GuardDesk desk) {
        return List.of(
                // What a person registered is no canary any more.
                RecurringJob.every(
                        Duration.ofMinutes(10),
                        "guard.retire-canaries",
                        () -> publication.fresh().ifPresent(canaries::retire)),
                RecurringJob.erasingDaily(LocalTime.of(3, 12), Rules.GUARD, desk::forget));
    }

    @Bean
    MeterBinder guardMeters(Guard guard) {
        return registry ->
                Gauge.builder("openbloctel.guard.stopped", guard::stopped).register(registry);
    }
}
