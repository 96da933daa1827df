package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.list.trace.TraceRows.Volume;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The jobs on traces: look-ups of an hour become sets, the volumes of a day become one, and expired traces are erased. Thread-safe;
 * of two servers that do the same work at once, the second finds the rows gone and its file is removed.
 */
public final class TraceKeeping {
    /** Volumes of today that are merged together, each held open with half a megabyte. */
    private static final int MERGED = 128;
    /** Bytes of staged look-ups that are made sets at once: some four million numbers. */
    private static final long GATHERED = 20L << 20;

    private static final int ANSWER_BITS = 3;
    private static final int PLACE_BITS = 20;

    private final Database database;
    private final InstantSource clock;
    private final MasterKeys master;
    private final Vault vault;
    private final TraceRows rows;
    private final LookupTraceRows lookups;
    private final VolumeFiles files;
    private final int bits;
    /** Volumes whose files are missing: the doctor names them, and other volumes are merged without them. */
    private final Set<UUID> missing = ConcurrentHashMap.newKeySet();

    /** In this database and vault. */
    public TraceKeeping(Database database, InstantSource clock, MasterKeys master, Vault vault, NumberingPlan plan) {
        this.database = database;
        this.clock = clock;
        this.master = master;
        this.vault = vault.of(Vault.Kind.TRACE);
        this.bits = NumberShuffle.bits(plan);
        this.rows = TraceRows.in(database, bits);
        this.lookups = database.rows(LookupTraceRows.class);
        this.files = new VolumeFiles(vault, master);
    }

    /** Does all that is due but the erasure. */
    public void run() {
        try {
            while (gather() || merge()) {
                // the next one
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Writing {
        void into(PrintsWriter writer) throws IOException;
    }

    private Volume write(int year, LocalDate day, long entries, int sets, Writing writing) throws IOException {
        UUID id = UUID.randomUUID();
        byte[] key = MasterKeys.newDataKey();
        Shape shape = Shape.of(bits, entries, sets);
        try (PrintsWriter writer = new PrintsWriter(vault.create(id, Volume.FILE, key), shape)) {
            writing.into(writer);
            long directory = writer.finish();
            return new Volume(id, year, day, WrappedKey.of(key, id, master), null, writer.entries(), shape, directory);
        }
    }

    /** Publishes a volume, or removes its file again. */
    private boolean publish(Volume volume, java.util.function.BooleanSupplier published) throws IOException {
        boolean done = false;
        try {
            done = database.inAccounts(published::getAsBoolean);
        } finally {
            if (!done) {
                vault.deleteBut(volume.id(), List.of());
            }
        }
        return done;
    }

    /** Merges volumes of a day; false when none are due. */
    boolean merge() throws IOException {
        try {
            return mergeOne();
        } catch (NoSuchFileException e) {
            return true; // the next ones are merged without it
        }
    }

    private boolean mergeOne() throws IOException {
        List<Volume> due = rows.toMerge(LegalCalendar.today(clock), MERGED, missing);
        if (due.size() < 2) {
            return false;
        }
        List<UUID> sets = new ArrayList<>();
        List<MergedPrints.Source> sources = new ArrayList<>();
        Volume merged;
        try (MergedPrints all = opened(due, sets, sources)) {
            long entries = due.stream().mapToLong(Volume::entries).sum();
            merged = write(
                    due.getFirst().year(),
                    due.getFirst().madeOn(),
                    entries,
                    sets.size(),
                    writer -> all.forEach(writer::add));
        }
        List<UUID> ids = due.stream().map(Volume::id).toList();
        boolean done = publish(merged, () -> {
            if (rows.lock(ids).size() < ids.size()) {
                return false;
            }
            rows.add(merged);
            rows.move(sets, merged.id());
            rows.remove(ids);
            return true;
        });
        if (done) {
            for (Volume volume : due) {
                if (volume.key() != null) {
                    vault.deleteBut(volume.id(), List.of());
                }
            }
        }
        return true;
    }

    /** Sets that were forgotten are left out. */
    private MergedPrints opened(List<Volume> volumes, List<UUID> sets, List<MergedPrints.Source> sources)
            throws IOException {
        for (Volume volume : volumes) {
            PrintsReader reader = reader(volume);
            int[] places = new int[1 << volume.shape().setBits()];
            Arrays.fill(places, -1);
            for (TraceRows.SetRow set : rows.sets(volume.id())) {
                places[set.place()] = sets.size();
                sets.add(set.id());
            }
            sources.add(new MergedPrints.Source(reader, places));
        }
        return new MergedPrints(sources);
    }

    private PrintsReader reader(Volume volume) throws IOException {
        try {
            return files.read(volume);
        } catch (NoSuchFileException e) {
            missing.add(volume.id());
            throw e;
        }
    }

    private record Group(UUID company, UUID principal) {}

    /** Makes sets of the look-ups of an hour that is over; false when there are none. */
    boolean gather() throws IOException {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        Optional<Instant> first = lookups.first(hour);
        if (first.isEmpty()) {
            return false;
        }
        Instant from = first.get().truncatedTo(ChronoUnit.HOURS);
        List<LookupTraceRows.Staged> staged = lookups.within(from, from.plus(Duration.ofHours(1)), GATHERED);
        if (staged.isEmpty()) {
            return true; // another server was faster
        }
        Map<Group, List<LookupTraceRows.Staged>> groups = new LinkedHashMap<>();
        staged.forEach(
                one -> groups.computeIfAbsent(new Group(one.company(), one.principal()), group -> new ArrayList<>())
                        .add(one));
        Gathered gathered = new Gathered(staged, PLACE_BITS);
        List<TraceRows.SetRow> sets = new ArrayList<>();
        List<TraceRows.CheckRow> checks = new ArrayList<>();
        groups.values().forEach(group -> checks.add(gathered.add(group, sets)));
        int year = staged.getFirst().year();
        Volume volume = write(year, LegalCalendar.dayOf(from), gathered.count(), sets.size(), gathered::write);
        publish(volume, () -> {
            List<Long> ids = staged.stream().map(LookupTraceRows.Staged::id).toList();
            if (lookups.remove(ids) < ids.size()) {
                throw new IllegalStateException("another server gathered these look-ups");
            }
            rows.add(volume);
            sets.forEach(set ->
                    rows.add(new TraceRows.SetRow(set.id(), volume.id(), set.place(), set.numbers(), set.digest())));
            checks.forEach(rows::add);
            return true;
        });
        return true;
    }

    /** Erases traces past their legal term; returns how many checks. */
    public int forget() {
        LocalDate oldest = LegalCalendar.today(clock).minus(Traces.KEPT);
        int erased = rows.forget(LegalCalendar.startOf(oldest));
        if (erased > 0) {
            for (UUID volume : rows.forgetEmpty()) {
                remove(volume);
            }
            rows.forgetKeys(oldest.getYear());
        }
        return erased;
    }

    /** Its key is gone already; what cannot be removed now, the sweeper finds. */
    private void remove(UUID volume) {
        try {
            vault.deleteBut(volume, List.of());
        } catch (IOException e) {
            // The sweeper finds it.
        }
    }

    /** The look-ups of an hour as entries of a volume. Not thread-safe. */
    private static final class Gathered {
        private final int placeBits;
        private final long[] entries;
        private int count;

        Gathered(List<LookupTraceRows.Staged> staged, int placeBits) {
            this.placeBits = placeBits;
            // Each print once as a number, and once as an answer that was no "callable".
            this.entries = new long
                    [2 * staged.stream().mapToInt(one -> one.prints().count()).sum()];
        }

        int count() {
            return count;
        }

        /** Adds what a company looked up for a principal: a set of numbers, and one of answers. */
        TraceRows.CheckRow add(List<LookupTraceRows.Staged> group, List<TraceRows.SetRow> sets) {
            long[] all = group.stream()
                    .flatMapToLong(one -> java.util.stream.IntStream.range(
                                    0, one.prints().count())
                            .mapToLong(i -> PackedPrints.entry(
                                    one.prints().print(i),
                                    Answer.ofCode(one.prints().answer(i)))))
                    .toArray();
            PackedPrints prints = PackedPrints.of(all, all.length);
            SetDigest numbers = new SetDigest();
            SetDigest answers = new SetDigest();
            int place = sets.size();
            for (int i = 0; i < prints.count(); i++) {
                long print = prints.print(i);
                int answer = prints.answer(i);
                numbers.add(print, 0);
                put(print, place, Answer.CALLABLE.code());
                if (answer != Answer.CALLABLE.code()) {
                    answers.add(print, answer);
                    put(print, place + 1, answer);
                }
            }
            UUID ofNumbers = set(sets, numbers);
            Optional<UUID> ofAnswers = answers.count() == 0 ? Optional.empty() : Optional.of(set(sets, answers));
            LookupTraceRows.Staged first = group.getFirst();
            LookupTraceRows.Staged last = group.getLast();
            TracedCheck check = TracedCheck.ofLookups(
                    first.at(), last.at(), first.company(), first.principal(), last.listRevision());
            return new TraceRows.CheckRow(check, ofNumbers, ofAnswers);
        }

        private static UUID set(List<TraceRows.SetRow> sets, SetDigest digest) {
            UUID id = UUID.randomUUID();
            sets.add(new TraceRows.SetRow(id, id, sets.size(), digest.count(), digest.value()));
            return id;
        }

        private void put(long print, int place, int answer) {
            entries[count++] = print << (placeBits + ANSWER_BITS) | (long) place << ANSWER_BITS | answer;
        }

        void write(PrintsWriter writer) throws IOException {
            Arrays.sort(entries, 0, count);
            for (int i = 0; i < count; i++) {
                writer.add(
                        entries[i] >>> (placeBits + ANSWER_BITS),
                        (int) (entries[i] >>> ANSWER_BITS) & ((1 << placeBits) - 1),
                        (int) entries[i] & ((1 << ANSWER_BITS) - 1));
            }
        }
    }
}
