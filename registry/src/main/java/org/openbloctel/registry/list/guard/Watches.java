package org.openbloctel.registry.list.guard;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The figures of what each company asked this server today, and its spread within a week on all servers, by all doors. Thread-safe. */
final class Watches {
    private final Database database;
    private final GuardRules rules;
    private final SpreadRows rows;
    private final Map<UUID, Watch> watches = new ConcurrentHashMap<>();
    /** The figures of a company's numbers for each principal but itself. */
    private final Map<Pair, OfDay> pairs = new ConcurrentHashMap<>();

    Watches(Database database, GuardRules rules) {
        this.database = database;
        this.rules = rules;
        this.rows = new SpreadRows(database);
    }

    /** The figures of a day, guarded by their own lock. */
    private record OfDay(LocalDate day, Figures figures) {}

    /** The figures of one company on a day, and its spread within a week. Guarded by its own lock. */
    private static final class Watch {
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

        Watch(LocalDate day, NumberingPlan plan) {
            this.day = day;
            this.plan = plan;
            this.figures = new Figures(plan);
            this.spread = new Spread(plan);
        }

        /** The next day's: the week goes on. */
        Watch after(Watch before) {
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

    private Watch of(UUID company, LocalDate today, OppositionList list) {
        return watches.compute(
                company,
                (id, old) -> old == null
                        ? new Watch(today, list.plan())
                        : old.day.equals(today) ? old : new Watch(today, list.plan()).after(old));
    }

    /** Forgets what was asked on another day. */
    void forgetBefore(LocalDate today) {
        watches.values().removeIf(watch -> watch.day.isBefore(today));
        pairs.values().removeIf(pair -> pair.day().isBefore(today));
    }

    /** Starts anew: what was seen before a lift, or before the stop of a pair, is no sign any more. */
    void forget(UUID company) {
        watches.remove(company);
        pairs.keySet().removeIf(pair -> pair.company().equals(company));
    }

    private Optional<Figures> of(Pair pair, LocalDate today, OppositionList list) {
        return pair.isWhole()
                ? Optional.empty()
                : Optional.of(pairs.compute(
                                pair,
                                (id, old) -> old != null && old.day().equals(today)
                                        ? old
                                        : new OfDay(today, new Figures(list.plan())))
                        .figures());
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
            Uses uses) {
        Watch watch = of(asker.company(), today, list);
        synchronized (watch) {
            FreshCounts before = watch.figures.counts();
            double learntBefore = watch.figures.learnt();
            List<Sign.Found> found = account.fresh() == 0 ? List.of() : signs(watch, asker, account, list, today);
            if (found.isEmpty() && watch.isCrowded(account, key, e164s, n)) {
                watch.refuse(asker.principal());
                throw new RefusedException(new ListRefusal.BlocksCovered());
            }
            for (int i = 0; i < account.fresh(); i++) {
                watch.add(account.print(i), account.number(i), account.asked().level());
            }
            if (account.fresh() > 0 && found.isEmpty()) {
                found = watch.spread.even(rules);
            }
            double learnt = found.isEmpty() ? watch.figures.learnt() - learntBefore : 0;
            uses.add(Uses.By.of(asker), new Uses.Sums(n, learnt, FreshCounts.between(before, watch.figures.counts())));
            return found;
        }
    }

    /** The signs of the day with the fresh numbers of a question: of the company, and of its pair with the principal. */
    private List<Sign.Found> signs(Watch watch, Asker asker, Account account, OppositionList list, LocalDate today) {
        List<Sign.Found> found = signs(watch.figures, account, list);
        return found.isEmpty()
                ? of(Pair.of(asker), today, list)
                        .map(pair -> signs(pair, account, list))
                        .orElse(found)
                : found;
    }

    private List<Sign.Found> signs(Figures figures, Account account, OppositionList list) {
        synchronized (figures) {
            for (int i = 0; i < account.fresh(); i++) {
                figures.add(account.print(i), account.number(i), account.asked().scale(), list);
            }
            return Sign.in(figures, rules);
        }
    }

    /** What this server knows of each company's spread is written down, and what others wrote is read; returns whose spread changed. */
    Set<UUID> exchange() {
        Map<UUID, Long> versions = watches.isEmpty() ? Map.of() : rows.versions(watches.keySet());
        Set<UUID> changed = new HashSet<>();
        watches.forEach((company, watch) -> {
            boolean newer;
            synchronized (watch) {
                newer = watch.changed
                        || !watch.refused.isEmpty()
                        || watch.version != versions.getOrDefault(company, watch.version);
            }
            if (newer) {
                database.runInAccounts(() -> exchange(company, watch));
                changed.add(company);
            }
        });
        return changed;
    }

    private void exchange(UUID company, Watch watch) {
        SpreadRows.Kept kept = rows.lock(company, watch.day);
        byte[] week;
        Spread.Thinnest thinnest;
        synchronized (watch) {
            watch.read(kept);
            if (!watch.changed) {
                return;
            }
            thinnest = watch.spread.thinnest();
            week = watch.spread.written((int) watch.day.toEpochDay());
            watch.changed = false;
            watch.version = kept.version() + 1;
        }
        rows.write(company, week, thinnest, watch.day);
    }

    /** Reads what is written down of a company's week, unless this server has read it: before its first question is answered. */
    void load(UUID company, OppositionList list, LocalDate today) {
        Watch watch = of(company, today, list);
        if (watch.version < 0) {
            database.runInAccounts(() -> exchange(company, watch));
        }
    }

    /** Whether this server has read a company's week. Hot code. */
    boolean knows(UUID company) {
        Watch watch = watches.get(company);
        return watch != null && watch.version >= 0;
    }

    /**
     * Reads how much of a block the principals of a company together may ask for, if numbers were refused for that.
     *
     * @param limit the part of a block, by the principals for whom numbers were refused
     */
    void limit(UUID company, ToDoubleFunction<Set<UUID>> limit) {
        Watch watch = watches.get(company);
        if (watch == null) {
            return;
        }
        Set<UUID> refused;
        synchronized (watch) {
            refused = watch.refused;
            watch.refused = Set.of();
        }
        if (!refused.isEmpty()) {
            double most = limit.applyAsDouble(refused);
            synchronized (watch) {
                watch.limit = most;
            }
        }
    }

    /** The signs in a company's spread within the week. */
    List<Sign.Found> even(UUID company) {
        Watch watch = watches.get(company);
        if (watch == null) {
            return List.of();
        }
        synchronized (watch) {
            return watch.spread.even(rules);
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
        Watch watch = watches.get(company);
        if (watch != null) {
            synchronized (watch) {
                if (watch.isOf(kept)) {
                    spread.merge(watch.spread);
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
        Watch watch = watches.get(company);
        if (watch != null) {
            synchronized (watch) {
                watch.spread.merge(spread);
            }
        }
    }

    /** The signs of the day with the fresh numbers of a file: small files and look-ups are judged as one large file. */
    List<Sign.Found> inDay(Asker asker, Reading reading, Asked asked, LocalDate today, OppositionList list) {
        Watch watch = of(asker.company(), today, list);
        List<Sign.Found> found;
        synchronized (watch) {
            found = inDay(watch.figures, reading, asked, today, list);
        }
        return found.isEmpty()
                ? of(Pair.of(asker), today, list)
                        .map(pair -> inDay(pair, reading, asked, today, list))
                        .orElse(found)
                : found;
    }

    private List<Sign.Found> inDay(
            Figures figures, Reading reading, Asked asked, LocalDate today, OppositionList list) {
        synchronized (figures) {
            reading.forEach((print, e164) -> {
                if (PrintKey.isSampled(print, asked.level()) && !asked.knows(print, (int) today.toEpochDay())) {
                    figures.add(print, e164, asked.scale(), list);
                }
            });
            return Sign.in(figures, rules);
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
        return 2 * fresh.counts().sampled() >= sampled[0] ? Sign.even(whole.blocks(), rules) : List.of();
    }
}
