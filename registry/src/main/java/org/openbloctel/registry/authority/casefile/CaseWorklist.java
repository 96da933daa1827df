package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.Inspector;

/**
 * The cases that wait for an inspector, with their reasons. Reads, and decides nothing; what it lists leaves the list once an inspector has proposed
 * or confirmed a decision. Thread-safe.
 */
public final class CaseWorklist {
    private final CaseRegister register;

    /** Over this register. */
    public CaseWorklist(CaseRegister register) {
        this.register = register;
    }

    /** The reason for an entry of the list. */
    public sealed interface Why {
        /** The company answered, last at that time. */
        record Observed(Instant at) implements Why {}

        /** The company's time to answer ended on that day. */
        record TermPassed(LocalDate until) implements Why {}

        /** A decision waits for a second inspector. */
        record ToConfirm(UUID proposer, Instant at) implements Why {}

        /** Signals about the company that no inspector settled. */
        record Signalled(long signals) implements Why {}

        /** Complaints that joined those of the case since they were taken into it, and can be added. */
        record Joined(long complaints) implements Why {}
    }

    /**
     * A case, with all reasons.
     *
     * @param own whether the reader has the case
     */
    public record Item(CaseFile file, boolean own, List<Why> why) {
        /** Copies the list. */
        public Item {
            why = List.copyOf(why);
        }

        /** The same, with one more reason. */
        public Item and(Why more) {
            List<Why> all = new ArrayList<>(why);
            all.add(more);
            return new Item(file, own, all);
        }
    }

    /**
     * A beginning of the list.
     *
     * @param more whether there are more cases
     */
    public record Listed(List<Item> items, boolean more) {
        /** Copies the list. */
        public Listed {
            items = List.copyOf(items);
        }
    }

    /**
     * The cases that wait, then those for which this inspector gets the mails and that more complaints joined or that have signals about their
     * company.
     *
     * @param signals how many signals that no inspector settled there are about each company
     */
    public Listed list(Inspector inspector, Map<UUID, Long> signals, int limit) {
        List<Item> waiting = items(inspector, limit + 1);
        Set<UUID> listed = waiting.stream().map(item -> item.file().id()).collect(Collectors.toSet());
        Predicate<CaseFile> reached = register.reaching(inspector);
        List<CaseFile> open = register.collecting().stream().filter(reached).toList();
        Map<UUID, Long> late = register.late(open);
        Stream<CaseFile> joined = open.stream().filter(file -> late.containsKey(file.id()));
        Stream<CaseFile> signalled = register.undecided(signals.keySet()).stream()
                .filter(file -> reached.test(file) && !late.containsKey(file.id()));
        Stream<Item> others = Stream.concat(joined, signalled)
                .filter(file -> !listed.contains(file.id()))
                .sorted(Comparator.comparing((CaseFile file) -> !has(inspector, file))
                        .thenComparing(CaseFile::number, Comparator.reverseOrder()))
                .map(file -> new Item(file, has(inspector, file), List.of()));
        List<Item> all = Stream.concat(waiting.stream(), others)
                .map(item -> withMore(item, late.get(item.file().id()), signals))
                .toList();
        return new Listed(all.stream().limit(limit).toList(), all.size() > limit);
    }

    private static Item withMore(Item item, @Nullable Long late, Map<UUID, Long> signals) {
        Item joined = late == null ? item : item.and(new Why.Joined(late));
        UUID company = item.file().company();
        Long found = company == null ? null : signals.get(company);
        return found == null ? joined : joined.and(new Why.Signalled(found));
    }

    /**
     * Those that wait: decisions to confirm first, then cases of the inspector, then the longest unchanged. A decision that the inspector proposed
     * waits for others.
     */
    List<Item> items(Inspector inspector, int limit) {
        LocalDate today = register.today();
        return register.waiting(inspector, today, limit).stream()
                .map(one -> new Item(one.file(), has(inspector, one.file()), why(one, today)))
                .toList();
    }

    private static List<Why> why(CaseRows.Waiting one, LocalDate today) {
        List<Why> why = new ArrayList<>();
        UUID proposer = one.proposer();
        Instant proposedAt = one.proposedAt();
        Instant observedAt = one.observedAt();
        LocalDate until = one.file().answerUntil();
        if (proposer != null && proposedAt != null) {
            why.add(new Why.ToConfirm(proposer, proposedAt));
            return why;
        }
        if (observedAt != null) {
            why.add(new Why.Observed(observedAt));
        }
        if (until != null && until.isBefore(today)) {
            why.add(new Why.TermPassed(until));
        }
        return why;
    }

    private static boolean has(Inspector inspector, CaseFile file) {
        return file.opening().inspector().equals(inspector.id());
    }

    /** A signal was raised about a company: the inspectors who have cases against it get a mail, in the caller's transaction. */
    public void signalled(UUID company) {
        register.undecided(Set.of(company)).forEach(register::notify);
    }
}
