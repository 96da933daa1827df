package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * A change of one plan: from a day on it has other terms, or can no longer be ordered. It replaces all that was to hold of the plan from
 * that day, so that no two versions hold on one day.
 *
 * @param code the plan's code
 * @param from the first day of the change
 * @param source the text that sets it
 * @param terms from then on; null where the plan ends
 */
public record PlanChange(
        String code,
        LocalDate from,
        String source,
        @Nullable Terms terms) {
    private static final String NONE = "-";

    /** Reads the source as one line. */
    public PlanChange {
        source = Company.Form.line("source", source);
    }

    /**
     * The limits and the prices of a version, as {@link Plan} has them.
     *
     * @param linesPerSubmission null without limit, together with {@code submissionsPerYear}
     */
    public record Terms(
            @Nullable Long linesPerSubmission,
            @Nullable Integer submissionsPerYear,
            long priceCents,
            long signupFeeCents,
            long yearlyFeeCents) {
        /** More than any country has numbers. */
        private static final long MAX_LINES = 1_000_000_000;

        private static final int MAX_SUBMISSIONS = 10_000;
        private static final long MAX_CENTS = 1_000_000_000;

        /** Refuses limits of which one is missing, and amounts out of range. */
        public Terms {
            require("linesPerSubmission", linesPerSubmission == null || within(linesPerSubmission, 1, MAX_LINES));
            require("submissionsPerYear", (submissionsPerYear == null) == (linesPerSubmission == null));
            require("submissionsPerYear", submissionsPerYear == null || within(submissionsPerYear, 1, MAX_SUBMISSIONS));
            require("price", within(priceCents, 0, MAX_CENTS));
            require("signupFee", within(signupFeeCents, 0, MAX_CENTS));
            require("yearlyFee", within(yearlyFeeCents, 0, MAX_CENTS));
        }

        private static boolean within(long number, long least, long most) {
            return number >= least && number <= most;
        }
    }

    /** The version that begins; null where the plan ends. */
    public @Nullable Plan version() {
        Terms with = terms;
        return with == null
                ? null
                : new Plan(
                        code,
                        from,
                        null,
                        with.linesPerSubmission(),
                        with.submissionsPerYear(),
                        with.priceCents(),
                        with.signupFeeCents(),
                        with.yearlyFeeCents(),
                        source);
    }

    /** The versions of all plans after this change, in the order they came in; the new one is the last. */
    List<Plan> after(List<Plan> versions) {
        List<Plan> after = new ArrayList<>();
        for (Plan one : versions) {
            if (!one.code().equals(code)) {
                after.add(one);
            } else if (one.from().isBefore(from)) {
                after.add(one.holdsOn(from) ? one.until(from.minusDays(1)) : one);
            }
        }
        Plan begins = version();
        if (begins != null) {
            after.add(begins);
        }
        return after;
    }

    /** The first day from the change on, on which no plan at all could be ordered; null where there is none. */
    @Nullable
    LocalDate firstDayWithoutAny(List<Plan> versions) {
        List<Plan> after = after(versions);
        return Stream.concat(
                        Stream.of(from),
                        after.stream()
                                .map(Plan::to)
                                .filter(Objects::nonNull)
                                .map(last -> last.plusDays(1))
                                .filter(day -> day.isAfter(from)))
                .filter(day -> after.stream().noneMatch(plan -> plan.holdsOn(day)))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The change without its source, in one line. */
    String written() {
        Terms with = terms;
        Stream<?> figures = with == null
                ? Stream.of()
                : Stream.of(
                        with.linesPerSubmission() == null ? NONE : with.linesPerSubmission(),
                        with.submissionsPerYear() == null ? NONE : with.submissionsPerYear(),
                        with.priceCents(),
                        with.signupFeeCents(),
                        with.yearlyFeeCents());
        return String.join(
                " ",
                Stream.concat(Stream.of(code, from), figures)
                        .map(Object::toString)
                        .toList());
    }

    static PlanChange read(String written, String source) {
        List<String> words = List.of(written.split(" "));
        Terms terms = words.size() == 2
                ? null
                : new Terms(
                        words.get(2).equals(NONE) ? null : Long.valueOf(words.get(2)),
                        words.get(3).equals(NONE) ? null : Integer.valueOf(words.get(3)),
                        Long.parseLong(words.get(4)),
                        Long.parseLong(words.get(5)),
                        Long.parseLong(words.get(6)));
        return new PlanChange(words.get(0), LocalDate.parse(words.get(1)), source, terms);
    }

    static void require(String field, boolean holds) {
        if (!holds) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
    }
}
