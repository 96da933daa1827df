package org.openbloctel.registry.list.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The numbers that companies look up. Hot code: an answer appends a word to the company's buffer. {@link #flush}, called every few seconds,
 * makes prints of them and writes one row a company and principal. Thread-safe. A server that is killed loses the seconds since; while the
 * database is away, a million numbers a company are held, and further ones are lost: an answer never waits for its trace.
 */
public final class LookupTraces {
    private static final int MAX = 1 << 20;
    private static final int FIRST = 64;
    private static final int ANSWER_BITS = 3;

    private final InstantSource clock;
    private final LookupTraceRows rows;
    private final TraceKeys keys;
    private final Map<Asker, Buffer> buffers = new ConcurrentHashMap<>();

    /** Traces in this database, of numbers of one plan. */
    public LookupTraces(Database database, InstantSource clock, MasterKeys master, NumberingPlan plan) {
        this.clock = clock;
        this.rows = database.rows(LookupTraceRows.class);
        this.keys = new TraceKeys(database, master, plan);
    }

    private record Asker(UUID company, UUID principal) {}

    /** Numbers of one company and principal since the last time. Thread-safe. */
    public static final class Buffer {
        private long[] entries = new long[FIRST];
        private int count;
        private long revision;

        /** Starts to take the numbers of an answer by this revision of the list. */
        public synchronized void add(long by, Numbers numbers) {
            revision = Math.max(revision, by);
            numbers.into(this);
        }

        /** Takes a number; only from within {@link #add}. */
        public synchronized void number(long e164, Verdict verdict) {
            put(e164, Answer.of(verdict));
        }

        /** Takes one that stood with others in a text; only from within {@link #add}. */
        public synchronized void beside(long e164) {
            put(e164, Answer.BESIDE);
        }

        private void put(long e164, Answer answer) {
            if (count == entries.length && count < MAX) {
                entries = Arrays.copyOf(entries, 2 * count);
            }
            if (count < entries.length) {
                entries[count++] = e164 << ANSWER_BITS | answer.code();
            }
        }

        private synchronized Taken take() {
            Taken taken = new Taken(entries, count, revision);
            entries = new long[Math.max(FIRST, Integer.highestOneBit(count))];
            count = 0;
            return taken;
        }

        private synchronized void putBack(Taken taken) {
            for (int i = 0; i < taken.count; i++) {
                put(taken.entries[i] >>> ANSWER_BITS, Answer.ofCode((int) taken.entries[i] & ((1 << ANSWER_BITS) - 1)));
            }
            revision = Math.max(revision, taken.revision);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Taken(long[] entries, int count, long revision) {}

    /** The numbers of one answer. */
    @FunctionalInterface
    public interface Numbers {
        /** Gives each to the buffer. */
        void into(Buffer buffer);
    }

    /** The buffer for the numbers that a company looks up for a principal. */
    public Buffer of(UUID company, UUID principal) {
        return buffers.computeIfAbsent(new Asker(company, principal), asker -> new Buffer());
    }

    /** Writes what was looked up since the last time. What cannot be written is kept for the next time. */
    public void flush() {
        Instant now = clock.instant();
        int year = LegalCalendar.dayOf(now).getYear();
        buffers.forEach((asker, buffer) -> {
            Taken taken = buffer.take();
            if (taken.count > 0) {
                try {
                    write(asker, taken, now, year);
                } catch (RuntimeException e) {
                    buffer.putBack(taken);
                    throw e;
                }
            }
        });
    }

    private void write(Asker asker, Taken taken, Instant now, int year) {
        NumberShuffle shuffle = keys.of(year);
        long[] prints = new long[taken.count];
        for (int i = 0; i < taken.count; i++) {
            long entry = taken.entries[i];
            prints[i] = PackedPrints.entry(
                    shuffle.print(entry >>> ANSWER_BITS), Answer.ofCode((int) entry & ((1 << ANSWER_BITS) - 1)));
        }
        PackedPrints packed = PackedPrints.of(prints, taken.count);
        rows.add(now, asker.company(), asker.principal(), year, taken.revision, packed);
    }
}
