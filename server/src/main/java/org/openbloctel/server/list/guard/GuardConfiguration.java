package org.openbloctel.server.list.guard;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import org.openbloctel.registry.list.guard.Budget;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.list.guard.Canaries;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.guard.GuardAlarm;
import org.openbloctel.registry.list.guard.GuardDesk;
import org.openbloctel.registry.list.guard.GuardRules;
import org.openbloctel.registry.list.guard.Polls;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
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
    Provenance.AlarmMails.class,
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
        return registry -> Gauge.builder("openbloctel.guard.stopped", guard::stopped)
                .description("Stops of the guard that hold: of companies, and of their pairs with principals")
                .register(registry);
    }

    /** The settings of the guard, with the names that the file of settings has. */
    @ConfigurationProperties("openbloctel.guard")
    record GuardProperties(
            @Between(min = 1, max = 999_999_999) int least,
            @Between(min = 100, max = 999_999_999) int leastForEven,
            @Between(min = 1, max = 100) int unassigned,
            @Between(min = 1, max = 100) int neighbours,
            @Between(min = 1, max = 100) int opposed,
            @Between(min = 1, max = 100) int gross,
            boolean coverage,
            @Between(min = 1, max = 1_000) int agentAfter,
            @Between(min = 0, max = 999_999_999) int freeYear,
            @Between(min = 0, max = 999_999_999) int freeDay,
            @Between(min = 0, max = 999_999_999) int aloneYear,
            @Between(min = 0, max = 999_999_999) int aloneDay) {
        /** Whether one person may raise a budget so far. */
        boolean isForOne(Budget budget) {
            return budget.year() <= aloneYear && budget.day() <= aloneDay;
        }

        GuardRules rules() {
            return new GuardRules(
                    least,
                    leastForEven,
                    unassigned,
                    neighbours,
                    opposed,
                    gross,
                    coverage ? GuardRules.COVERAGE : List.of(),
                    new Budget(freeYear, freeDay));
        }
    }
}
