package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the trail knows of each power: the steps that sealed entries made, each from one digest to another. The order of two entries is not
 * always that of their acts, so steps are added up: what was taken away as often as it was given is gone, and one digest is left. A step from a
 * digest that no entry gave leaves more than one: the row was altered before that act. Entries of the watch begin anew from a place. For one thread.
 */
final class PowerLedger {
    /** The detail with steps: subject, digest before, digest after, in turns. */
    static final String DETAIL = "power";
    /** The detail of an entry that begins anew: steps up to this place count no more. */
    static final String BEHIND = "behind";
    /** The beginning of the actions by which the watch, or two people, begin anew. */
    static final String ANEW = "power.";
    /** The first of them, once for each kind. */
    static final String BEGUN = ANEW + "begun";

    /** The beginning of its subject. */
    static final String KIND = "powers:";

    private final Map<String, List<Step>> steps = new HashMap<>();
    private final Map<String, Long> begun = new HashMap<>();
    private Link scanned = Link.START;

    /**
     * A step.
     *
     * @param anew whether earlier steps count no more
     */
    private record Step(long seq, Instant at, String was, String now, boolean anew) {}

    /** The trail's head when it was last read for this. */
    Link scanned() {
        return scanned;
    }

    void scannedTo(Link head) {
        scanned = head;
    }

    /** Adds an entry that is sealed, or that waits and has a sound MAC. */
    void add(long seq, Instant at, AuditEntry entry) {
        String changes = entry.details().get(DETAIL);
        if (changes == null) {
            return;
        }
        boolean anew = entry.action().startsWith(ANEW);
        long from = anew ? Long.parseLong(entry.details().getOrDefault(BEHIND, "0")) : seq;
        if (entry.action().equals(BEGUN)) {
            begun.merge(entry.subject().substring(KIND.length()), from, Math::max);
        }
        String[] words = changes.isEmpty() ? new String[0] : changes.split(" ", -1);
        for (int i = 0; i + 2 < words.length; i += 3) {
            add(words[i], new Step(from, at, words[i + 1], words[i + 2], anew));
        }
    }

    private void add(String subject, Step step) {
        List<Step> all = new ArrayList<>(steps.getOrDefault(subject, List.of()));
        if (step.anew()) {
            if (all.stream().anyMatch(one -> one.anew() && one.seq() > step.seq())) {
                return; // another server began anew later
            }
            all.removeIf(one -> one.seq() <= step.seq());
        }
        all.add(step);
        steps.put(subject, List.copyOf(all));
    }

    /** A ledger with entries that wait for their places. */
    PowerLedger with(Collection<AuditEntry.Recorded> waiting) {
        PowerLedger more = new PowerLedger();
        more.steps.putAll(steps);
        more.begun.putAll(begun);
        more.scanned = scanned;
        waiting.forEach(one -> more.add(one.seq(), one.at(), one.entry()));
        return more;
    }

    /** The subjects that entries name. */
    static Set<String> subjects(Collection<AuditEntry.Recorded> entries) {
        PowerLedger of = new PowerLedger().with(entries);
        return new HashSet<>(of.steps.keySet());
    }

    /** Whether the powers of a kind were recorded once as they were. */
    boolean isBegun(String kind) {
        return begun.containsKey(kind);
    }

    /** Behind which place an entry of the release before may explain a power. */
    long base(String kind, String subject) {
        long own = steps.getOrDefault(subject, List.of()).stream()
                .filter(Step::anew)
                .mapToLong(Step::seq)
                .max()
                .orElse(0);
        return Math.max(own, begun.getOrDefault(kind, 0L));
    }

    /** The digest that the entries lead to; {@link PowerRows#NONE} for a power that was never given, or taken; null where they contradict. */
    @Nullable
    String digest(String subject) {
        Map<String, Integer> left = new HashMap<>();
        for (Step step : steps.getOrDefault(subject, List.of())) {
            left.merge(step.was(), -1, Integer::sum);
            left.merge(step.now(), 1, Integer::sum);
        }
        left.remove(PowerRows.NONE);
        left.values().removeIf(count -> count == 0);
        if (left.isEmpty()) {
            return PowerRows.NONE;
        }
        Map.Entry<String, Integer> only = left.entrySet().iterator().next();
        // More than once where it was taken by an act that recorded no step, and given again: nothing is gained by
        // that.
        return left.size() == 1 && only.getValue() >= 1 ? only.getKey() : null;
    }

    /** When the oldest entry was made that a power rests on. */
    Instant oldest(String subject) {
        return steps.getOrDefault(subject, List.of()).stream()
                .map(Step::at)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** The subjects of a kind that the trail has and a set of rows lacks. */
    List<String> without(String kind, Set<String> rows) {
        return steps.keySet().stream()
                .filter(subject -> subject.startsWith(kind + ":") && !rows.contains(subject))
                .filter(subject -> !PowerRows.NONE.equals(digest(subject)))
                .toList();
    }
}
