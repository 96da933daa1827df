package org.openbloctel.registry.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The audit trail: entries are added and read, nothing else; the database role may not change them. Each entry's hash covers
 * the one before, so that an altered, missing or moved entry shows. Hashes are made with a key that a master key wraps, so that the
 * owner of the database cannot hash a changed trail anew; what keyed hashes alone do not show, a trail that was cut at its end, is found
 * by {@link Checkpoints}. Thread-safe. An entry is written in the transaction of its act and gets its place in the chain right after the
 * commit, together with those of other writers ({@link Chaining}), before {@link Database#inAccounts} returns.
 */
public final class AuditTrail {
    /** Entries are kept for so long: as long as a claim can be brought (C. civ. art. 2224). */
    public static final Period KEPT = Period.ofYears(5);

    static final String FORGOTTEN = "audit.forgotten";
    static final String ROOT_SEQ = "root";
    static final String ROOT_HASH = "rootHash";

    private final Database database;
    private final AuditRows rows;
    private final MasterKeys keys;
    private final InstantSource clock;
    private final Hashing hashing;
    private final Follower follower;
    private final HeadMemory memory = new HeadMemory();
    private final Chaining chaining;

    /** Over a database; seals the trail by these keys where it is not sealed yet. */
    public AuditTrail(Database database, MasterKeys keys, InstantSource clock) {
        this(database, keys, clock, (at, entry) -> {});
    }

    /** A trail of which each new entry is passed on. */
    public AuditTrail(Database database, MasterKeys keys, InstantSource clock, Follower follower) {
        this(database, keys, clock, follower, null);
    }

    /** A trail that is only read: it is not sealed here, and takes no entries. */
    public static AuditTrail readOnly(Database database, MasterKeys keys, InstantSource clock) {
        return new AuditTrail(database, keys, clock, (at, entry) -> {}, Hashing.PLAIN);
    }

    private AuditTrail(
            Database database, MasterKeys keys, InstantSource clock, Follower follower, @Nullable Hashing hashing) {
        this.database = database;
        this.rows = new AuditRows(database);
        this.keys = keys;
        this.clock = clock;
        this.follower = follower;
        this.hashing = hashing == null ? current().orElseGet(this::seal) : hashing;
        this.chaining = new Chaining(database, this.hashing, this::seals, memory, clock);
    }

    private Optional<Hashing> current() {
        List<TrailSeal> seals = seals();
        return seals.isEmpty() ? Optional.empty() : seals.getLast().hashing();
    }

    private List<TrailSeal> seals() {
        return rows.seals((row, n) -> {
            Link from = new Link(row.getLong("seq"), row.getString("hash"));
            Link root = new Link(row.getLong("root_seq"), row.getString("root_hash"));
            return new TrailSeal(from, root, Columns.instant(row, "at"), opened(row.getBytes("key"), from, root));
        });
    }

    private Optional<Hashing> opened(byte[] wrapped, Link from, Link root) {
        try {
            return Optional.of(Hashing.keyed(keys.unwrap(wrapped, TrailSeal.context(from, root))));
        } catch (MasterKeys.LostKeyException e) {
            return Optional.empty();
        }
    }

    /** Sets a seal on the latest entry. Of several servers that start at once one does; the others wait and take its key. */
    private Hashing seal() {
        return database.inAccounts(() -> {
            Link head = rows.lockedHead();
            return current().orElseGet(() -> {
                byte[] key = MasterKeys.newDataKey();
                Link root = rows.root();
                rows.insertSeal(head, root, now(), keys.wrap(key, TrailSeal.context(head, root)));
                Hashing sealed = Hashing.keyed(key);
                if (head.seq() > 0) {
                    String behind = Long.toString(head.seq());
                    append(sealed, head, new AuditEntry("system", "audit.sealed", "audit", Map.of("behind", behind)));
                }
                return sealed;
            });
        });
    }

    /** Adds an entry, in the transaction that is open or in one of its own. */
    public void record(AuditEntry entry) {
        database.runInAccounts(() -> {
            chaining.add(now(), entry);
            follower.recorded(now(), entry);
        });
    }

    private void append(Hashing by, Link head, AuditEntry entry) {
        Waiting next = Waiting.of(now(), entry);
        rows.append(next.after(head, by), next);
    }

    /** To the microsecond: what PostgreSQL keeps is what was hashed. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The latest entry's place and hash, by which the trail up to there can be told from any other. */
    public Link head() {
        return rows.head();
    }

    /** What the first entry that is kept is linked to. */
    Link root() {
        return rows.root();
    }

    /** Behind which entry the hashes are keyed, and since when: the last seal. */
    public Sealed sealed() {
        TrailSeal seal = seals().getLast();
        return new Sealed(seal.from().seq(), seal.at());
    }

    /** When the last seal was set; empty where no server has started. */
    public Optional<Instant> sealedAt() {
        return seals().stream().reduce((before, after) -> after).map(TrailSeal::at);
    }

    /** Receives each new entry, in its transaction: what it does happens if and only if the act does. */
    @FunctionalInterface
    public interface Follower {
        void recorded(Instant at, AuditEntry entry);
    }

    /** The latest entries before a sequence number, newest first. */
    public List<AuditEntry.Recorded> before(long seq, int limit) {
        return rows.before(seq, limit);
    }

    /** The latest entries before a sequence number that a filter lets through, newest first. */
    public List<AuditEntry.Recorded> find(Filter filter, long before, int limit) {
        return rows.find(filter.actor(), filter.action(), filter.subject(), before, limit);
    }

    /** The latest {@link AuditEntry.Reserved} entries before a sequence number, newest first. */
    public List<AuditEntry.Recorded> reserved(long before, int limit) {
        return rows.reserved(before, limit);
    }

    /** The latest entries about a subject, newest first. */
    public List<AuditEntry.Recorded> about(String subject, int limit) {
        return rows.about(subject, limit);
    }

    /** {@link Checkpoints#check}, without the checkpoints themselves: the trail, and the heads that were seen of it. */
    void check(List<Sighting> seen, Sighting.Witness witness, TrailFinding.Collector findings) {
        List<Sighting> all = withOwn(seen);
        database.runInAccounts(() -> {
            rows.beginReading();
            TrailCheck check = new TrailCheck(rows.root(), seals(), all, findings);
            rows.each(row -> check.entry(
                    new Link(row.getLong("seq"), row.getString("hash")),
                    AuditRows.recorded(row, 0),
                    AuditRows.details(row)));
            check.end(rows.head());
            witness.each(some -> {
                AuditRows.Standing standing = standing(some);
                some.stream()
                        .filter(one -> standing.lacks(one, erased()))
                        .forEach(one -> check.contradict(one, standing.head().seq()));
            });
            chaining.check(findings);
        });
    }

    /** Before the trail is read: it must have what was seen by then. */
    private List<Sighting> withOwn(List<Sighting> seen) {
        return Stream.concat(seen.stream(), memory.sightings().stream()).toList();
    }

    /** Entries from before have no reason to stay. */
    private Instant erased() {
        return LegalCalendar.startOf(LegalCalendar.today(clock).minus(KEPT));
    }

    private AuditRows.Standing standing(List<Sighting> some) {
        return rows.standing(some.stream().map(one -> one.head().seq()).toList());
    }

    /**
     * The heads that the trail lacks, of these and of those that this server saw, by their places; without those of a restore that people
     * accepted. While there is one, this server chains no entries. Outside of a transaction.
     */
    List<Sighting> lost(List<Sighting> seen) {
        List<Sighting> all = withOwn(seen);
        AuditRows.Standing standing = standing(all);
        List<Sighting> lacking = all.stream()
                .filter(one -> standing.lacks(one, erased()))
                .sorted(Comparator.comparingLong(one -> one.head().seq()))
                .toList();
        List<TrailCheck.AcceptedRestore> accepted = lacking.isEmpty() ? List.of() : acceptedRestores();
        List<Sighting> lost = lacking.stream()
                .filter(one -> accepted.stream().noneMatch(restore -> restore.explains(one)))
                .toList();
        if (!lost.isEmpty()) {
            memory.contradict(lost.getLast());
        } else if (lacking.isEmpty() && !memory.isContradicted()) {
            memory.saw(standing.head(), now());
        } else {
            memory.resume(standing.head(), now());
        }
        return lost;
    }

    private List<TrailCheck.AcceptedRestore> acceptedRestores() {
        List<Hashing> sealing = sealing();
        return rows.ofTrail(TrailCheck.AcceptedRestore.ACTION).stream()
                .filter(one -> one.isSealedBy(sealing))
                .flatMap(one -> TrailCheck.AcceptedRestore.in(one.entry()).stream())
                .toList();
    }

    /** Makes the reads of this transaction see the trail at one moment. */
    void beginReading() {
        rows.beginReading();
    }

    /** The powers by the sealed entries: the known ones and the entries since, or all entries where the trail is another one. */
    PowerLedger powers(PowerLedger known) {
        Link scanned = known.scanned();
        AuditRows.Standing standing = rows.standing(List.of(scanned.seq()));
        boolean holds = scanned.seq() <= standing.head().seq()
                && scanned.hash().equals(standing.hashes().get(scanned.seq()));
        PowerLedger ledger = holds ? known : new PowerLedger();
        List<AuditRows.Linked> entries = rows.powers(ledger.scanned().seq());
        List<Hashing> sealing = sealing();
        entries.stream()
                .filter(one -> one.isSealedBy(sealing))
                .forEach(one -> ledger.add(
                        one.link().seq(), one.entry().at(), one.entry().entry()));
        ledger.scannedTo(standing.head());
        return ledger;
    }

    /** The entries about powers that wait for their places, as servers wrote them. */
    List<AuditEntry.Recorded> waitingPowers() {
        List<Waiting.Row> waiting = rows.waitingPowers();
        List<TrailSeal> known = waiting.isEmpty() ? List.of() : seals();
        return waiting.stream()
                .filter(row -> row.isSound(known))
                .map(row -> new AuditEntry.Recorded(
                        Long.MAX_VALUE, row.waiting().at(), row.waiting().entry()))
                .toList();
    }

    /** Whether a sealed entry without a digest has one of these actions on one of these subjects, behind a place. */
    boolean hasPlain(Collection<String> subjects, Collection<String> actions, long behind) {
        List<AuditRows.Linked> entries = rows.plain(subjects, actions, behind);
        List<Hashing> sealing = entries.isEmpty() ? List.of() : sealing();
        return entries.stream().anyMatch(one -> one.isSealedBy(sealing));
    }

    private List<Hashing> sealing() {
        return seals().stream().flatMap(seal -> seal.hashing().stream()).toList();
    }

    /** Records that entries are lost from a place on, at once behind the head, in the transaction that is open. */
    void acceptLoss(long from, Link seen, String actor) {
        Link head = rows.lockedHead();
        append(
                hashing,
                head,
                new AuditEntry(
                        actor,
                        TrailCheck.AcceptedRestore.ACTION,
                        TrailCheck.AcceptedRestore.SUBJECT,
                        Map.of(
                                TrailCheck.AcceptedRestore.FROM,
                                Long.toString(from),
                                "seen",
                                Long.toString(seen.seq()),
                                "seenHash",
                                seen.hash(),
                                "head",
                                Long.toString(head.seq()))));
    }

    /** Whether this server chains no entries, since the trail lacks a head that was seen. */
    public boolean isContradicted() {
        return memory.isContradicted();
    }

    /** Chains the entries that have waited for longer than {@code age}: those of a server that was killed. Returns how many. */
    public int chainLeft(Duration age) {
        return chaining.chainLeft(age);
    }

    /** For how long the oldest entry has waited for its place in the chain. */
    public Duration oldestWaiting() {
        return rows.oldestWaiting();
    }

    /**
     * Forgets the entries that are too old to be needed; the chain goes on from the last of them. The database does it, by a
     * role of its own that also looks at how old they are.
     *
     * @return how many
     */
    public int forget() {
        Instant before = erased();
        if (!lost(List.of()).isEmpty()) {
            return 0; // the entry about it would have no place
        }
        return database.inAccounts(() -> {
            int erased = rows.forget(before);
            if (erased > 0) {
                Link root = rows.root();
                // At once: a trail whose beginning moved without this entry looks cut.
                append(
                        hashing,
                        rows.lockedHead(),
                        new AuditEntry(
                                "system",
                                FORGOTTEN,
                                "audit",
                                Map.of(
                                        "entries",
                                        Integer.toString(erased),
                                        ROOT_SEQ,
                                        Long.toString(root.seq()),
                                        ROOT_HASH,
                                        root.hash())));
            }
            return erased;
        });
    }

    /**
     * What to look for; empty texts let everything through.
     *
     * @param actor who did it, whole
     * @param action the beginning of what was done
     * @param subject to what it was done, whole
     */
    public record Filter(String actor, String action, String subject) {}

    /**
     * The last seal.
     *
     * @param behind the last entry that is not sealed; 0 when all are
     * @param at when it was set
     */
    public record Sealed(long behind, Instant at) {}
}
