package org.openbloctel.registry.list.lookup;

import java.util.List;
import org.openbloctel.scrub.engine.Judgement;

/** What one company looked up since the last exchange. Thread-safe. */
final class Tally {
    /** Sums to be added to a day. */
    record Sums(long requests, long numbers, long opposed, long unchecked) {
        private static final Sums NONE = new Sums(0, 0, 0, 0);

        private Sums plus(Sums more) {
            return new Sums(
                    requests + more.requests,
                    numbers + more.numbers,
                    opposed + more.opposed,
                    unchecked + more.unchecked);
        }
    }

    private Sums sums = Sums.NONE;

    /** Adds a request. */
    void add(List<Judgement> judgements) {
        long opposed = 0;
        long unchecked = 0;
        for (Judgement judgement : judgements) {
            switch (judgement.verdict()) {
                case OPPOSED -> opposed++;
                case UNCHECKED -> unchecked++;
                case CALLABLE, FORBIDDEN -> {}
            }
        }
        add(new Sums(1, judgements.size(), opposed, unchecked));
    }

    /** Adds sums, or puts them back that could not be kept. */
    synchronized void add(Sums more) {
        sums = sums.plus(more);
    }

    /** Takes the sums since the last time. */
    synchronized Sums take() {
        Sums taken = sums;
        sums = Sums.NONE;
        return taken;
    }
}
