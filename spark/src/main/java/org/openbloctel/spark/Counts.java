package org.openbloctel.spark;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;

/** Lines by verdict and reason, added up. */
final class Counts {
    private final Map<Verdict, Long> byVerdict = new EnumMap<>(Verdict.class);
    private final Map<Reason, Long> byReason = new EnumMap<>(Reason.class);

    static Counts of(List<ScrubReport> reports) {
        Counts sum = new Counts();
        for (ScrubReport report : reports) {
            for (Verdict verdict : Verdict.BY_LIST) {
                sum.byVerdict.merge(verdict, report.count(verdict), Long::sum);
            }
            report.uncheckedByReason().forEach((reason, n) -> sum.byReason.merge(reason, n, Long::sum));
        }
        return sum;
    }

    void add(Verdict verdict, long n) {
        byVerdict.merge(verdict, n, Long::sum);
    }

    void add(Reason reason, long n) {
        add(Verdict.UNCHECKED, n);
        byReason.merge(reason, n, Long::sum);
    }

    long rows() {
        return byVerdict.values().stream().mapToLong(Long::longValue).sum();
    }

    long of(Verdict verdict) {
        return byVerdict.getOrDefault(verdict, 0L);
    }

    Map<Reason, Long> byReason() {
        return new EnumMap<>(byReason);
    }
}
