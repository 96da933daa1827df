package org.openbloctel.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openbloctel.bench.report.Measured;

/** Target P7: the peak memory of a scrub with the French list, by the number of rows. */
final class PeakMemory {

    private static final double LIMIT_MIB = 130;
    private static final double SPREAD = 1.1 / 0.9;

    private final SortedMap<Long, Double> peaks = new TreeMap<>();

    void note(Standing standing) {
        if (!Double.isNaN(standing.peakMiB())) {
            peaks.merge(standing.file().rows(), standing.peakMiB(), Math::max);
        }
    }

    Optional<Measured> measured() {
        if (peaks.isEmpty()) {
            return Optional.empty();
        }
        String value = peaks.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d rows: %.0f MiB", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
        double least =
                peaks.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most =
                peaks.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return Optional.of(new Measured("P7", value, most <= LIMIT_MIB && most <= least * SPREAD));
    }
}
