package org.openbloctel.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges calls by the law of their own day, in the consumer's own zone. A pure function of the call and of what is known: no clock, no
 * database. Fast: the rules of each stretch of days are made ready once, a call costs some microseconds. Thread-safe.
 */
public final class CallJudge {
    /** What a call before the first regime is judged by. */
    public static final String NO_REGIME = "no-regime";

    /** More steps than any mixture of rules takes; a loop that passes it is a bug, and is answered with "not in sight". */
    private static final int MAX_STEPS = 1_000;

    private final LawBook book;
    private final LawBook.Reading reading;

    /** Judges calls to come: by the law and this service's stricter defaults. */
    public CallJudge(LawBook book) {
        this(book, LawBook.Reading.VERDICTS);
    }

    private CallJudge(LawBook book, LawBook.Reading reading) {
        this.book = book;
        this.reading = reading;
    }

    /** Examines calls that were made: by the law alone, so that no company is accused of more than it forbids. */
    public static CallJudge ofPastCalls(LawBook book) {
        return new CallJudge(book, LawBook.Reading.LAW);
    }

    /** Judges a call. */
    public CallVerdict judge(Call call, Known known) {
        List<Ground> grounds = new ArrayList<>(4);
        Moment moment = Moment.of(call.at(), call.zone());
        Instant free = examine(call, known, moment, Hours.COUNT, grounds);
        Regime regime = book.regimeOn(moment.day());
        if (grounds.isEmpty()) {
            return new CallVerdict(Answer.ALLOWED, grounds, call.at(), regime);
        }
        return new CallVerdict(
                grounds.getFirst().forbids() ? Answer.FORBIDDEN : Answer.CANNOT_TELL,
                grounds,
                next(call, known, free),
                regime);
    }

    /**
     * Goes from one instant, before which nothing is allowed for sure, to the next, until nothing stands in the way. Each ground names
     * an instant before which it is not gone, so that the latest of them is not too late.
     */
    private @Nullable Instant next(Call call, Known known, @Nullable Instant from) {
        Instant at = from;
        for (int step = 0; at != null && step < MAX_STEPS; step++) {
            List<Ground> grounds = new ArrayList<>(4);
            Instant later = examine(call, known, Moment.of(at, call.zone()), Hours.COUNT, grounds);
            if (grounds.isEmpty()) {
                return at;
            }
            at = later;
        }
        return null;
    }

    /**
     * What stands in the way of a call on its day, at any hour: the grounds in the order of a verdict, but for days and hours, which
     * say when to call and not whom. Empty when the person may be called in the open hours.
     */
    public List<Ground> standing(Call call, Known known) {
        List<Ground> grounds = new ArrayList<>(4);
        examine(call, known, Moment.of(call.at(), call.zone()), Hours.ASIDE, grounds);
        return grounds;
    }

    /** The ids of the rules that bind a call on its day, in their order; those of days and hours are among them. */
    public List<String> binding(Call call) {
        return entries(call).map(RulesInForce.Entry::id).toList();
    }

    /** The same without the rules of other sectors than the call's, which forbid it nothing. */
    public List<String> concerning(Call call) {
        return entries(call)
                .filter(entry -> entry.check().concerns(call))
                .map(RulesInForce.Entry::id)
                .toList();
    }

    /** In which hours a call may be made on its day; empty when no rule that binds it limits them. */
    public Optional<OpenHours> hours(Call call) {
        return entries(call)
                .filter(entry -> entry.check() instanceof Check.Hours)
                .map(entry -> ((Check.Hours) entry.check()).open(entry.id()))
                .findFirst();
    }

    /** Whether a call is outside the days and hours of a rule that binds it; an agreed hour is inside. */
    public boolean isOffHours(Call call, Known known) {
        Moment moment = Moment.of(call.at(), call.zone());
        return entries(call)
                .filter(entry -> entry.check() instanceof Check.Hours)
                .anyMatch(entry -> !(entry.check().at(call, known, moment) instanceof Finding.Clear));
    }

    private Stream<RulesInForce.Entry> entries(Call call) {
        RulesInForce rules = book.inForceOn(Moment.of(call.at(), call.zone()).day(), reading);
        return rules == null
                ? Stream.of()
                : rules.entries().stream().filter(entry -> (entry.exempt() & call.exemptions()) == 0);
    }

    /** Whether days and hours are looked at. */
    private enum Hours {
        COUNT,
        ASIDE
    }

    /**
     * Adds the grounds of a moment: those that forbid, then those of which it is not known, each part in the order of the rules. Answers
     * the first instant that might be free of all of them, null when none is in sight.
     */
    private @Nullable Instant examine(Call call, Known known, Moment moment, Hours hours, List<Ground> grounds) {
        RulesInForce rules = book.inForceOn(moment.day(), reading);
        if (rules == null) {
            Instant begins = moment.startOf(book.firstDay());
            grounds.add(new Ground(NO_REGIME, "", book.before(), begins, "regime", null));
            return begins;
        }
        int exemptions = call.exemptions();
        Instant free = moment.at();
        boolean everFree = true;
        int forbidding = 0;
        boolean remedied = false;
        boolean forGood = false;
        for (RulesInForce.Entry entry : rules.entries()) {
            boolean aside = hours == Hours.ASIDE && entry.check() instanceof Check.Hours;
            if (aside || (entry.exempt() & exemptions) != 0) {
                continue;
            }
            Finding finding = entry.check().at(call, known, moment);
            if (finding instanceof Finding.Clear) {
                continue;
            }
            Instant until = until(finding, entry.version(), call.zone());
            Ground ground = entry.ground(until, finding);
            grounds.add(ground.forbids() ? forbidding++ : grounds.size(), ground);
            remedied |= ground.remedy() != null;
            forGood |= ground.forbids() && ground.remedy() == null && until == null;
            if (until == null) {
                everFree = false;
            } else if (until.isAfter(free)) {
                free = until;
            }
        }
        if (remedied && forGood) {
            grounds.replaceAll(Ground::withoutRemedy);
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
