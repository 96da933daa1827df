package org.openbloctel.scrub.engine;

import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A verdict with its reason, packed in an int for the hot loop: 0 callable, 1 opposed, 2 and above not checked. The one
 * place where the rule of a line with several numbers stands.
 */
final class Outcome {
    static final int CALLABLE = 0;
    static final int OPPOSED = 1;
    static final int COUNT = 2 + Reason.values().length;

    private static final int UNCHECKED = 2;
    private static final int BLANK = unchecked(Reason.BLANK);
    private static final int MISSING = unchecked(Reason.MISSING_FIELD);

    private Outcome() {}

    static int unchecked(Reason reason) {
        return UNCHECKED + reason.ordinal();
    }

    static Verdict verdict(int outcome) {
        return switch (outcome) {
            case CALLABLE -> Verdict.CALLABLE;
            case OPPOSED -> Verdict.OPPOSED;
            default -> Verdict.UNCHECKED;
        };
    }

    static @Nullable Reason reason(int outcome) {
        return outcome < UNCHECKED ? null : Reason.of(outcome - UNCHECKED);
    }

    /** The outcome of a national number, listed or not. */
    static int of(NumberingPlan plan, long national, boolean listed) {
        if (listed) {
            return OPPOSED;
        }
        Reason objection = plan.objection(national);
        return objection == null ? CALLABLE : unchecked(objection);
    }

    /** The outcome of a field that holds several numbers, or can be read several ways: every one is looked up. */
    static int ofSeveral(OppositionList list, long[] nationals) {
        int outcome = CALLABLE;
        for (long national : nationals) {
            outcome = ofLine(outcome, of(list.plan(), national, list.holds(national)));
        }
        return outcome;
    }

    /**
     * The outcome of a line by two of its fields: opposed if either is; else not checked if either holds something that
     * cannot be read for sure; else callable if either is; blank fields count only when there is nothing else.
     */
    static int ofLine(int a, int b) {
        if (a == OPPOSED || b == OPPOSED) {
            return OPPOSED;
        }
        if (isDoubt(a)) {
            return a;
        }
        if (isDoubt(b)) {
            return b;
        }
        return b == CALLABLE ? b : a;
    }

    private static boolean isDoubt(int outcome) {
        return outcome >= UNCHECKED && outcome != BLANK && outcome != MISSING;
    }
}
