package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.list.trace.TraceRows.Volume;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Writes the checks of a day as a merge leaves them: one volume, in the order of the prints, with a set of numbers and one of answers for each
 * file. The prints are random, but for those of known numbers. For tests and measurements. Not thread-safe.
 */
public final class ManyTraces {
    static final int OPPOSED_OF_100 = 4;
    private static final int SECONDS_OF_WORK = 10 * 3_600;

    private final Database database;
    private final MasterKeys master;
    private final Vault vault;
    private final SplittableRandom random;
    private final Supplier<UUID> companies;
    private final TraceKeys keys;
    private final TraceRows rows;

    /**
     * Traces in this database and vault.
     *
     * @param companies the company of each check
     */
    public ManyTraces(
            Database database, MasterKeys master, Vault vault, SplittableRandom random, Supplier<UUID> companies) {
        this.database = database;
        this.master = master;
        this.vault = vault;
        this.random = random;
        this.companies = companies;
        this.keys = new TraceKeys(database, master, NumberingPlan.FRANCE);
        this.rows = TraceRows.in(database, keys.bits());
    }

    /**
     * The size of a day.
     *
     * @param begin the first check is not before
     * @param checks how many numbers its files have, more or less
     * @param files how many files
     */
    public record Day(Instant begin, long checks, int files) {}

    /**
     * Writes a day.
     *
     * @param known numbers that one of the files has, and that were opposed
     * @return how many checks were written
     */
    public long write(Day day, Collection<Long> known) throws IOException {
        UUID id = UUID.randomUUID();
        byte[] key = MasterKeys.newDataKey();
        int year = LegalCalendar.dayOf(day.begin()).getYear();
        Shape shape = Shape.of(keys.bits(), day.checks() * (100 + OPPOSED_OF_100) / 100, 2 * day.files());
        long written;
        Volume volume;
        try (PrintsWriter writer = new PrintsWriter(vault.of(Vault.Kind.TRACE).create(id, Volume.FILE, key), shape)) {
            written = prints(day, keys.of(year), known, writer);
            long directory = writer.finish();
            volume = new Volume(
                    id,
                    year,
                    LegalCalendar.dayOf(day.begin()),
                    WrappedKey.of(key, id, master),
                    null,
                    writer.entries(),
                    shape,
                    directory);
        }
        database.runInAccounts(() -> {
            rows.add(volume);
            rows(day, id, (int) (written / day.files()));
        });
        return written;
    }

    /** The sets of a print ascend, as in each volume: those of numbers, and behind them as many of answers. */
    private long prints(Day day, NumberShuffle shuffle, Collection<Long> known, PrintsWriter writer)
            throws IOException {
        TreeMap<Long, Long> due = new TreeMap<>();
        known.forEach(number -> due.put(shuffle.print(number), number));
        int files = day.files();
        int mean = (int) ((1L << keys.bits()) / day.checks());
        long written = 0;
        boolean answered = true;
        int last = -1;
        for (long print = 0; print < 1L << keys.bits(); ) {
            boolean isKnown = !due.isEmpty() && due.firstKey() <= print;
            int set;
            if (isKnown) {
                print = due.pollFirstEntry().getKey();
                set = random.nextInt(files);
            } else {
                set = last + 1 + random.nextInt(files - last - 1);
            }
            writer.add(print, set, 0);
            answered = isKnown || random.nextInt(100) < OPPOSED_OF_100 || set == files - 1;
            if (answered) {
                writer.add(print, files + set, Answer.OPPOSED.code());
            }
            written++;
            int gap = random.nextInt(2 * mean + 1);
            print += answered ? Math.max(1, gap) : gap;
            last = gap == 0 && !answered ? set : -1;
        }
        return written;
    }

    private void rows(Day day, UUID volume, int mean) {
        for (int set = 0; set < day.files(); set++) {
            UUID numbers = UUID.randomUUID();
            UUID answers = UUID.randomUUID();
            rows.add(new TraceRows.SetRow(numbers, volume, set, mean, new byte[] {1}));
            rows.add(new TraceRows.SetRow(answers, volume, day.files() + set, mean / 25, new byte[] {1}));
            Instant at = day.begin().plusSeconds(random.nextInt(SECONDS_OF_WORK));
            rows.add(new TraceRows.CheckRow(check(at), numbers, Optional.of(answers)));
        }
    }

    /** The check of a file. */
    TracedCheck check(Instant at) {
        UUID company = companies.get();
        return new TracedCheck(TracedCheck.Kind.FILE, at, at, company, company, UUID.randomUUID(), null, null, null, 7);
    }
}
