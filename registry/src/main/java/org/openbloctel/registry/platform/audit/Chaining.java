package org.openbloctel.registry.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.CommitGroup;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.dao.DataAccessException;

/**
 * Gives entries their places in the chain. An entry is written in the transaction of its act, without a lock, and waits; after the commit
 * a group of entries is chained in one transaction that holds the head, before any of their acts is acknowledged: in one statement where
 * this server alone writes, since it knows the head then. The hashes are made of what this server has in memory, so that an entry altered
 * meanwhile is found like any other. A group is chained only if the trail still has the latest head that this server saw ({@link HeadMemory}); else
 * entries wait. Entries of a server that was killed between the two transactions stay, and {@link #chainLeft} chains
 * them. Thread-safe.
 */
final class Chaining {
    /** An entry that waits for so long is a fault: jobs chain those that a server left after some seconds. */
    static final Duration OVERDUE = Duration.ofMinutes(1);

    private static final int MAX_TOGETHER = 500;

    private final Database database;
    private final AuditRows rows;
    private final Hashing hashing;
    private final Supplier<List<TrailSeal>> seals;
    private final CommitGroup<Waiting> group = CommitGroup.repeatable(this::chain);

    private final HeadMemory memory;
    private final InstantSource clock;

    /** Whether no other server chained entries between the last two groups. */
    private volatile boolean alone;

    Chaining(
            Database database,
            Hashing hashing,
            Supplier<List<TrailSeal>> seals,
            HeadMemory memory,
            InstantSource clock) {
        this.database = database;
        this.rows = new AuditRows(database);
        this.hashing = hashing;
        this.seals = seals;
        this.memory = memory;
        this.clock = clock;
    }

    /** Adds an entry in the transaction that is open. */
    void add(Instant at, AuditEntry entry) {
        Waiting waiting = Waiting.of(at, entry);
        rows.writeWaiting(waiting, waiting.mac(hashing));
        database.afterCommit(group, waiting);
    }

    /** A second time, if another server chained some of them meanwhile, or a connection broke. */
    private void chain(List<Waiting> entries) {
        if (memory.isContradicted()) {
            return; // they wait
        }
        try {
            if (!isChainedAtOnce(entries)) {
                chainAll(entries);
            }
        } catch (DataAccessException e) {
            chainAll(entries);
        }
    }

    /**
     * In one round trip, behind the latest head that this server saw: it is still the head where no other server writes. False when it is
     * not, or is not likely to be.
     */
    private boolean isChainedAtOnce(List<Waiting> entries) {
        Link head = memory.known();
        if (head == null || !alone) {
            return false;
        }
        alone = false;
        Hashed hashed = Hashed.behind(head, entries, hashing);
        if (!rows.chainBehind(head, ids(entries), hashed.hashes())) {
            return false;
        }
        memory.saw(hashed.last(), clock.instant());
        alone = true;
        return true;
    }

    private void chainAll(List<Waiting> entries) {
        Link known = memory.known();
        Optional<Link> left = database.inAccounts(() -> {
            AuditRows.LockedHead head = rows.lockedHead(known, ids(entries));
            alone = known == null || known.equals(head.link());
            return head.holds()
                    ? Optional.of(append(head.link(), present(entries, head.waiting())))
                    : Optional.<Link>empty();
        });
        note(left);
    }

    /** After the commit: a head that was rolled back was never there. */
    private void note(Optional<Link> left) {
        left.ifPresentOrElse(head -> memory.saw(head, clock.instant()), memory::contradict);
    }

    private static UUID[] ids(List<Waiting> entries) {
        return entries.stream().map(Waiting::id).toArray(UUID[]::new);
    }

    /** Those to be chained: one whose row is gone was chained by another server, or was removed by the owner of the database. */
    private List<Waiting> present(List<Waiting> entries, Set<UUID> waiting) {
        List<Waiting> present = new ArrayList<>();
        for (Waiting entry : entries) {
            if (waiting.contains(entry.id())) {
                present.add(entry);
            } else if (!rows.isChained(entry)) {
                rows.insertWaiting(entry, entry.mac(hashing));
                present.add(entry);
            }
        }
        return present;
    }

    /** Returns the head that these entries lead to. */
    private Link append(Link head, List<Waiting> entries) {
        Hashed hashed = Hashed.behind(head, entries, hashing);
        if (!entries.isEmpty()) {
            rows.chain(head.seq(), ids(entries), hashed.hashes());
        }
        return hashed.last();
    }

    /**
     * Entries with their hashes, the one behind the other.
     *
     * @param last the link of the last; without entries the one that they were to follow
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    private record Hashed(String[] hashes, Link last) {
        static Hashed behind(Link head, List<Waiting> entries, Hashing hashing) {
            List<String> hashes = new ArrayList<>();
            Link last = head;
            for (Waiting entry : entries) {
                last = entry.after(last, hashing);
                hashes.add(last.hash());
            }
            return new Hashed(hashes.toArray(String[]::new), last);
        }
    }

    /** Chains the entries that have waited for longer than {@code age}, and were written by a server. Returns how many. */
    int chainLeft(Duration age) {
        int chained = 0;
        long after = 0;
        while (!memory.isContradicted()) {
            Link known = memory.known();
            Left left = chainSome(known, after, age);
            note(left.head());
            chained += left.chained();
            if (left.some().size() < MAX_TOGETHER) {
                return chained;
            }
            after = left.some().getLast().n();
        }
        return chained;
    }

    /**
     * The result for entries that a server left.
     *
     * @param head the head since; empty when the trail lacks the head that was known
     */
    private record Left(List<Waiting.Row> some, int chained, Optional<Link> head) {}

    private Left chainSome(@Nullable Link known, long after, Duration age) {
        return database.inAccounts(() -> {
            AuditRows.LockedHead head = rows.lockedHead(known);
            if (!head.holds()) {
                return new Left(List.of(), 0, Optional.empty());
            }
            List<Waiting.Row> some = rows.waiting(after, MAX_TOGETHER, age);
            List<Waiting> sound = sound(some);
            return new Left(some, sound.size(), Optional.of(append(head.link(), sound)));
        });
    }

    private List<Waiting> sound(List<Waiting.Row> some) {
        List<TrailSeal> known = some.isEmpty() ? List.of() : seals.get();
        return some.stream()
                .filter(row -> row.isSound(known))
                .map(Waiting.Row::waiting)
                .toList();
    }

    /** What is wrong with entries that wait: as many as show that something is. */
    void check(TrailFinding.Collector findings) {
        List<TrailSeal> known = seals.get();
        for (Waiting.Row row : rows.waiting(0, MAX_TOGETHER, OVERDUE)) {
            TrailFinding.Kind kind = row.isSound(known) ? TrailFinding.Kind.UNCHAINED : TrailFinding.Kind.FOREIGN;
            findings.add(TrailFinding.ofWaiting(kind, row.waiting().at()));
        }
    }
}
