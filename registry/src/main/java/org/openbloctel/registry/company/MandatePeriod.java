package org.openbloctel.registry.company;

import java.time.Instant;

/**
 * A time for which a mandate holds or held.
 *
 * @param from from this instant on
 * @param until up to this instant, which no longer belongs to it
 */
public record MandatePeriod(Instant from, Instant until) {
    /** Whether an instant lies in it. */
    public boolean at(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
