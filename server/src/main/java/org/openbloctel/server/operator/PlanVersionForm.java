package org.openbloctel.server.operator;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.company.Plan;
import org.openbloctel.registry.company.PlanChange;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

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
        String source) {
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
                euros(plan.priceCents()),
                euros(plan.signupFeeCents()),
                euros(plan.yearlyFeeCents()),
                "");
    }

    PlanChange read() {
        LocalDate from = day();
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

    private LocalDate day() {
        try {
            return LegalCalendar.read(validFrom.strip());
        } catch (DateTimeException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("validFrom"));
        }
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
        String digits = digits(typed).replace("€", "").replace(',', '.');
        if (digits.isEmpty()) {
            return 0;
        }
        if (!digits.matches("\\d{1," + MAX_DIGITS + "}(\\.\\d{1,2})?")) {
            throw new RefusedException(new RequestRefusal.UnreadableField(field));
        }
        return new BigDecimal(digits).movePointRight(2).longValueExact();
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s\\u00a0\\u202f]", "");
    }

    private static String number(@Nullable Number limit) {
        return limit == null ? "" : limit.toString();
    }

    private static String euros(long cents) {
        return BigDecimal.valueOf(cents, 2).stripTrailingZeros().toPlainString().replace('.', ',');
    }
}
