package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openbloctel.registry.list.trace.TraceRows.Volume;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Finds the checks of one number. A volume is two reads, and a day one volume once it is merged: three years are some 1,100 volumes, read
 * sixteen at a time. Thread-safe. Volumes and look-ups that are merged meanwhile make it begin again; files that are missing are counted, since
 * evidence without them shows too little.
 */
public final class TraceSearch {
    private static final int AT_ONCE = 16;
    private static final int TRIES = 5;
    /** A volume may be made some time after its checks, and by another server’s clock. */
    private static final int LATER_DAYS = 2;

    private final TraceRows rows;
    private final TraceKeys keys;
    private final LookupTraceRows lookups;
    private final VolumeFiles files;

    /** A search in this database and vault. */
    public TraceSearch(Database database, MasterKeys master, Vault vault, NumberingPlan plan) {
        this.keys = new TraceKeys(database, master, plan);
        this.rows = TraceRows.in(database, keys.bits());
        this.lookups = database.rows(LookupTraceRows.class);
        this.files = new VolumeFiles(vault, master);
    }

    /**
     * The result of a search.
     *
     * @param checks that are still known, the earliest first
     * @param missing how many files of traces are not there: checks in them are not among these
     */
    public record Found(List<TracedCheck.Answered> checks, int missing) {
        /** Copies the list. */
        public Found {
            checks = List.copyOf(checks);
        }
    }

    /** The checks of a number before an instant. */
    public Found of(long e164, Instant until) {
        try {
            Optional<Found> found = Optional.empty();
            for (int tries = 0; found.isEmpty() && tries < TRIES; tries++) {
                found = once(e164, until);
            }
            return found.orElseThrow(() -> new IOException("the traces keep changing"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of some companies that had any number checked, or for whom it was done. */
    public Set<UUID> askers(Collection<UUID> companies) {
        return rows.askers(companies);
    }

    /**
     * Empty when a volume was merged, or look-ups of the number became one, meanwhile. Look-ups are read first: what leaves them later was there,
     * and what left them before is in the volumes.
     */
    private Optional<Found> once(long e164, Instant until) throws IOException {
        Map<Long, TracedCheck.Answered> staged = new HashMap<>();
        lookups.before(
                until,
                one -> one.find(keys.of(one.year()).print(e164))
                        .ifPresent(answer -> staged.put(one.id(), new TracedCheck.Answered(one.check(), answer))));
        List<Volume> volumes = rows.volumes(LegalCalendar.dayOf(until).plusDays(LATER_DAYS));
        Queue<TraceRows.Hit> all = new ConcurrentLinkedQueue<>();
        int missing = search(volumes, e164, all);
        Map<UUID, Answer> hits = rows.sets(all);
        if (rows.count(volumes.stream().map(Volume::id).toList()) < volumes.size()) {
            return Optional.empty();
        }
        List<TracedCheck.Answered> found = new ArrayList<>(staged.values());
        Map<UUID, Answer> told = new HashMap<>();
        for (TraceRows.CheckRow row : rows.checks(hits.keySet(), until)) {
            Answer answer = answer(row, hits, told);
            UUID submission = row.check().submission();
            if (submission != null) {
                told.put(submission, answer);
            }
            found.add(new TracedCheck.Answered(row.check(), answer));
        }
        if (lookups.count(staged.keySet()) < staged.size()) {
            return Optional.empty();
        }
        found.sort(
                Comparator.comparing((TracedCheck.Answered one) -> one.check().at()));
        return Optional.of(new Found(found, missing));
    }

    /** A new check of kept numbers names those that changed: for another the answer before holds. */
    private static Answer answer(TraceRows.CheckRow row, Map<UUID, Answer> hits, Map<UUID, Answer> told) {
        Answer own = row.answers().map(hits::get).orElse(null);
        if (own != null) {
            return own;
        }
        UUID submission = row.check().submission();
        return row.check().kind() == TracedCheck.Kind.RECHECK && submission != null
                ? told.getOrDefault(submission, Answer.CALLABLE)
                : Answer.CALLABLE;
    }

    /** Searches volumes, sixteen at a time; returns how many files are missing. */
    private int search(List<Volume> volumes, long e164, Queue<TraceRows.Hit> hits) throws IOException {
        List<Future<?>> searches = new ArrayList<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Volume volume : volumes) {
                long print = keys.of(volume.year()).print(e164);
                searches.add(threads.submit(() -> {
                    files.find(
                            volume,
                            print,
                            (set, answer) -> hits.add(new TraceRows.Hit(volume.id(), set, Answer.ofCode(answer))));
                    return null;
                }));
            }
        }
        int missing = 0;
        for (Future<?> search : searches) {
            missing += isMissing(search) ? 1 : 0;
        }
        return missing;
    }

    private static boolean isMissing(Future<?> search) throws IOException {
        try {
            search.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return true;
            }
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
