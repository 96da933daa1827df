package org.openbloctel.registry.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.database.CommitGroup;
import org.openbloctel.registry.database.Database;
import org.springframework.dao.DataAccessException;

/**
 * Gives entries their places in the chain. An entry is written in the transaction of its act, without a lock, and waits; after the commit
 * a group of entries is chained in one transaction that holds the head, before any of their acts is acknowledged. The hashes are made of
 * what this server has in memory, so that an entry altered meanwhile is found like any other. Entries of a server that was killed between
 * the two transactions stay, and {@link #chainLeft} chains them. Thread-safe.
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

    Chaining(Database database, AuditRows rows, Hashing hashing, Supplier<List<TrailSeal>> seals) {
        this.database = database;
        this.rows = rows;
        this.hashing = hashing;
        this.seals = seals;
    }

    /** Adds an entry in the transaction that is open. */
    void add(Instant at, AuditEntry entry) {
        Waiting waiting = Waiting.of(at, entry);
        rows.insertWaiting(waiting, waiting.mac(hashing));
        database.afterCommit(group, waiting);
    }

    /** A second time, if another server chained some of them meanwhile, or a connection broke. */
    private void chain(List<Waiting> entries) {
        try {
            chainAll(entries);
        } catch (DataAccessException e) {
            chainAll(entries);
        }
    }

    private void chainAll(List<Waiting> entries) {
        UUID[] ids = entries.stream().map(Waiting::id).toArray(UUID[]::new);
        database.runInAccounts(() -> {
            AuditRows.LockedHead head = rows.lockedHead(ids);
            append(head.link(), present(entries, head.waiting()));
        });
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

    private void append(Link head, List<Waiting> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<String> hashes = new ArrayList<>();
        Link last = head;
        for (Waiting entry : entries) {
            last = entry.after(last, hashing);
            hashes.add(last.hash());
        }
        rows.chain(head.seq(), entries.stream().map(Waiting::id).toArray(UUID[]::new), hashes.toArray(String[]::new));
    }

    /** Chains the entries that have waited for longer than {@code age}, and were written by a server. Returns how many. */
    int chainLeft(Duration age) {
        int chained = 0;
        long after = 0;
        while (true) {
            long from = after;
            List<Waiting.Row> left = database.inAccounts(() -> {
                Link head = rows.lockedHead();
                List<Waiting.Row> some = rows.waiting(from, MAX_TOGETHER, age);
                append(head, sound(some));
                return some;
            });
            chained += sound(left).size();
            if (left.size() < MAX_TOGETHER) {
                return chained;
            }
            after = left.getLast().n();
        }
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
