package org.openbloctel.registry.authority.signal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.list.lookup.LookupSums;
import org.openbloctel.registry.platform.calendar.LegalCalendar;

/**
 * Companies that had many numbers checked, and whose share on the list is many times the usual one, or a small part of it. Usual is the
 * median of the other companies that had as many checked, which a single large or odd one does not move. Files of a principal and look-ups of
 * a company, for anyone, are compared apart: who looks up for others has their lists. More: it may collect listed numbers. Fewer: it may have
 * numbers checked that it does not call.
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
        return Detection.figures("numbers", settings.numbers(), "days", settings.days(), "times", settings.times());
    }

    private record Sum(UUID company, long numbers, long opposed) {
        double share() {
            return (double) opposed / numbers;
        }

        long mille() {
            return Math.round(MILLE * share());
        }
    }

    private record Unusual(Sum own, Sum usual) {}

    /** Of a company whose files and look-ups are both unusual, those of more numbers. */
    @Override
    public List<Detection> find(Instant now) {
        LocalDate from = LegalCalendar.dayOf(now).minusDays(settings.days());
        Stream<Sum> inFiles =
                files.byPrincipal(from).stream().map(one -> new Sum(one.principal(), one.lines(), one.opposed()));
        Stream<Sum> lookedUp =
                lookups.byCompany(from).stream().map(one -> new Sum(one.company(), one.numbers(), one.opposed()));
        Set<UUID> named = new HashSet<>();
        return Stream.concat(unusual(inFiles), unusual(lookedUp))
                .sorted(Comparator.comparingLong(one -> -one.own().numbers()))
                .filter(one -> named.add(one.own().company()))
                .map(one -> finding(one.own(), one.usual()))
                .toList();
    }

    private Stream<Unusual> unusual(Stream<Sum> sums) {
        List<Sum> byShare = sums.filter(one -> one.numbers() >= settings.numbers())
                .sorted(Comparator.comparingDouble(Sum::share).thenComparing(Sum::company))
                .toList();
        return IntStream.range(0, byShare.size())
                .filter(at -> byShare.size() > MIN_OTHERS && isUnusual(byShare.get(at), median(byShare, at)))
                .mapToObj(at -> new Unusual(byShare.get(at), median(byShare, at)));
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

    private static Detection finding(Sum own, Sum usual) {
        return Detection.about(
                own.company(),
                Detection.figures(
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
