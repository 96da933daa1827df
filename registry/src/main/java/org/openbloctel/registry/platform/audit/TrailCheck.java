package org.openbloctel.registry.platform.audit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A walk over the chain, entry by entry, beside the seals and the heads that are known of it. Holds those and no entry. For one walk,
 * by one thread.
 */
final class TrailCheck {
    private final Link root;
    private final Deque<TrailSeal> seals;
    private final Deque<Sighting> seen;
    private final List<Sighting> contradicted = new ArrayList<>();
    private final List<AcceptedRestore> accepted = new ArrayList<>();
    private final TrailFinding.Collector findings;
    private Optional<Hashing> hashing = Optional.of(Hashing.PLAIN);
    private Link expectedRoot = Link.START;
    private Link last;

    TrailCheck(Link root, List<TrailSeal> seals, List<Sighting> seen, TrailFinding.Collector findings) {
        this.root = root;
        this.seals = new ArrayDeque<>(seals);
        this.seen = new ArrayDeque<>(seen.stream()
                .filter(sighting -> sighting.head().seq() >= root.seq())
                .sorted(Comparator.comparingLong(sighting -> sighting.head().seq()))
                .toList());
        this.findings = findings;
        this.last = root;
        reach(root);
    }

    void entry(Link link, AuditEntry.Recorded entry, String... details) {
        Link expected =
                hashing.map(by -> last.next(by, entry, details)).orElseGet(() -> new Link(last.seq() + 1, link.hash()));
        if (!link.equals(expected)) {
            findings.add(TrailFinding.ofEntry(TrailFinding.Kind.ENTRY, last.seq() + 1));
        } else if (hashing.filter(by -> by != Hashing.PLAIN).isPresent()) {
            AcceptedRestore.in(entry).ifPresent(accepted::add);
        }
        last = link;
        erasure(entry.entry()).ifPresent(end -> expectedRoot = end);
        reach(link);
    }

    /** What an entry says of where the trail begins since. */
    private static Optional<Link> erasure(AuditEntry entry) {
        String seq = entry.details().get(AuditTrail.ROOT_SEQ);
        String hash = entry.details().get(AuditTrail.ROOT_HASH);
        return entry.action().equals(AuditTrail.FORGOTTEN) && seq != null && hash != null
                ? Optional.of(new Link(Long.parseLong(seq), hash))
                : Optional.empty();
    }

    private void reach(Link link) {
        while (!seals.isEmpty() && seals.getFirst().from().seq() <= link.seq()) {
            TrailSeal seal = seals.removeFirst();
            hashing = seal.hashing();
            expectedRoot = seal.root();
            if (hashing.isEmpty()) {
                findings.add(TrailFinding.ofSeal(TrailFinding.Kind.SEAL_LOST, seal));
            } else if (seal.from().seq() == link.seq() && !seal.from().equals(link)) {
                findings.add(TrailFinding.ofSeal(TrailFinding.Kind.BEFORE_SEAL, seal));
            }
        }
        while (!seen.isEmpty() && seen.getFirst().head().seq() <= link.seq()) {
            Sighting sighting = seen.removeFirst();
            if (!sighting.head().equals(link)) {
                contradicted.add(sighting);
            }
        }
    }

    void end(Link head) {
        if (!head.equals(last)) {
            findings.add(TrailFinding.ofEntry(TrailFinding.Kind.ENTRY, last.seq() + 1));
        }
        if (!root.equals(expectedRoot)) {
            findings.add(TrailFinding.ofEntry(TrailFinding.Kind.BEGINNING, root.seq()));
        }
        contradicted.addAll(seen);
        contradicted.forEach(sighting -> contradict(sighting, head.seq()));
    }

    /** Adds a finding, unless two people accepted that the entry was lost. After the walk. */
    void contradict(Sighting sighting, long end) {
        if (accepted.stream().noneMatch(restore -> restore.explains(sighting))) {
            findings.add(sighting.contradicted(end));
        }
    }

    /**
     * A loss of entries that two people accepted, since the database was put back from a backup. Its entry is part of the chain.
     *
     * @param from the first place whose entry may be another one than before
     * @param at when it was accepted: heads that were seen later are not explained by it
     */
    record AcceptedRestore(long from, Instant at) {
        static final String ACTION = "audit.restore-accepted";
        static final String SUBJECT = "audit";
        static final String FROM = "from";

        static Optional<AcceptedRestore> in(AuditEntry.Recorded entry) {
            String from = entry.entry().details().get(FROM);
            return entry.entry().action().equals(ACTION) && from != null
                    ? Optional.of(new AcceptedRestore(Long.parseLong(from), entry.at()))
                    : Optional.empty();
        }

        boolean explains(Sighting sighting) {
            return sighting.head().seq() >= from && !sighting.at().isAfter(at);
        }
    }
}
