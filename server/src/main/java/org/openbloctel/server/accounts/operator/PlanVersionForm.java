package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Plan;
import org.openbloctel.registry.accounts.company.PlanChange;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedFields;

/**
 * A change of a plan, as typed.
 *
 * @param change {@code version} or {@code end}
 */
record PlanVersionForm(
        String plan,
        String change,
        String validFrom,
        String linesPerSubmission,
        String submissionsPerYear,
        String price,
        String signupFee,
        String yearlyFee,
        String source)
        implements KeptForm {
    private static final String END = "end";
    private static final int MAX_DIGITS = 12;

    PlanVersionForm {
        plan = requireNonNullElse(plan, "");
        change = requireNonNullElse(change, "version");
        validFrom = requireNonNullElse(validFrom, "");
        linesPerSubmission = requireNonNullElse(linesPerSubmission, "");
        submissionsPerYear = requireNonNullElse(submissionsPerYear, "");
        price = requireNonNullElse(price, "");
        signupFee = requireNonNullElse(signupFee, "");
        yearlyFee = requireNonNullElse(yearlyFee, "");
        source = requireNonNullElse(source, "");
    }

    /** The form for a plan, filled with the terms that it has. */
    static PlanVersionForm of(Plan plan) {
        return new PlanVersionForm(
                plan.code(),
                "version",
                "",
                number(plan.linesPerSubmission()),
                number(plan.submissionsPerYear()),
                TypedFields.euros(plan.priceCents()),
                TypedFields.euros(plan.signupFeeCents()),
                TypedFields.euros(plan.yearlyFeeCents()),
                "");
    }

    PlanChange read() {
        LocalDate from = TypedFields.day("validFrom", validFrom);
        PlanChange.Terms terms = change.equals(END)
                ? null
                : new PlanChange.Terms(
                        count("linesPerSubmission", linesPerSubmission),
                        submissions(),
                        cents("price", price),
                        cents("signupFee", signupFee),
                        cents("yearlyFee", yearlyFee));
        return new PlanChange(plan, from, source, terms);
    }

    private @Nullable Integer submissions() {
        Long number = count("submissionsPerYear", submissionsPerYear);
        // Out of range is refused with the other limits.
        return number == null ? null : Math.toIntExact(Math.min(number, Integer.MAX_VALUE));
    }

    /** Nothing is no limit. */
    private static @Nullable Long count(String field, String typed) {
        String digits = digits(typed);
        if (digits.isEmpty()) {
            return null;
        }
        if (!digits.matches("\\d{1," + MAX_DIGITS + "}")) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        return Long.valueOf(digits);
    }

    /** Nothing is 0 €. */
    private static long cents(String field, String typed) {
        return typed.isBlank() ? 0 : TypedFields.cents(field, typed);
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s\\u00a0\\u202f]", "");
    }

    private static String number(@Nullable Number limit) {
        return limit == null ? "" : limit.toString();
    }
}
