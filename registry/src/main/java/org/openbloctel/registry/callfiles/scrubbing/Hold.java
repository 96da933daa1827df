package org.openbloctel.registry.callfiles.scrubbing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.guard.Held;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;

/**
 * Why a file that was scrubbed does not leave.
 *
 * @param kind the reason
 * @param figures what it rests on, in few words and figures, such as {@code UNASSIGNED 41 %}; phone numbers are hidden
 */
public record Hold(Kind kind, String figures) {
    /** For how long after its receipt a file may be held: within this time the law wants an answer. */
    public static final Duration MAX_DURATION = Blame.LEGAL_DELAY;

    private static final int MAX_LENGTH = 200;
    private static final Pattern FRESH = Pattern.compile("FRESH (\\d{1,18}) > .*");

    /** Hides phone numbers, and cuts what is too long. */
    public Hold {
        String line = NumbersInTexts.without(
                figures.replaceAll("[\\p{Cntrl}\\s]+", " ").strip());
        figures = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
    }

    /** The reasons. Their names are permanent: they stand in the database and in the API. */
    public enum Kind {
        /** More new numbers than the plan allows in a day. */
        BUDGET_DAY,
        /** More new numbers than the plan allows in a year. */
        BUDGET_YEAR,
        /** The file looks like a walk through the list. */
        SIGNS,
        /** Too much of some blocks of mobile numbers within a week. */
        COVERAGE,
        /** The company's answers are stopped. */
        STOPPED;

        /** Whether the plan's budget of new numbers is spent. */
        public boolean isBudget() {
            return this == BUDGET_DAY || this == BUDGET_YEAR;
        }

        /** As it is written down: the release before knows no {@link #COVERAGE}, and shows its figures as those of signs. */
        String stored() {
            return this == COVERAGE ? SIGNS.name() : name();
        }
    }

    /** The hold that the guard asks for, with its figures as {@link #read} and {@link #needed} read them. */
    static Hold of(Held held) {
        return switch (held) {
            case Held.DayBudget day -> new Hold(Kind.BUDGET_DAY, fresh(day.needed(), day.budget(), day.left()));
            case Held.YearBudget year -> new Hold(Kind.BUDGET_YEAR, fresh(year.needed(), year.budget(), year.left()));
            case Held.Signs signs -> new Hold(Kind.SIGNS, signs.figures());
            case Held.Coverage coverage ->
                new Hold(Kind.COVERAGE, "COVERAGE " + coverage.percent() + " % >= " + coverage.limit() + " %");
            case Held.Stopped stopped -> new Hold(Kind.STOPPED, "");
        };
    }

    private static String fresh(long needed, long budget, long left) {
        return "FRESH " + needed + " > " + left + "; BUDGET " + budget;
    }

    /** The new numbers that a file over its budget needs; empty where it is held for another reason. */
    OptionalLong needed() {
        Matcher fresh = FRESH.matcher(figures);
        return fresh.matches() ? OptionalLong.of(Long.parseLong(fresh.group(1))) : OptionalLong.empty();
    }

    /** As it is written down: the figures of {@link Kind#COVERAGE} begin with its name. */
    public static Optional<Hold> read(@Nullable String kind, @Nullable String figures) {
        return kind == null || figures == null
                ? Optional.empty()
                : Optional.of(new Hold(
                        figures.startsWith(Kind.COVERAGE + " ") ? Kind.COVERAGE : Kind.valueOf(kind), figures));
    }

    /** Tells the company's owners and the operator, in the transaction that holds the file. */
    @FunctionalInterface
    public interface Alarm {
        /** A file is held, for the first time or for another reason than before. */
        void held(ScrubTask task, Hold hold, Instant at);
    }
}
