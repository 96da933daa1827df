package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The figures of what each company asked this server today, and its spread within a week on all servers, by all doors. Thread-safe. */
final class Weeks {
    private final Database database;
    private final GuardRules rules;
    private final SpreadRows rows;
    private final Map<UUID, Week> weeks = new ConcurrentHashMap<>();
    /** The figures of a company's numbers for each principal but itself. */
    private final Map<Pair, OfDay> pairs = new ConcurrentHashMap<>();

    Weeks(Database database, GuardRules rules) {
        this.database = database;
        this.rules = rules;
        this.rows = database.rows(SpreadRows.class);
    }

    /** The figures of a day, guarded by their own lock. */
    private record OfDay(LocalDate day, Figures figures) {}

    /** The figures of one company on a day, and its spread within a week. Guarded by its own lock. */
    private static final class Week {
        private final LocalDate day;
        private final NumberingPlan plan;
        private final Figures figures;
        private Spread spread;
        private volatile long version = -1;
        private long generation = -1;
        private boolean changed;
        /** The part of a block that the company's principals together may ask for, once this server looked today. */
        private double limit;
        /** For whom numbers were refused since: the limit is looked up at the next exchange. */
        private Set<UUID> refused = Set.of();

        Week(LocalDate day, NumberingPlan plan) {
            this.day = day;
            this.plan = plan;
            this.figures = new Figures(plan);
            this.spread = new Spread(plan);
        }

        /** The next day's: the week goes on. */
        Week after(Week before) {
            synchronized (before) {
                spread = before.spread;
                version = before.version;
                generation = before.generation;
                changed = before.changed;
                return this;
            }
        }

        void refuse(UUID principal) {
            refused = new HashSet<>(refused);
            refused.add(principal);
        }

        void add(long print, long e164, int level) {
            spread.add(print, e164, level, (int) day.toEpochDay());
            changed = true;
        }

        /** Whether a question, with the week before it, asks for too much of a block. */
        boolean isCrowded(Account account, PrintKey key, long[] e164s, int n) {
            double most = Math.max(limit, account.coverageLimit());
            return spread.isCrowded(account, key, e164s, n, (int) day.toEpochDay(), most);
        }

        /** Whether this server added something that is not written down, since the last lift. */
        boolean isOf(SpreadRows.Kept kept) {
            return changed && (generation < 0 || generation == kept.generation());
        }

        /** Takes in what the database has; what this server added before a lift is nothing any more. */
        void read(SpreadRows.Kept kept) {
            Spread written = Spread.read(plan, kept.week(), kept.thinnest(), (int) day.toEpochDay());
            if (isOf(kept)) {
                written.merge(spread);
            } else {
                changed = false;
            }
            spread = written;
            version = kept.version();
            generation = kept.generation();
        }
    }

    private Week of(UUID company, LocalDate today, OppositionList list) {
        return weeks.compute(
                company,
                (id, old) -> old == null
                        ? new Week(today, list.plan())
                        : old.day.equals(today) ? old : new Week(today, list.plan()).after(old));
    }

    /** Forgets what was asked on another day. */
    void forgetBefore(LocalDate today) {
        weeks.values().removeIf(week -> week.day.isBefore(today));
        pairs.values().removeIf(pair -> pair.day().isBefore(today));
    }

    /** Starts anew: what was seen before a lift, or before the stop of a pair, is no sign any more. */
    void forget(UUID company) {
        weeks.remove(company);
        pairs.keySet().removeIf(pair -> pair.company().equals(company));
    }

    /**
     * Counts the fresh numbers of a question; returns the signs of the day with them. The account is locked.
     *
     * @throws RefusedException when too much of a number's block was asked for within the week
     */
    List<Sign.Found> lookUp(
            Asker asker,
            OppositionList list,
            Account account,
            PrintKey key,
            long[] e164s,
            int n,
            LocalDate today,
            Ledger ledger) {
        Week week = of(asker.company(), today, list);
        synchronized (week) {
            FreshCounts before = week.figures.counts();
            double learntBefore = week.figures.learnt();
            List<Sign.Found> found = account.fresh() == 0 ? List.of() : signs(week, asker, account, list, today);
            if (found.isEmpty() && week.isCrowded(account, key, e164s, n)) {
                week.refuse(asker.principal());
                throw new RefusedException(new ListRefusal.BlocksCovered());
            }
            for (int i = 0; i < account.fresh(); i++) {
                week.add(account.print(i), account.number(i), account.asked().level());
            }
            if (account.fresh() > 0 && found.isEmpty()) {
                found = week.spread.even(rules);
            }
            double learnt = found.isEmpty() ? week.figures.learnt() - learntBefore : 0;
            ledger.use(asker, new Uses.Sums(n, learnt, FreshCounts.between(before, week.figures.counts())));
            return found;
        }
    }

    private List<Sign.Found> signs(Week week, Asker asker, Account account, OppositionList list, LocalDate today) {
        Consumer<Figures> more = figures -> {
            for (int i = 0; i < account.fresh(); i++) {
                figures.add(account.print(i), account.number(i), account.asked().scale(), list);
            }
        };
        List<Sign.Found> found = signs(week.figures, more);
        return found.isEmpty() ? signs(Pair.of(asker), today, list, more) : found;
    }

    /** The signs of a company's figures, or of a pair's, with more fresh numbers. */
    private List<Sign.Found> signs(Figures figures, Consumer<Figures> more) {
        synchronized (figures) {
            more.accept(figures);
            return Sign.in(figures, rules);
        }
    }

    private List<Sign.Found> signs(Pair pair, LocalDate today, OppositionList list, Consumer<Figures> more) {
        if (pair.isWhole()) {
            return List.of();
        }
        OfDay ofDay = pairs.compute(
                pair,
                (id, old) -> old != null && old.day().equals(today) ? old : new OfDay(today, new Figures(list.plan())));
        return signs(ofDay.figures(), more);
    }

    /** What this server knows of each company's spread is written down, and what others wrote is read; returns whose spread changed. */
    Set<UUID> exchange() {
        Map<UUID, Long> versions = weeks.isEmpty() ? Map.of() : rows.versions(weeks.keySet());
        Set<UUID> changed = new HashSet<>();
        weeks.forEach((company, week) -> {
            boolean newer;
            synchronized (week) {
                newer = week.changed
                        || !week.refused.isEmpty()
                        || week.version != versions.getOrDefault(company, week.version);
            }
            if (newer) {
                database.runInAccounts(() -> exchange(company, week));
                changed.add(company);
            }
        });
        return changed;
    }

    private void exchange(UUID company, Week week) {
        SpreadRows.Kept kept = rows.lock(company, week.day);
        byte[] written;
        Spread.Thinnest thinnest;
        synchronized (week) {
            week.read(kept);
            if (!week.changed) {
                return;
            }
            thinnest = week.spread.thinnest();
            written = week.spread.written((int) week.day.toEpochDay());
            week.changed = false;
            week.version = kept.version() + 1;
        }
        rows.write(company, written, thinnest, week.day);
    }

    /** Reads what is written down of a company's week, unless this server has read it: before its first question is answered. */
    void load(UUID company, OppositionList list, LocalDate today) {
        Week week = of(company, today, list);
        if (week.version < 0) {
            database.runInAccounts(() -> exchange(company, week));
        }
    }

    /** Whether this server has read a company's week. Hot code. */
    boolean knows(UUID company) {
        Week week = weeks.get(company);
        return week != null && week.version >= 0;
    }

    /**
     * Reads how much of a block the principals of a company together may ask for, if numbers were refused for that.
     *
     * @param limit the part of a block, by the principals for whom numbers were refused
     */
    void limit(UUID company, ToDoubleFunction<Set<UUID>> limit) {
        Week week = weeks.get(company);
        if (week == null) {
            return;
        }
        Set<UUID> refused;
        synchronized (week) {
            refused = week.refused;
            week.refused = Set.of();
        }
        if (!refused.isEmpty()) {
            double most = limit.applyAsDouble(refused);
            synchronized (week) {
                week.limit = most;
            }
        }
    }

    /** The signs in a company's spread within the week. */
    List<Sign.Found> even(UUID company) {
        Week week = weeks.get(company);
        if (week == null) {
            return List.of();
        }
        synchronized (week) {
            return week.spread.even(rules);
        }
    }

    /**
     * The week's spread with the fresh numbers of a file, in the open transaction: of all servers, and of what this one has not written
     * down yet. {@link #keep} writes it down if the file leaves.
     */
    Spread withFile(UUID company, Reading reading, Asked asked, LocalDate today, OppositionList list) {
        int day = (int) today.toEpochDay();
        SpreadRows.Kept kept = rows.lock(company, today);
        Spread spread = Spread.read(list.plan(), kept.week(), kept.thinnest(), day);
        Week week = weeks.get(company);
        if (week != null) {
            synchronized (week) {
                if (week.isOf(kept)) {
                    spread.merge(week.spread);
                }
            }
        }
        reading.forEach((print, e164) -> {
            if (PrintKey.isSampled(print, asked.level()) && !asked.knows(print, day)) {
                spread.add(print, e164, asked.level(), day);
            }
        });
        return spread;
    }

    /** Writes down the week with a file that leaves. This server counts it at once: its next look-ups need not wait for an exchange. */
    void keep(UUID company, Spread spread, LocalDate today) {
        rows.write(company, spread.written((int) today.toEpochDay()), spread.thinnest(), today);
        Week week = weeks.get(company);
        if (week != null) {
            synchronized (week) {
                week.spread.merge(spread);
            }
        }
    }

    /** The signs of the day with the fresh numbers of a file: small files and look-ups are judged as one large file. */
    List<Sign.Found> inDay(Asker asker, Reading reading, Asked asked, LocalDate today, OppositionList list) {
        Consumer<Figures> more = figures -> reading.forEach((print, e164) -> {
            if (PrintKey.isSampled(print, asked.level()) && !asked.knows(print, (int) today.toEpochDay())) {
                figures.add(print, e164, asked.scale(), list);
            }
        });
        Week week = of(asker.company(), today, list);
        List<Sign.Found> found;
        synchronized (week) {
            found = signs(week.figures, more);
        }
        return found.isEmpty() ? signs(Pair.of(asker), today, list, more) : found;
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
        return 2 * fresh.counts().sampled() >= sampled[0] ? Sign.even(whole.blocks(), rules) : List.of();
    }
}
