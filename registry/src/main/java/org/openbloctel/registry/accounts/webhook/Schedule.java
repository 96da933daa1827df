package org.openbloctel.registry.accounts.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When a delivery that failed is tried again: ten attempts over some three days. Thread-safe if its chance is. */
final class Schedule {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** Up to a tenth more, so that what failed together does not come back together. */
    private static final double JITTER = 0.1;

    private final DoubleSupplier chance;

    /**
     * A schedule.
     *
     * @param chance from 0 to 1
     */
    Schedule(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** The pause after so many failures; nothing when it is time to give up. */
    Optional<Duration> pauseAfter(int failures) {
        if (failures > PAUSES.size()) {
            return Optional.empty();
        }
        long millis = PAUSES.get(failures - 1).toMillis();
        return Optional.of(Duration.ofMillis(millis + (long) (millis * JITTER * chance.getAsDouble())));
    }
}
