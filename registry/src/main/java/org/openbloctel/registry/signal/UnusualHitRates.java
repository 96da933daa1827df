package org.openbloctel.registry.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.lookup.LookupSums;
import org.openbloctel.registry.submission.CheckedDays;

/**
 * Companies that had many numbers checked, and whose share on the list is many times the usual one, or a small part of it. Usual is the
 * median of the other companies that had as many checked, which a single large or odd one does not move. More: it may collect listed
 * numbers. Fewer: it may have numbers checked that it does not call.
 */
final class UnusualHitRates implements Detector {
    /** The median of fewer other companies is not usual. */
    private static final int MIN_OTHERS = 5;

    private static final double MILLE = 1_000;

    private final CheckedDays files;
    private final LookupSums lookups;
    private final SignalSettings.HitRate settings;

    UnusualHitRates(CheckedDays files, LookupSums lookups, SignalSettings.HitRate settings) {
        this.files = files;
        this.lookups = lookups;
        this.settings = settings;
    }

    @Override
    public Signal.Kind kind() {
        return Signal.Kind.HIT_RATE;
    }

    @Override
    public Map<String, Long> parameters() {
        return Finding.figures("numbers", settings.numbers(), "days", settings.days(), "times", settings.times());
    }

    private record Sum(UUID company, long numbers, long opposed) {
        Sum plus(Sum other) {
            return new Sum(company, numbers + other.numbers, opposed + other.opposed);
        }

        double share() {
            return (double) opposed / numbers;
        }

        long mille() {
            return Math.round(MILLE * share());
        }
    }

    @Override
    public List<Finding> find(Instant now) {
        LocalDate from = LegalCalendar.dayOf(now).minusDays(settings.days());
        Map<UUID, Sum> sums = new HashMap<>();
        files.byPrincipal(from).forEach(one -> add(sums, new Sum(one.principal(), one.lines(), one.opposed())));
        lookups.byCompany(from).forEach(one -> add(sums, new Sum(one.company(), one.numbers(), one.opposed())));
        List<Sum> byShare = sums.values().stream()
                .filter(one -> one.numbers() >= settings.numbers())
                .sorted(Comparator.comparingDouble(Sum::share).thenComparing(Sum::company))
                .toList();
        return IntStream.range(0, byShare.size())
                .filter(at -> byShare.size() > MIN_OTHERS && isUnusual(byShare.get(at), median(byShare, at)))
                .mapToObj(at -> finding(byShare.get(at), median(byShare, at)))
                .sorted(Comparator.comparingLong(one -> -one.figures().getOrDefault("numbers", 0L)))
                .toList();
    }

    private static void add(Map<UUID, Sum> sums, Sum one) {
        sums.merge(one.company(), one, Sum::plus);
    }

    /** The middle one of all but one. */
    private static Sum median(List<Sum> byShare, int without) {
        int middle = (byShare.size() - 2) / 2;
        return byShare.get(middle < without ? middle : middle + 1);
    }

    /** Compared by products, so that no share is divided by zero. */
    private boolean isUnusual(Sum own, Sum usual) {
        double share = (double) own.opposed() * usual.numbers();
        double expected = (double) usual.opposed() * own.numbers();
        return expected > 0 && (share >= expected * settings.times() || share * settings.times() <= expected);
    }

    private static Finding finding(Sum own, Sum usual) {
        return Finding.about(
                own.company(),
                Finding.figures(
                        "numbers",
                        own.numbers(),
                        "opposed",
                        own.opposed(),
                        "mille",
                        own.mille(),
                        "others-mille",
                        usual.mille()));
    }
}
