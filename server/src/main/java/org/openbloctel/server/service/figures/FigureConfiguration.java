package org.openbloctel.server.service.figures;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.FigureBook;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.server.accounts.operator.RecentFigures;
import org.openbloctel.server.platform.jobs.RecurringJob;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/** The book of figures and the job that keeps it. Each feature makes the bean that counts its rows. */
@Configuration(proxyBeanMethods = false)
@Import({FigureBook.class, PublishedFigures.class})
class FigureConfiguration {
    private static final Duration COUNTED_EVERY = Duration.ofMinutes(1);

    @Bean
    List<RecurringJob> figureJobs(FigureBook book) {
        return List.of(RecurringJob.every(COUNTED_EVERY, "figures.count", book::count));
    }

    @Component
    record FigureGroups(FigureTables tables, FigureShown shown) implements RecentFigures {
        @Override
        public List<FigureShown.Group> latest(Set<Figure.Group> wanted) {
            FigureTables.Table table = tables.of(Period.DAYS);
            return table.values().isEmpty() ? List.of() : shown.groups(table, wanted);
        }
    }
}
