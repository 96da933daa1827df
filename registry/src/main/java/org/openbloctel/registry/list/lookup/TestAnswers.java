package org.openbloctel.registry.list.lookup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.openbloctel.scrub.engine.Judge;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Fixed answers for test keys: of the numbers that are kept for fiction, odd ones are opposed, even ones callable. Any other
 * number that could be called is unchecked without a {@link org.openbloctel.scrub.number.Reason}, so that nobody takes a test for an
 * answer: {@link #NOT_FICTIONAL} says why. Thread-safe.
 */
public final class TestAnswers {
    /** In place of a reason: the number may be a person's, and a test key answers for none of those. */
    public static final String NOT_FICTIONAL = "not-fictional";

    private static final int[] FICTION = {19900, 26191, 35301, 46571, 53649, 63998};
    private static final long FRANCE = 33_000_000_000L;
    private static final int BLOCK = 10_000;

    private TestAnswers() {}

    static List<Judgement> of(Written numbers) {
        Judge judge = new Judge(Fixed.LIST);
        List<Judgement> answers = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            answers.add(fixed(judge.number(numbers.bytes(), numbers.from(i), numbers.to(i))));
        }
        return answers;
    }

    private static Judgement fixed(Judgement judgement) {
        OptionalLong number = judgement.number();
        boolean fiction = number.isPresent() && isFiction(number.getAsLong());
        return fiction || judgement.verdict() != Verdict.CALLABLE
                ? judgement
                : new Judgement(Verdict.UNCHECKED, null, number);
    }

    /** The list of fixed answers, for files: its callers check first that all numbers are for fiction. */
    public static OppositionList list() {
        return Fixed.LIST;
    }

    /** Whether a number is kept for fiction. */
    public static boolean isFiction(long e164) {
        for (int block : FICTION) {
            if (e164 / BLOCK == FRANCE / BLOCK + block) {
                return true;
            }
        }
        return false;
    }

    /** Made at the first use. */
    private static final class Fixed {
        static final OppositionList LIST = list();

        private static OppositionList list() {
            ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
            for (int block : FICTION) {
                for (int i = 1; i < BLOCK; i += 2) {
                    builder.add(FRANCE + (long) block * BLOCK + i);
                }
            }
            return builder.build(0, Instant.EPOCH);
        }
    }
}
