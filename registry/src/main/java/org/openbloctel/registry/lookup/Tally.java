package org.openbloctel.registry.lookup;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.number.Reason;

/**
 * What one company looked up: sums since the last flush, and since the window began. Thread-safe by its own lock, which is held
 * for as long as adding up takes.
 */
final class Tally {
    /** Numbers at most this far apart, one asked after the other, are neighbours. */
    private static final int NEAR = 16;

    /** What look-ups can look like that nobody needs who calls people. */
    enum Sign {
        /** Numbers one after the other. */
        SEQUENCES,
        /** Ranges that no subscriber has. */
        UNASSIGNED,
        /** Far more opposed ones than among subscribers. */
        MANY_OPPOSED,
        /** Hardly any opposed one. */
        FEW_OPPOSED
    }

    /** What was found: which signs are new, and whether one of them is enough to stop. */
    record Finding(Set<Sign> fresh, boolean stop) {
        static final Finding NOTHING = new Finding(Set.of(), false);
    }

    /** Sums to be added to a day. */
    record Sums(long requests, long numbers, long opposed, long unchecked) {}

    private final LookupRules rules;
    private Instant windowEnds;
    private final Set<Sign> seen = EnumSet.noneOf(Sign.class);
    private long last = Long.MIN_VALUE / 2;
    private long asked;
    private long near;
    private long unassigned;
    private long opposed;
    private Sums unflushed = new Sums(0, 0, 0, 0);

    Tally(LookupRules rules, Instant now) {
        this.rules = rules;
        this.windowEnds = now.plus(rules.window());
    }

    /** Adds a request, and says what it shows. */
    synchronized Finding add(List<Judgement> judgements, Instant now) {
        if (!now.isBefore(windowEnds)) {
            begin(now);
        }
        long opposedHere = 0;
        long uncheckedHere = 0;
        for (Judgement judgement : judgements) {
            switch (judgement.verdict()) {
                case OPPOSED -> opposedHere++;
                case UNCHECKED -> uncheckedHere++;
                case CALLABLE, FORBIDDEN -> {}
            }
            if (judgement.reason() == Reason.UNASSIGNED_RANGE) {
                unassigned++;
            }
            OptionalLong number = judgement.number();
            if (number.isPresent()) {
                long distance = Math.abs(number.getAsLong() - last);
                near += distance > 0 && distance <= NEAR ? 1 : 0;
                last = number.getAsLong();
            }
        }
        asked += judgements.size();
        opposed += opposedHere;
        unflushed = new Sums(
                unflushed.requests + 1,
                unflushed.numbers + judgements.size(),
                unflushed.opposed + opposedHere,
                unflushed.unchecked + uncheckedHere);
        return finding();
    }

    private void begin(Instant now) {
        windowEnds = now.plus(rules.window());
        seen.clear();
        asked = 0;
        near = 0;
        unassigned = 0;
        opposed = 0;
    }

    private Finding finding() {
        if (asked < rules.least()) {
            return Finding.NOTHING;
        }
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        add(signs, Sign.SEQUENCES, near * 100 >= asked * rules.alertShare());
        add(signs, Sign.UNASSIGNED, unassigned * 100 >= asked * rules.alertShare());
        add(signs, Sign.MANY_OPPOSED, opposed * 100 >= asked * rules.alertOpposed());
        add(signs, Sign.FEW_OPPOSED, asked >= rules.leastForNone() && opposed * 1000 < asked);
        boolean stop = Math.max(near, unassigned) * 100 >= asked * rules.stopShare();
        signs.removeAll(seen);
        seen.addAll(signs);
        return signs.isEmpty() && !stop ? Finding.NOTHING : new Finding(signs, stop);
    }

    private static void add(Set<Sign> signs, Sign sign, boolean found) {
        if (found) {
            signs.add(sign);
        }
    }

    /** The sign that weighs most, for the note of a stop. */
    synchronized Sign heaviest() {
        return near >= unassigned ? Sign.SEQUENCES : Sign.UNASSIGNED;
    }

    /** Takes the sums since the last time. */
    synchronized Sums take() {
        Sums sums = unflushed;
        unflushed = new Sums(0, 0, 0, 0);
        return sums;
    }

    /** Puts sums back that could not be kept. */
    synchronized void putBack(Sums sums) {
        unflushed = new Sums(
                unflushed.requests + sums.requests,
                unflushed.numbers + sums.numbers,
                unflushed.opposed + sums.opposed,
                unflushed.unchecked + sums.unchecked);
    }

    /** Begins anew after a stop was lifted. */
    synchronized void forget(Instant now) {
        begin(now);
    }
}
