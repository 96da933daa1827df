package org.openbloctel.registry.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges calls by the law of their own day, in the consumer's own zone. A pure function of the call and of what is known: no clock, no
 * database. Fast: the rules of each stretch of days are made ready once, a call costs some microseconds. Thread-safe.
 */
public final class CallJudge {
    /** What a call before the first regime is judged by. */
    public static final String NO_REGIME = "no-regime";

    /** More steps than any mixture of rules takes; a loop that passes it is a bug, and is answered with "not in sight". */
    private static final int MOST_STEPS = 1_000;

    private final LawBook book;

    /** A judge by this book. */
    public CallJudge(LawBook book) {
        this.book = book;
    }

    /** Judges a call. */
    public Verdict judge(Call call, Known known) {
        List<Ground> grounds = new ArrayList<>(4);
        Moment moment = Moment.of(call.at(), call.zone());
        Instant free = examine(call, known, moment, grounds);
        Regime regime = book.regimeOn(moment.day());
        if (grounds.isEmpty()) {
            return new Verdict(Answer.ALLOWED, grounds, call.at(), regime);
        }
        boolean forbidden = grounds.stream().anyMatch(ground -> ground.missing() == null);
        return new Verdict(forbidden ? Answer.FORBIDDEN : Answer.CANNOT_TELL, grounds, next(call, known, free), regime);
    }

    /**
     * Goes from one instant, before which nothing is allowed for sure, to the next, until nothing stands in the way. Each ground names
     * an instant before which it is not gone, so that the latest of them is not too late.
     */
    private @Nullable Instant next(Call call, Known known, @Nullable Instant from) {
        Instant at = from;
        for (int step = 0; at != null && step < MOST_STEPS; step++) {
            List<Ground> grounds = new ArrayList<>(4);
            Instant later = examine(call, known, Moment.of(at, call.zone()), grounds);
            if (grounds.isEmpty()) {
                return at;
            }
            at = later;
        }
        return null;
    }

    /** Adds the grounds of a moment; answers the first instant that might be free of all of them, null when none is in sight. */
    private @Nullable Instant examine(Call call, Known known, Moment moment, List<Ground> grounds) {
        RulesInForce rules = book.inForceOn(moment.day());
        if (rules == null) {
            Instant begins = moment.startOf(book.firstDay());
            grounds.add(new Ground(NO_REGIME, "", book.before(), begins, "regime"));
            return begins;
        }
        int exemptions = call.exemptions();
        Instant free = moment.at();
        boolean everFree = true;
        for (RulesInForce.Entry entry : rules.entries()) {
            if ((entry.exempt() & exemptions) != 0) {
                continue;
            }
            Finding finding = entry.check().at(call, known, moment);
            if (finding instanceof Finding.Clear) {
                continue;
            }
            Instant until = until(finding, entry.version(), call.zone());
            grounds.add(entry.ground(until, finding));
            if (until == null) {
                everFree = false;
            } else if (until.isAfter(free)) {
                free = until;
            }
        }
        return everFree ? free : null;
    }

    /** A version of a rule lasts no longer than to its last day. */
    private static @Nullable Instant until(Finding finding, RuleVersion version, ZoneId zone) {
        LocalDate last = version.to();
        Instant end = last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant();
        Instant until = finding instanceof Finding.Blocked blocked ? blocked.until() : null;
        if (until == null || end == null) {
            return until == null ? end : until;
        }
        return until.isBefore(end) ? until : end;
    }
}
