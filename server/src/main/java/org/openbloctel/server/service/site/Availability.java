package org.openbloctel.server.service.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.registry.platform.figures.PublishedFigures.Value;
import org.openbloctel.registry.platform.figures.Step;

/**
 * The availability of the last days.
 *
 * @param up minutes in which the service worked
 * @param minutes those that were watched
 * @param interruptions the days on which some were missing, the latest first
 */
record Availability(long up, long minutes, List<Interruption> interruptions) {
    /** How many days are shown. */
    static final int DAYS = 90;

    /** Copies. */
    Availability {
        interruptions = List.copyOf(interruptions);
    }

    /** A day on which the service did not work for some minutes. */
    record Interruption(LocalDate day, long minutes) {}

    static Availability of(PublishedFigures figures, LocalDate today) {
        Map<LocalDate, Map<Figure, Long>> days = new TreeMap<>();
        for (Value value : figures.wholes(Step.DAY, today.minusDays(DAYS - 1L), today)) {
            days.computeIfAbsent(value.period(), any -> new HashMap<>()).put(value.figure(), value.value());
        }
        long up = 0;
        long minutes = 0;
        List<Interruption> interruptions = new ArrayList<>();
        for (Map.Entry<LocalDate, Map<Figure, Long>> day : days.entrySet()) {
            long all = day.getValue().getOrDefault(Figure.MINUTES, 0L);
            long well = day.getValue().getOrDefault(Figure.MINUTES_UP, 0L);
            up += well;
            minutes += all;
            if (well < all) {
                interruptions.addFirst(new Interruption(day.getKey(), all - well));
            }
        }
        return new Availability(up, minutes, interruptions);
    }
}
