package org.openbloctel.scrub.engine;

import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A verdict with its reason, packed in an int for the hot loop: 0 callable, 1 opposed, from 2 on not checked, a reason each, and
 * behind them forbidden, a rule each. The one place where the rule of a line with several numbers stands.
 */
final class Outcome {
    static final int CALLABLE = 0;
    static final int OPPOSED = 1;
    static final int FORBIDDEN = 2 + Reason.values().length;
    static final int COUNT = FORBIDDEN + Ruling.MAX_RULES;

    private static final int UNCHECKED = 2;
    private static final int BLANK = unchecked(Reason.BLANK);
    private static final int CANNOT_TELL = unchecked(Reason.CANNOT_TELL);
    private static final int DIGITS_LOST = unchecked(Reason.DIGITS_LOST);
    private static final int MISSING = unchecked(Reason.MISSING_FIELD);

    private Outcome() {}

    static int unchecked(Reason reason) {
        return UNCHECKED + reason.ordinal();
    }

    static Verdict verdict(int outcome) {
        return switch (outcome) {
            case CALLABLE -> Verdict.CALLABLE;
            case OPPOSED -> Verdict.OPPOSED;
            default -> outcome < FORBIDDEN ? Verdict.UNCHECKED : Verdict.FORBIDDEN;
        };
    }

    /** The verdict's ordinal, without a detour: callable, opposed and not checked are the first three. */
    static int ordinal(int outcome) {
        return outcome < FORBIDDEN ? Math.min(outcome, UNCHECKED) : UNCHECKED + 1;
    }

    /** The outcome of what a {@link Ruling} answered. */
    static int ruled(byte ruling) {
        if (ruling == Ruling.CANNOT_TELL) {
            return CANNOT_TELL;
        }
        return ruling <= OPPOSED ? ruling : FORBIDDEN + ruling - UNCHECKED;
    }

    /** The place of the rule that forbids; -1 for another outcome. */
    static int rule(int outcome) {
        return Math.max(-1, outcome - FORBIDDEN);
    }

    static @Nullable Reason reason(int outcome) {
        return outcome < UNCHECKED || outcome >= FORBIDDEN ? null : Reason.of(outcome - UNCHECKED);
    }

    /**
     * The outcome of a national number.
     *
     * @param judged its outcome by the list, or by what decides beside it: callable, opposed, forbidden, or not to be told
     */
    static int of(NumberingPlan plan, long national, int judged) {
        if (judged == OPPOSED) {
            return OPPOSED;
        }
        Reason objection = plan.objection(national);
        return objection == null ? judged : unchecked(objection);
    }

    /** The outcome of a field that holds several numbers, or can be read several ways: every one is looked up. */
    static int ofSeveral(OppositionList list, @Nullable Ruling ruling, long[] nationals) {
        byte[] judged = new byte[nationals.length];
        for (int i = 0; i < nationals.length; i++) {
            judged[i] = (byte) (list.holds(nationals[i]) ? OPPOSED : CALLABLE);
        }
        if (ruling != null) {
            ruling.rule(nationals, nationals.length, judged);
        }
        int outcome = CALLABLE;
        for (int i = 0; i < nationals.length; i++) {
            outcome = ofLine(outcome, of(list.plan(), nationals[i], ruled(judged[i])));
        }
        return outcome;
    }

    /**
     * The outcome of a line by two of its fields: opposed if either is; else forbidden if either is; else not checked if either
     * holds something that cannot be read for sure; else callable if either is; blank fields count only when there is nothing else.
     */
    static int ofLine(int a, int b) {
        if (a == OPPOSED || b == OPPOSED) {
            return OPPOSED;
        }
        if (a >= FORBIDDEN) {
            return a;
        }
        if (b >= FORBIDDEN) {
            return b;
        }
        if (isDoubt(a)) {
            return a;
        }
        if (isDoubt(b)) {
            return b;
        }
        return b == CALLABLE ? b : a;
    }

    /**
     * The outcome of a field in a column that may hold other things than numbers: what cannot be read counts as blank. A number that was
     * read and of which nothing can be told does not, nor does one whose last digits are gone.
     */
    static int lenient(int outcome) {
        return isDoubt(outcome) && outcome != CANNOT_TELL && outcome != DIGITS_LOST ? BLANK : outcome;
    }

    private static boolean isDoubt(int outcome) {
        return outcome >= UNCHECKED && outcome < FORBIDDEN && outcome != BLANK && outcome != MISSING;
    }
}
