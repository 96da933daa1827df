package org.openbloctel.server.platform.files;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.server.platform.jobs.JobsHealth;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Says when this server does not see the files that the database names. It still answers look-ups, so this is no part of readiness. */
@Component("filesHealthIndicator")
final class FileSight extends AbstractHealthIndicator implements MeterBinder {
    private final FilePlaces places;

    FileSight(FilePlaces places) {
        super("the places of files cannot be looked at");
        this.places = places;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String name : List.of("submissions", "evidence")) {
            Gauge.builder("openbloctel.files.unseen", places, all -> unseen(all, name))
                    .description("1 while this server does not see files that the database names")
                    .tag("place", name)
                    .register(registry);
        }
    }

    private static double unseen(FilePlaces places, String name) {
        FileWatch watch = places.watches().get(name);
        return watch == null || watch.problem().isEmpty() ? 0 : 1;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        List<String> problems = places.problems();
        health.status(problems.isEmpty() ? Status.UP : JobsHealth.FAILING);
        if (!problems.isEmpty()) {
            health.withDetail("problems", problems);
        }
    }
}
