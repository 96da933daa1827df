package org.openbloctel.server.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.stereotype.Component;

/** Explains the times of answers by route, which Spring counts without a description. */
@Component
final class RouteTimes implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals("http.server.requests")
                ? new Meter.Id(
                        id.getName(),
                        Tags.of(id.getTagsAsIterable()),
                        id.getBaseUnit(),
                        "Answers of the usual port by route, and their times",
                        id.getType())
                : id;
    }
}
