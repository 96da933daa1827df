package org.openbloctel.server.service.help;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Statement;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.registry.service.help.FruitlessSearches;
import org.openbloctel.registry.service.help.WordStems;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/** The pages of the help and the search in them. */
@Configuration(proxyBeanMethods = false)
@Import({FruitlessSearches.class, WordStems.class, HelpSearch.class})
class HelpConfiguration {
    @Bean
    HelpLibrary helpLibrary(LawBook law, HelpSettings settings) {
        Set<String> statements = law.statements().stream().map(Statement::id).collect(Collectors.toSet());
        return HelpLibrary.of(new HelpFile(statements::contains), settings.folder());
    }

    @Bean
    List<RecurringJob> helpJobs(FruitlessSearches fruitless) {
        return List.of(RecurringJob.erasingDaily(LocalTime.of(3, 36), Rules.HELP, fruitless::forget));
    }

    /**
     * The settings of the help.
     *
     * @param folder of their own pages; null for none
     */
    @ConfigurationProperties("openbloctel.help")
    record HelpSettings(@Nullable Path folder) {}

    /** The number of help pages that were left out; the server is healthy without them. */
    @Component("helpHealthIndicator")
    static final class HelpHealth extends AbstractHealthIndicator {
        private final HelpLibrary library;

        HelpHealth(HelpLibrary library) {
            super("the help cannot be looked at");
            this.library = library;
        }

        @Override
        protected void doHealthCheck(Health.Builder health) {
            health.up().withDetail("leftOut", library.faults().size());
        }
    }
}
