package org.openbloctel.registry.list.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.trace.TraceRows.Volume;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.filevault.KeptFile;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Leaves the traces of checks: first the file, then the rows, in the transaction that publishes the check. Numbers and the answers that were
 * no "callable" are two sets: a check of the same numbers stores the second alone, and none of them when nothing changed. Thread-safe.
 */
public final class Traces {
    /** For how long a check is known: as long as a fine for a call may be decided. */
    public static final Period KEPT = Period.ofYears(3);

    /** Up to so many entries, some 15 KB, a volume is in its row until it is merged: a file costs a write to the disk. */
    private static final int IN_A_ROW = 4096;

    private static final UUID NONE = new UUID(0, 0);

    private final InstantSource clock;
    private final MasterKeys master;
    private final Vault vault;
    private final TraceRows rows;
    private final TraceKeys keys;

    /** Traces in this database and vault, of numbers of one plan. */
    public Traces(Database database, InstantSource clock, MasterKeys master, Vault vault, NumberingPlan plan) {
        this.clock = clock;
        this.master = master;
        this.vault = vault.of(Vault.Kind.TRACE);
        this.keys = new TraceKeys(database, master, plan);
        this.rows = TraceRows.in(database, keys.bits());
    }

    /** A set to fill while a file is scrubbed. */
    public CheckedSet collect() {
        return collect(CheckedSet.MAX);
    }

    CheckedSet collect(int max) {
        int year = today().getYear();
        return new CheckedSet(year, keys.of(year), keys.bits(), vault, max);
    }

    private LocalDate today() {
        return LegalCalendar.today(clock);
    }

    /** A set whose file is written, and which no row names yet. */
    public static final class Stored {
        private final @Nullable Volume volume;
        private final List<TraceRows.SetRow> fresh;
        private final Optional<UUID> numbers;
        private final Optional<UUID> answers;

        Stored(@Nullable Volume volume, List<TraceRows.SetRow> fresh, Optional<UUID> numbers, Optional<UUID> answers) {
            this.volume = volume;
            this.fresh = List.copyOf(fresh);
            this.numbers = numbers;
            this.answers = answers;
        }
    }

    /** Writes the file of a set, as far as no equal one is there. */
    public Stored store(Traced traced) throws IOException {
        return traced instanceof CheckedSet set
                ? store(set)
                : new Stored(null, List.of(), Optional.empty(), Optional.empty());
    }

    private Stored store(CheckedSet set) throws IOException {
        SetDigest ofNumbers = new SetDigest();
        SetDigest ofAnswers = new SetDigest();
        set.forEach((entries, count) -> {
            ofNumbers.addPrints(entries, count);
            ofAnswers.addAnswers(entries, count);
        });
        if (ofNumbers.count() == 0) {
            set.remove();
            return new Stored(null, List.of(), Optional.empty(), Optional.empty());
        }
        List<TraceRows.SetRow> fresh = new ArrayList<>();
        UUID numbers = set(ofNumbers, set.id(), fresh);
        Optional<UUID> answers =
                ofAnswers.count() == 0 ? Optional.empty() : Optional.of(set(ofAnswers, set.id(), fresh));
        boolean withNumbers = fresh.stream().anyMatch(one -> one.id().equals(numbers));
        boolean withAnswers =
                answers.isPresent() && fresh.stream().anyMatch(one -> one.id().equals(answers.get()));
        Volume volume = fresh.isEmpty() ? null : write(set, fresh, withNumbers, withAnswers);
        set.removeRuns();
        return new Stored(volume, fresh, Optional.of(numbers), answers);
    }

    private UUID set(SetDigest digest, UUID volume, List<TraceRows.SetRow> fresh) {
        byte[] value = digest.value();
        Optional<UUID> known = rows.find(value);
        if (known.isPresent()) {
            return known.get();
        }
        TraceRows.SetRow row = new TraceRows.SetRow(UUID.randomUUID(), volume, fresh.size(), digest.count(), value);
        fresh.add(row);
        return row.id();
    }

    private Volume write(CheckedSet set, List<TraceRows.SetRow> fresh, boolean numbers, boolean answers)
            throws IOException {
        long entries = fresh.stream().mapToLong(TraceRows.SetRow::numbers).sum();
        Shape shape = Shape.of(keys.bits(), entries, fresh.size());
        boolean small = entries <= IN_A_ROW;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        OutputStream out = small ? content : set.create(Volume.FILE);
        long directory;
        try (PrintsWriter writer = new PrintsWriter(out, shape)) {
            if (!numbers) {
                set.forEach((some, count) -> writer.addAnswers(some, count, 0));
            } else if (answers) {
                set.forEach((some, count) -> writer.add(some, count, 0, 1));
            } else {
                set.forEach((some, count) -> writer.addPrints(some, count, 0));
            }
            directory = writer.finish();
        }
        return new Volume(
                set.id(),
                set.year(),
                today(),
                small ? null : WrappedKey.of(set.key(), set.id(), master),
                small ? content.toByteArray() : null,
                entries,
                shape,
                directory);
    }

    /** Adds a check of a stored set; in the transaction that publishes it. */
    public void add(Stored stored, TracedCheck check) {
        if (stored.volume != null) {
            rows.add(stored.volume);
            stored.fresh.forEach(rows::add);
        }
        stored.numbers.ifPresent(numbers -> rows.add(new TraceRows.CheckRow(check, numbers, stored.answers)));
    }

    /**
     * Adds a check of kept numbers of a submission; in the transaction that publishes it. What changed is in memory and small.
     *
     * @param changed numbers that are on the list (true) or left it since they were told last
     */
    public void recheck(TracedCheck check, Map<Long, Boolean> changed) throws IOException {
        Optional<UUID> numbers =
                rows.numbersOf(Optional.ofNullable(check.submission()).orElse(NONE));
        if (numbers.isEmpty()) {
            return; // it was checked before there were traces
        }
        Optional<UUID> answers = Optional.empty();
        if (!changed.isEmpty()) {
            CheckedSet set = collect();
            for (Map.Entry<Long, Boolean> one : changed.entrySet()) {
                set.add(one.getKey(), one.getValue() ? Verdict.OPPOSED : Verdict.CALLABLE);
            }
            answers = Optional.of(changes(set));
        }
        rows.add(new TraceRows.CheckRow(check, numbers.get(), answers));
    }

    private UUID changes(CheckedSet set) throws IOException {
        SetDigest digest = new SetDigest();
        set.forEach(digest::add);
        List<TraceRows.SetRow> fresh = new ArrayList<>();
        UUID id = set(digest, set.id(), fresh);
        if (!fresh.isEmpty()) {
            Shape shape = Shape.of(keys.bits(), digest.count(), 1);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            PrintsWriter writer = new PrintsWriter(content, shape);
            set.forEach((some, count) -> writer.add(some, count, 0));
            long directory = writer.finish();
            rows.add(new Volume(
                    set.id(), set.year(), today(), null, content.toByteArray(), digest.count(), shape, directory));
            fresh.forEach(rows::add);
        }
        return id;
    }

    /** Removes the files of a set that no row names; what cannot be removed now, the sweeper finds. */
    public void discard(Traced traced) {
        try {
            if (traced instanceof CheckedSet set) {
                set.remove();
            }
        } catch (IOException e) {
            // The sweeper finds it.
        }
    }

    /** Which files of the vault hold traces. */
    public static FileKeeper files(Database database) {
        return database.rows(TraceRows.class)::files;
    }

    /** Lists them. */
    public static KeptFile.Index index(Database database) {
        TraceRows rows = database.rows(TraceRows.class);
        return (folder, folders) -> rows.filesAfter(folder, folders).stream()
                .map(TraceRows.FileRow::kept)
                .toList();
    }
}
