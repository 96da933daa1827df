package org.openbloctel.registry.list.publication;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.scrub.list.OppositionList;

/**
 * The head of the list and the changes that lead to it from some revision, as one statement saw them. The changes begin with
 * the one that made that revision itself, when it is still there: by its time it shows whether both speak of one history.
 */
record Progress(Head head, List<Change> changes) {
    /** The row of {@code list.head}: the newest revision, when it was made, and of which list it is one. */
    record Head(UUID lineage, long revision, Instant changedAt) {}

    /** A row of {@code list.change}. */
    record Change(long revision, long number, boolean added, Instant at) {}

    /** Changes beyond this many are not followed one by one: the list is read anew. */
    static final int MAX = 200_000;

    /** Whether these changes lead from a list to the head without a gap. */
    boolean follows(OppositionList list) {
        long from = list.revision();
        if (head.revision() == from) {
            return head.changedAt().toEpochMilli() == list.time().toEpochMilli();
        }
        return head.revision() > from && isOfOneHistory(list) && after(from).count() == head.revision() - from;
    }

    /** Whether a revision lies within these changes. */
    boolean covers(long revision) {
        return !changes.isEmpty()
                && changes.getFirst().revision() <= revision
                && revision <= changes.getLast().revision();
    }

    /** The changes that led to an earlier revision; the same where no change has that revision, so that it follows no other list. */
    Progress until(long revision) {
        return changes.stream()
                .filter(change -> change.revision() == revision)
                .findFirst()
                .map(last -> new Progress(
                        new Head(head.lineage(), revision, last.at()),
                        changes.stream()
                                .filter(change -> change.revision() <= revision)
                                .toList()))
                .orElse(this);
    }

    /** Whether the change that made a list is the one that the database has, if it still has it. */
    boolean isOfOneHistory(OppositionList list) {
        return changes.stream()
                .filter(change -> change.revision() == list.revision())
                .allMatch(change -> change.at().toEpochMilli() == list.time().toEpochMilli());
    }

    /** The list at the head. */
    OppositionList applied(OppositionList list) {
        if (head.revision() == list.revision()) {
            return list;
        }
        // The last word about a number counts; a number outside the plan is never looked up, so it may be left out.
        Change[] last = after(list.revision())
                .filter(change -> list.plan().national(change.number()) >= 0)
                .collect(java.util.stream.Collectors.toMap(
                        Change::number, change -> change, (earlier, later) -> later, java.util.LinkedHashMap::new))
                .values()
                .toArray(Change[]::new);
        return list.next(head.revision(), head.changedAt(), numbers(last, true), numbers(last, false));
    }

    private Stream<Change> after(long revision) {
        return changes.stream().filter(change -> change.revision() > revision);
    }

    private static long[] numbers(Change[] changes, boolean added) {
        return Arrays.stream(changes)
                .filter(change -> change.added() == added)
                .mapToLong(Change::number)
                .toArray();
    }
}
