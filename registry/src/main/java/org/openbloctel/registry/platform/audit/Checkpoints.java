package org.openbloctel.registry.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The trail's head, kept once a day where the owner of the database does not reach: signed, in the database and as a file in a folder.
 * A trail that was cut or rewritten does not go together with them. Checkpoints are numbered, and each has the digest of the one
 * before: a missing one shows. They are kept for good; none has anything of an entry. Between them the folder gets heads, of which each is
 * signed alone and stays for days ({@link TrailWatch}). Thread-safe.
 */
public final class Checkpoints {
    private static final Duration OVERDUE = Duration.ofDays(2);
    private static final Duration HEADS_KEPT = Duration.ofDays(3);

    private final Database database;
    private final AuditTrail trail;
    private final AuditRows rows;
    private final Signer signer;
    private final CheckpointFolder folder;
    private final InstantSource clock;

    public Checkpoints(
            Database database, AuditTrail trail, Signer signer, CheckpointFolder folder, InstantSource clock) {
        this.database = database;
        this.trail = trail;
        this.rows = new AuditRows(database);
        this.signer = signer;
        this.folder = folder;
        this.clock = clock;
    }

    /** Signs checkpoints, and reads what it signed; other papers that it signed name heads of the trail, too. */
    public interface Signer extends Sighting.Witness {
        /** The signed form of a JSON text. */
        String sign(String json);

        /** The JSON text in a signed form; empty when no key of this service signed it. */
        Optional<String> read(String jws);
    }

    /** Takes today's checkpoint unless it is there, then writes those that the folder lacks. Returns the latest number. */
    public long take() {
        SortedMap<Long, String> all = rows.checkpoints();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (latest(all).filter(last -> isToday(last, now)).isEmpty()) {
            add(all, now);
        }
        // The database only: what a folder has and the database lacks is a finding, and this would hide it.
        folder.add(all);
        folder.forgetHeads(now.minus(HEADS_KEPT));
        return all.isEmpty() ? 0 : all.lastKey();
    }

    /** Writes a head to the folder, signed, as the checkpoints have it: for the days until the next of them have passed. */
    void keep(Sighting seen) {
        Link root = trail.root();
        long entries = Math.max(0, seen.head().seq() - root.seq());
        Instant at = seen.at().truncatedTo(ChronoUnit.MILLIS);
        folder.addHead(
                at, signer.sign(new Checkpoint(Checkpoint.FORMAT, 0, at, entries, seen.head(), root, "").json()));
    }

    /** The heads that stand in the folder, in checkpoints and in the latest certificates. */
    List<Sighting> sightings() {
        Stream<String> signed = Stream.concat(
                folder.read().values().stream().flatMap(Set::stream), rows.checkpoints().values().stream());
        return Stream.of(
                        signed.distinct().flatMap(jws -> read(jws).stream()).map(Sighting::of),
                        heads().stream(),
                        signer.latest().stream())
                .flatMap(all -> all)
                .toList();
    }

    private List<Sighting> heads() {
        return folder.heads().stream()
                .flatMap(jws -> read(jws).stream())
                .map(head -> Sighting.ofServer(head.head(), head.at()))
                .toList();
    }

    /** Puts checkpoints of the folder that a restored database lacks back into it: the numbers go on behind them. */
    void takeBack() {
        SortedMap<Long, String> kept = rows.checkpoints();
        folder.read().forEach((n, forms) -> {
            String jws = forms.iterator().next();
            if (!kept.containsKey(n) && forms.size() == 1) {
                read(jws).ifPresent(checkpoint -> rows.insertCheckpoint(n, checkpoint.at(), jws));
            }
        });
    }

    /** When the latest checkpoint was taken; empty before the first. */
    public Optional<Instant> latestAt() {
        return rows.latestCheckpointAt();
    }

    private static boolean isToday(Checkpoint last, Instant now) {
        return LegalCalendar.dayOf(last.at()).equals(LegalCalendar.dayOf(now));
    }

    private void add(SortedMap<Long, String> all, Instant now) {
        long n = all.isEmpty() ? 1 : all.lastKey() + 1;
        String previous = last(all).map(Checkpoint::digest).orElse("");
        String jws = database.inAccounts(() -> {
            Link head = rows.head();
            Link root = rows.root();
            return signer.sign(
                    new Checkpoint(Checkpoint.FORMAT, n, now, head.seq() - root.seq(), head, root, previous).json());
        });
        if (rows.insertCheckpoint(n, now, jws)) {
            all.put(n, jws);
        }
    }

    private Optional<Checkpoint> latest(SortedMap<Long, String> all) {
        return last(all).flatMap(this::read);
    }

    private static <T> Optional<T> last(SortedMap<Long, T> all) {
        return all.values().stream().reduce((before, after) -> after);
    }

    private Optional<Checkpoint> read(String jws) {
        try {
            return signer.read(jws).map(Checkpoint::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What is wrong with the trail, with the checkpoints, and between them. Reads the trail as it is at one moment, some entries at a time;
     * writers go on meanwhile.
     */
    public Checked check() {
        SortedMap<Long, Set<String>> all = folder.read();
        List<Sighting> seen = new ArrayList<>(heads());
        SortedMap<Long, String> kept = rows.checkpoints();
        TrailFinding.Collector findings = new TrailFinding.Collector();
        compare(kept, all, findings);
        kept.forEach((n, jws) -> all.computeIfAbsent(n, none -> new HashSet<>()).add(jws));
        SortedMap<Long, Checkpoint> sound = new TreeMap<>();
        all.forEach((n, forms) -> {
            List<Checkpoint> read = forms.stream()
                    .flatMap(jws -> read(jws).stream())
                    .filter(one -> one.n() == n)
                    .toList();
            Set<String> before = all.getOrDefault(n - 1, Set.of());
            boolean follows = before.isEmpty() || read.stream().allMatch(one -> isAfter(one, before));
            if (read.size() == 1 && forms.size() == 1 && follows) {
                sound.put(n, read.getFirst());
            } else {
                findings.add(TrailFinding.ofCheckpoint(TrailFinding.Kind.CHECKPOINT_ALTERED, n));
                read.forEach(one -> sound.putIfAbsent(n, one));
            }
        });
        Optional<Instant> latest = last(sound).map(Checkpoint::at);
        Optional<Instant> since = latest.or(trail::sealedAt);
        if (since.filter(at -> at.plus(OVERDUE).isBefore(clock.instant())).isPresent()) {
            findings.add(TrailFinding.ofCheckpoint(TrailFinding.Kind.OVERDUE, sound.isEmpty() ? 0 : sound.lastKey()));
        }
        sound.values().forEach(checkpoint -> seen.add(Sighting.of(checkpoint)));
        trail.check(seen, signer, findings);
        return new Checked(sound.size(), latest, findings.all());
    }

    private static void compare(
            SortedMap<Long, String> kept, SortedMap<Long, Set<String>> files, TrailFinding.Collector findings) {
        long last = Math.max(kept.isEmpty() ? 0 : kept.lastKey(), files.isEmpty() ? 0 : files.lastKey());
        for (long n = 1; n <= last; n++) {
            if (!kept.containsKey(n)) {
                findings.add(TrailFinding.ofCheckpoint(TrailFinding.Kind.CHECKPOINT_MISSING, n));
            } else if (!files.containsKey(n)) {
                findings.add(TrailFinding.ofCheckpoint(TrailFinding.Kind.FILE_MISSING, n));
            }
        }
    }

    private static boolean isAfter(Checkpoint one, Set<String> before) {
        return before.stream().anyMatch(jws -> Checkpoint.digest(jws).equals(one.previous()));
    }

    /**
     * What a check found.
     *
     * @param checkpoints how many checkpoints the trail was compared with
     * @param latest when the latest of them was taken
     * @param findings what is wrong; empty when all is sound
     */
    public record Checked(int checkpoints, Optional<Instant> latest, List<TrailFinding> findings) {
        /** Copies the list. */
        public Checked {
            findings = List.copyOf(findings);
        }
    }
}
