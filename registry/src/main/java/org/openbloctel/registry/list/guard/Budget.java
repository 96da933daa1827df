package org.openbloctel.registry.list.guard;

import org.jspecify.annotations.Nullable;

/**
 * The fresh numbers that a principal may ask for. By the plan, so that what can be learnt of the list costs about the same with each of
 * them: 250 for a euro of a year's price, of which 4 % are on the list, are 10,000 learnt for 1,000 €; never more than the plan's lines. A
 * day has one full-size file of the plan and a twentieth of the year, so that small questions before it do not hold the file. A plan without
 * a file size has the twentieth alone. No day has more than the year.
 *
 * @param year within 365 days
 * @param day within a day of the legal calendar
 */
public record Budget(long year, long day) {
    private static final long FOR_A_EURO = 250;
    private static final long CENTS = 100;
    private static final long DAYS = 20;

    /**
     * The budget of a plan, by its price of a year and its lines.
     *
     * @param file lines a file, null where they are not counted
     * @param lines lines a year, null where they are not counted
     * @param free the budget without a plan: of a plan that costs nothing the year at most, and the day at least
     */
    static Budget of(long priceCents, @Nullable Long file, @Nullable Long lines, Budget free) {
        boolean paid = priceCents > 0;
        long bought = paid ? FOR_A_EURO * priceCents / CENTS : free.year();
        long year = lines == null ? bought : Math.min(bought, lines);
        long day = (file == null ? 0 : file) + year / DAYS;
        return new Budget(year, Math.min(year, paid ? day : Math.max(day, free.day())));
    }
}
