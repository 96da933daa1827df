package org.openbloctel.registry.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * Compares the powers that rows give with the sealed trail: at the start of a server, every ten minutes, and each minute while one is
 * doubted. A power whose row is not what the entries made of it is doubted, by {@link Database#isDoubted}, in this server's memory, until
 * two people accept it ({@link #accept}) or the row is as before. What was there when this release first started is recorded once, and
 * powers whose entries grow old are recorded anew. Thread-safe; a failed tick is made up for by the next, and what was doubted stays so.
 */
public final class PowerWatch {
    /** Between two comparisons while nothing is doubted. */
    public static final Duration LOOK = Duration.ofMinutes(10);

    /** While something is doubted: a power that people accepted, or whose row is as before, comes back so soon. */
    private static final Duration DOUBTED_LOOK = Duration.ofMinutes(1);

    private static final String NOTED = PowerLedger.ANEW + "noted";
    private static final String ACCEPTED = PowerLedger.ANEW + "accepted";
    private static final int AT_ONCE = 500;
    /** An entry that explains a power is replaced a year before it may be erased. */
    private static final Period RENEWED_BEFORE = Period.ofYears(1);

    private final Database database;
    private final AuditTrail trail;
    private final List<PowerRows> kinds;
    private final InstantSource clock;
    private final Alarm alarm;

    private PowerLedger ledger = new PowerLedger();
    private List<Power> doubted = List.of();
    private @Nullable Instant looked;

    /** A watch over these kinds of powers. */
    public PowerWatch(Database database, AuditTrail trail, List<PowerRows> kinds, InstantSource clock, Alarm alarm) {
        this.database = database;
        this.trail = trail;
        this.kinds = List.copyOf(kinds);
        this.clock = clock;
        this.alarm = alarm;
    }

    /** Learns of powers that no entry explains. */
    @FunctionalInterface
    public interface Alarm {
        /** Called once for each, by each server that finds it. */
        void raised(List<Power> unexplained);

        /**
         * Called when powers are recorded as they are, which happens once: where it happens again, someone removed those entries.
         *
         * @param powers how many
         */
        default void begun(int powers) {}
    }

    /**
     * What a comparison found.
     *
     * @param head the trail's head at its moment
     * @param powers how many were compared
     * @param doubted those that no entry explains
     * @param begin kinds that are recorded for the first time
     * @param note powers, by kind, that are recorded anew; without a digest those that are gone
     */
    record Compared(
            Link head,
            int powers,
            List<Power> doubted,
            Map<String, List<Power>> begin,
            Map<String, List<Power>> note) {}

    /** Compares if it is time. Outside of a transaction. */
    public synchronized void tick() {
        Instant now = clock.instant();
        Instant before = looked;
        Duration pause = doubted.isEmpty() ? LOOK : DOUBTED_LOOK;
        if (before == null || now.isBefore(before) || !now.isBefore(before.plus(pause))) {
            look();
        }
    }

    /** Compares now. Outside of a transaction. */
    public synchronized void look() {
        Instant now = clock.instant();
        Compared compared = compare();
        Set<String> known = doubted.stream().map(Power::subject).collect(Collectors.toSet());
        database.doubt(compared.doubted().stream().map(Power::subject).collect(Collectors.toSet()));
        List<Power> fresh = compared.doubted().stream()
                .filter(power -> !known.contains(power.subject()))
                .toList();
        if (!fresh.isEmpty()) {
            alarm.raised(fresh); // where it fails, the next look raises it
        }
        doubted = compared.doubted();
        if (!trail.isContradicted()) {
            record(compared);
            int begun = compared.begin().values().stream().mapToInt(List::size).sum();
            if (begun > 0) {
                alarm.begun(begun);
            }
        }
        looked = now;
    }

    /** The powers that are doubted, as this server last found them. */
    public synchronized List<Power> doubted() {
        return doubted;
    }

    /** A doubted power as its row stands now; empty when it is not doubted, or gone. */
    public Optional<Power> find(String subject) {
        return doubted().stream().anyMatch(power -> power.subject().equals(subject))
                ? kinds.stream()
                        .filter(kind -> subject.startsWith(kind.kind() + ":"))
                        .flatMap(kind -> kind.all().stream())
                        .filter(power -> power.subject().equals(subject))
                        .findFirst()
                : Optional.empty();
    }

    /** Records that people accept a power as its row stands, in the transaction that is open. Servers follow at their next tick. */
    public void accept(Power power, String actor) {
        Link head = trail.head();
        trail.record(new AuditEntry(
                actor,
                ACCEPTED,
                power.subject(),
                Map.of(
                        PowerLedger.BEHIND,
                        Long.toString(head.seq()),
                        PowerLedger.DETAIL,
                        anew(power.subject(), power.digest()))));
    }

    private static String anew(String subject, String digest) {
        return subject + " " + PowerRows.NONE + " " + digest;
    }

    /** One moment of the rows beside the same moment of the trail. Writes nothing. */
    synchronized Compared compare() {
        return database.inAccounts(() -> {
            trail.beginReading();
            ledger = trail.powers(ledger);
            List<AuditEntry.Recorded> waiting = trail.waitingPowers();
            PowerLedger seen = waiting.isEmpty() ? ledger : ledger.with(waiting);
            Comparison comparison = new Comparison(seen, PowerLedger.subjects(waiting));
            kinds.forEach(comparison::add);
            return comparison.result();
        });
    }

    /** A comparison under way. */
    private final class Comparison {
        private final PowerLedger seen;
        private final Set<String> moving;
        private final Instant old = LegalCalendar.startOf(
                LegalCalendar.today(clock).minus(AuditTrail.KEPT).plus(RENEWED_BEFORE));
        private final List<Power> found = new ArrayList<>();
        private final Map<String, List<Power>> begin = new HashMap<>();
        private final Map<String, List<Power>> note = new HashMap<>();
        private int powers;

        private Comparison(PowerLedger seen, Set<String> moving) {
            this.seen = seen;
            this.moving = moving;
        }

        private void add(PowerRows kind) {
            List<Power> all = kind.all();
            powers += all.size();
            if (!seen.isBegun(kind.kind())) {
                begin.put(kind.kind(), still(all));
                return;
            }
            List<Power> noted = new ArrayList<>();
            Set<String> subjects = new HashSet<>();
            for (Power power : all) {
                subjects.add(power.subject());
                if (!power.digest().equals(seen.digest(power.subject()))) {
                    if (isOfTheReleaseBefore(kind, power)) {
                        noted.add(power);
                    } else {
                        found.add(power);
                    }
                } else if (seen.oldest(power.subject()).isBefore(old)) {
                    noted.add(power);
                }
            }
            for (String gone : seen.without(kind.kind(), subjects)) {
                noted.add(new Power(gone, "", List.of(), PowerRows.NONE));
            }
            note.put(kind.kind(), still(noted));
        }

        /** Without those whose entries wait: these count from their places on. */
        private List<Power> still(Collection<Power> some) {
            return some.stream()
                    .filter(power -> !moving.contains(power.subject()))
                    .toList();
        }

        /** A server of the release before gave it, beside this one: its entry is sealed, but has no digest. */
        private boolean isOfTheReleaseBefore(PowerRows kind, Power power) {
            return trail.hasPlain(power.about(), kind.actions(), seen.base(kind.kind(), power.subject()));
        }

        private Compared result() {
            return new Compared(seen.scanned(), powers, found, begin, note);
        }
    }

    private void record(Compared compared) {
        compared.begin().forEach((kind, powers) -> record(PowerLedger.BEGUN, kind, compared.head(), powers));
        compared.note().forEach((kind, powers) -> {
            if (!powers.isEmpty()) {
                record(NOTED, kind, compared.head(), powers);
            }
        });
    }

    private void record(String action, String kind, Link head, List<Power> powers) {
        database.runInAccounts(() -> {
            for (int from = 0; from == 0 || from < powers.size(); from += AT_ONCE) {
                String steps = powers.subList(from, Math.min(powers.size(), from + AT_ONCE)).stream()
                        .map(power -> anew(power.subject(), power.digest()))
                        .collect(Collectors.joining(" "));
                trail.record(new AuditEntry(
                        "system",
                        action,
                        PowerLedger.KIND + kind,
                        Map.of(PowerLedger.BEHIND, Long.toString(head.seq()), PowerLedger.DETAIL, steps)));
            }
        });
    }
}
