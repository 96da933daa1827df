package org.openbloctel.registry.guard;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.scrub.list.OppositionList;

/** The figures of what each company asked this server today, by all doors. Thread-safe. */
final class Watches {
    private final GuardRules rules;
    private final Map<UUID, Watch> watches = new ConcurrentHashMap<>();

    Watches(GuardRules rules) {
        this.rules = rules;
    }

    /** The figures of one company on a day. Guarded by its own lock. */
    private static final class Watch {
        private final LocalDate day;
        private final Figures figures;

        Watch(LocalDate day, OppositionList list) {
            this.day = day;
            this.figures = new Figures(list.plan());
        }
    }

    private Watch of(UUID company, LocalDate today, OppositionList list) {
        return watches.compute(
                company, (id, old) -> old == null || !old.day.equals(today) ? new Watch(today, list) : old);
    }

    /** Starts anew: what was seen before a lift is no sign any more. */
    void forget(UUID company) {
        watches.remove(company);
    }

    /** Counts the fresh numbers of a question; returns the signs of the day with them. The account is locked. */
    List<Sign.Found> lookUp(Asker asker, OppositionList list, Account account, int n, LocalDate today, Uses uses) {
        Watch watch = of(asker.company(), today, list);
        synchronized (watch) {
            Counts before = watch.figures.counts();
            double learntBefore = watch.figures.learnt();
            for (int i = 0; i < account.fresh(); i++) {
                watch.figures.add(
                        account.print(i), account.number(i), account.asked().scale(), list);
            }
            List<Sign.Found> found = account.fresh() == 0 ? List.of() : Sign.in(watch.figures, rules);
            double learnt = found.isEmpty() ? watch.figures.learnt() - learntBefore : 0;
            uses.add(Uses.By.of(asker), new Uses.Sums(n, learnt, Counts.between(before, watch.figures.counts())));
            return found;
        }
    }

    /** The signs of the day with the fresh numbers of a file: small files and look-ups are judged as one large file. */
    List<Sign.Found> inDay(UUID company, Reading reading, Asked asked, LocalDate today, OppositionList list) {
        Watch watch = of(company, today, list);
        synchronized (watch) {
            reading.forEach((print, e164) -> {
                if (PrintKey.isSampled(print, asked.level()) && !asked.knows(print, (int) today.toEpochDay())) {
                    watch.figures.add(print, e164, asked.scale(), list);
                }
            });
            return Sign.in(watch.figures, rules);
        }
    }

    /**
     * Whether the numbers of a file are spread as chance does it. Of a company with millions of numbers, the fresh ones that are
     * sampled are too few to show it; the file's own sample shows it where most of it is fresh.
     *
     * @param fresh the fresh ones that are sampled at this level
     */
    List<Sign.Found> inWhole(Reading reading, Figures fresh, int level, OppositionList list) {
        if (level <= reading.level()) {
            return List.of();
        }
        Figures whole = new Figures(list.plan());
        long[] sampled = {0};
        reading.forEach((print, e164) -> {
            whole.add(print, e164, 1L << reading.level(), list);
            sampled[0] += PrintKey.isSampled(print, level) ? 1 : 0;
        });
        return 2 * fresh.counts().sampled() >= sampled[0] ? Sign.even(whole, rules) : List.of();
    }
}
