package org.openbloctel.server.service.figures;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.CountedByDay;
import org.openbloctel.registry.platform.figures.FigureBook;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The book of figures and the job that keeps it. Each feature makes the bean that counts its rows. */
@Configuration(proxyBeanMethods = false)
class FigureConfiguration {
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(1);

    @Bean
    FigureBook figureBook(Database database, InstantSource clock, List<CountedByDay> features) {
        return new FigureBook(database, clock, features);
    }

    @Bean
    PublishedFigures publishedFigures(Database database) {
        return new PublishedFigures(database);
    }

    @Bean
    RecurringJob countFigures(FigureBook book) {
        return RecurringJob.every(COUNTED_EVERY, "figures.count", book::count);
    }
}
