package org.openbloctel.registry.calls.call;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the numbers whose prints begin alike, while a transaction changes them. Calls that no rule needs leave it with each change, and
 * a number has the {@value #MAX_OF_NUMBER} calls at most that matter most. For one thread.
 */
final class CallBucket {
    /** No rule counts more than a few calls; a number that is called endlessly would slow down each report of it. */
    static final int MAX_OF_NUMBER = 500;

    private static final int NONE = -1;
    private static final int VERSIONS = Short.MAX_VALUE + 1;

    /** The calls that a number loses first: unanswered ones, then the earliest. */
    private static final Comparator<CallEntry> BY_WEIGHT = Comparator.<CallEntry>comparingInt(
                    entry -> entry.agreedAt() != null ? 2 : entry.outcome() == CallReport.Outcome.NO_ANSWER ? 0 : 1)
            .thenComparingLong(entry -> entry.key().at());

    private final int number;
    private final int version;
    private final List<CallEntry> entries;
    private boolean changed;

    /**
     * A bucket with these calls.
     *
     * @param version of the row when it was read; {@link #NONE} if there was none
     */
    CallBucket(int number, int version, List<CallEntry> entries) {
        this.number = number;
        this.version = version;
        this.entries = entries;
    }

    static CallBucket empty(int number) {
        return new CallBucket(number, NONE, new ArrayList<>());
    }

    int number() {
        return number;
    }

    boolean isStored() {
        return version != NONE;
    }

    /** The version of the row that is written now, an even one; {@link #NONE} for a new row, which gets a random odd one. */
    int next() {
        return version == NONE ? NONE : (version / 2 * 2 + 2) % VERSIONS;
    }

    boolean isChanged() {
        return changed;
    }

    @Nullable
    CallEntry find(CallEntry.Key key) {
        for (CallEntry entry : entries) {
            if (entry.key().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    void add(CallEntry entry) {
        entries.add(entry);
        changed = true;
        if (entries.size() > MAX_OF_NUMBER) {
            limit(entry.key().number());
        }
    }

    private void limit(long called) {
        List<CallEntry> same = entries.stream()
                .filter(one -> one.key().number() == called)
                .sorted(BY_WEIGHT)
                .toList();
        if (same.size() > MAX_OF_NUMBER) {
            entries.remove(same.getFirst());
        }
    }

    void replace(CallEntry before, CallEntry entry) {
        entries.set(entries.indexOf(before), entry);
        changed = true;
    }

    /** Erases the calls whose term is over; returns how many. */
    int erase(CallTerm term) {
        int before = entries.size();
        entries.removeIf(term::isOver);
        changed |= entries.size() < before;
        return before - entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The first day on which one of the calls is to be erased. */
    LocalDate expires(CallTerm term) {
        return entries.isEmpty() ? term.today() : term.firstOver(entries);
    }

    byte[] bytes() {
        return CallEntry.write(entries);
    }
}
