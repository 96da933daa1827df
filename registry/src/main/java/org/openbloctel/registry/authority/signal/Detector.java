package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.CallingNumber;

/** Finds one kind of signal by the sums that other features give. Writes nothing. */
interface Detector {
    /** A finding of a detector about a company or a calling number. */
    record Detection(@Nullable UUID company, @Nullable CallingNumber caller, Map<String, Long> figures) {
        public Detection {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        }

        static Detection about(UUID company, Map<String, Long> figures) {
            return new Detection(company, null, figures);
        }

        static Detection about(CallingNumber caller, Map<String, Long> figures) {
            return new Detection(null, caller, figures);
        }

        /** Counts in the order in which they are shown. */
        static Map<String, Long> figures(String name, long value, Object... more) {
            Map<String, Long> figures = new LinkedHashMap<>();
            figures.put(name, value);
            for (int i = 0; i < more.length; i += 2) {
                figures.put((String) more[i], ((Number) more[i + 1]).longValue());
            }
            return figures;
        }

        /** The figures as they are stored. */
        String written() {
            return written(figures);
        }

        /** {@code people=7 complaints=9}. */
        static String written(Map<String, Long> counts) {
            return counts.entrySet().stream()
                    .map(one -> one.getKey() + "=" + one.getValue())
                    .collect(Collectors.joining(" "));
        }

        static Map<String, Long> read(String written) {
            Map<String, Long> counts = new LinkedHashMap<>();
            for (String one : written.split(" ", -1)) {
                int at = one.indexOf('=');
                counts.put(one.substring(0, at), Long.valueOf(one.substring(at + 1)));
            }
            return counts;
        }
    }

    Signal.Kind kind();

    /** The settings by which it judges, by their names. */
    Map<String, Long> parameters();

    /** The findings at an instant, the most striking first. */
    List<Detection> find(Instant now);
}
