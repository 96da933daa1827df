package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A larger plan for the rest of a running year. Price and lines of the year grow by the difference of the two plans, in proportion to the
 * days that are left, today among them. So the year's price is what was paid in it, and the guard's budget, which follows the price,
 * grows no faster than the payments (decision 130).
 *
 * @param plan the larger plan
 * @param until the day on which the running year, and the larger plan with it, is over
 * @param daysLeft of the running year, today among them
 * @param yearDays days of the running year: 365 or 366
 * @param lines what the invoice lists: the larger plan, less the rest of the running one
 * @param linesPerYear the most new lines in the running year from then on, or null
 * @param yearPriceCents the price of the running year from then on, without fees and VAT
 */
public record Upgrade(
        Plan plan,
        LocalDate until,
        long daysLeft,
        long yearDays,
        List<Invoice.Line> lines,
        @Nullable Long linesPerYear,
        long yearPriceCents) {

    /** Copies the lines. */
    public Upgrade {
        lines = List.copyOf(lines);
    }

    /** The amount to pay, in cents without VAT. */
    public long netCents() {
        return lines.stream().mapToLong(Invoice.Line::cents).sum();
    }

    /**
     * The way from a running plan to another; empty unless the other one is larger.
     *
     * @param running the plan that runs on the day
     * @param old the same, as its grid has it: with the price and the limits of a whole year
     */
    static Optional<Upgrade> of(Subscription running, Plan old, Plan wanted, LocalDate today) {
        LocalDate until = running.endsOn();
        if (until == null || running.priceCents() == 0 || !isLarger(wanted, old)) {
            return Optional.empty();
        }
        Share share =
                new Share(ChronoUnit.DAYS.between(today, until), ChronoUnit.DAYS.between(until.minusYears(1), until));
        List<Invoice.Line> lines = new ArrayList<>();
        lines.add(new Invoice.Line("upgrade " + wanted.code() + share, share.cents(wanted.priceCents())));
        lines.add(new Invoice.Line("rest " + old.code() + share, -share.cents(old.priceCents())));
        long difference = lines.stream().mapToLong(Invoice.Line::cents).sum();
        long fee = share.cents(Math.max(0, wanted.yearlyFeeCents() - old.yearlyFeeCents()));
        if (fee > 0) {
            lines.add(new Invoice.Line("yearly-fee", fee));
        }
        Upgrade upgrade = new Upgrade(
                wanted,
                until,
                share.daysLeft(),
                share.yearDays(),
                lines,
                share.linesPerYear(running, old, wanted),
                running.priceCents() + difference);
        return Optional.of(upgrade).filter(one -> one.netCents() > 0);
    }

    /** A larger plan costs more and none of its limits is lower. */
    static boolean isLarger(Plan wanted, Plan old) {
        return !wanted.code().equals(old.code())
                && wanted.priceCents() > old.priceCents()
                && reaches(wanted.linesPerSubmission(), old.linesPerSubmission())
                && reaches(wanted.linesPerYear(), old.linesPerYear());
    }

    private static boolean reaches(@Nullable Long limit, @Nullable Long other) {
        return limit == null || (other != null && limit >= other);
    }

    /** The part of a year that is left. */
    private record Share(long daysLeft, long yearDays) {
        /** Of an amount of a year, to the cent, half a cent up. */
        long cents(long ofYear) {
            return (2 * ofYear * daysLeft + yearDays) / (2 * yearDays);
        }

        @Nullable
        Long linesPerYear(Subscription running, Plan old, Plan wanted) {
            Long had = running.linesPerYear();
            Long before = old.linesPerYear();
            Long after = wanted.linesPerYear();
            return had == null || before == null || after == null
                    ? null
                    : Long.valueOf(had + Math.ceilDiv((after - before) * daysLeft, yearDays));
        }

        /** As an invoice's line has it: {@code 182/365}, after a blank. */
        @Override
        public String toString() {
            return " " + daysLeft + "/" + yearDays;
        }
    }
}
