package org.openbloctel.registry.list.guard;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Which canaries there are, and who asked for one. A look-up only notes it in memory, for a canary's answer must take no longer than
 * another's: the next exchange writes it down. A file's sightings are written in the transaction that publishes it. Thread-safe.
 */
final class CanaryWatch {
    static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private final Database database;
    private final CanaryRows rows;
    private final GuardRows uses;
    private final MasterKeys master;
    private final Map<Seen, Times> waiting = new HashMap<>();
    private volatile CanarySet canaries = CanarySet.NONE;
    private volatile long version = -1;

    CanaryWatch(Database database, MasterKeys master) {
        this.database = database;
        this.rows = database.rows(CanaryRows.class);
        this.uses = new GuardRows(database);
        this.master = master;
    }

    private record Seen(Asker asker, long canary) {}

    private record Times(Instant first, Instant last, long times) {
        Times plus(Times more) {
            return new Times(first, more.last, times + more.times);
        }
    }

    static String sealedFor(UUID batch) {
        return "canaries:" + batch;
    }

    static byte[] bytes(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        LongStream.of(numbers).forEach(bytes::putLong);
        return bytes.array();
    }

    long[] open(CanaryRows.Sealed batch) {
        byte[] sealed = batch.sealed();
        if (sealed == null) {
            return new long[0];
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(master.unwrap(sealed, sealedFor(batch.batch().id())));
        return LongStream.generate(bytes::getLong)
                .limit(bytes.remaining() / Long.BYTES)
                .toArray();
    }

    /** Those that are on the list, as far as this server knows. */
    CanarySet canaries() {
        return canaries;
    }

    /** Learns which there are now. */
    void reload() {
        long current = rows.version();
        if (current != version) {
            long[] numbers = rows.sealed().stream()
                    .filter(batch -> batch.batch().isListed())
                    .flatMapToLong(batch -> LongStream.of(open(batch)))
                    .toArray();
            canaries = new CanarySet(numbers);
            version = current;
        }
    }

    /** Notes the canaries among numbers that are answered. Hot code. */
    void answered(Asker asker, PrintKey key, long[] e164s, int n, Instant now) {
        CanarySet known = canaries;
        if (known.size() == 0) {
            return;
        }
        for (int i = 0; i < n; i++) {
            if (known.holds(e164s[i])) {
                add(new Seen(asker, key.print(e164s[i])), new Times(now, now, 1));
            }
        }
    }

    private void add(Seen seen, Times times) {
        synchronized (waiting) {
            waiting.merge(seen, times, Times::plus);
        }
    }

    /** Learns which canaries there are now, and writes down what was noted; returns the companies that asked. */
    Set<UUID> write() {
        reload();
        Map<Seen, Times> taken;
        synchronized (waiting) {
            taken = new HashMap<>(waiting);
            waiting.clear();
        }
        try {
            database.runInAccounts(() -> taken.forEach((seen, times) ->
                    rows.sight(seen.asker, seen.canary, times.first, times.last, times.times, times.first)));
        } catch (RuntimeException e) {
            taken.forEach(this::add);
            throw e;
        }
        Set<UUID> companies = new HashSet<>();
        taken.keySet().forEach(seen -> companies.add(seen.asker.company()));
        return companies;
    }

    /** Writes down the canaries of a file, in its transaction. */
    void inFile(Asker asker, Reading reading, Instant now, boolean returned) {
        for (long canary : reading.canaries()) {
            rows.sight(asker, canary, now, now, 1, returned ? now : null);
        }
    }

    /** The sign of a company that asked for canaries, with those of a file that is not written down yet. */
    List<Sign.Found> found(UUID company, Collection<Long> more, double moreFresh, LocalDate today) {
        CanaryOdds burst = odds(company, more, moreFresh, today, Guard.WATCHED_DAYS);
        return burst.isGross()
                ? burst.found()
                : whole(company, more, moreFresh, today).found();
    }

    /** The same when it is too weak for a stop. */
    Optional<Sign.Found> noted(UUID company, LocalDate today) {
        return whole(company, Set.of(), 0, today).noted();
    }

    /** Of all numbers that the company knows: a canary that came to the list later may have stood in its files before. */
    private CanaryOdds whole(UUID company, Collection<Long> more, double moreFresh, LocalDate today) {
        return odds(company, more, moreFresh, today, Asked.KNOWN_DAYS);
    }

    private CanaryOdds odds(UUID company, Collection<Long> more, double moreFresh, LocalDate today, int days) {
        LocalDate since = today.minusDays(days - 1L);
        int asked = rows.asked(company, LegalCalendar.startOf(since), more);
        double fresh = uses.watched(since, company).counts().fresh() + moreFresh;
        return CanaryOdds.of(asked, fresh, canaries.size(), PLAN);
    }

    /** A person has looked at what this company asked for. */
    void forgetSigns(UUID company) {
        rows.forgetSigns(company, Set.of());
    }
}
