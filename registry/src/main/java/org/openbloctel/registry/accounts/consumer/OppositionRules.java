package org.openbloctel.registry.accounts.consumer;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * The rules of oppositions as dated data, each row with its source; what holds on a day is the last row that began by then.
 * Since 11 August 2026 no text of law stands behind them any more: the last rows go on as the terms of the service. The rules
 * and their tests: docs/rules/consumers.md. Immutable.
 */
public final class OppositionRules {
    /** How many numbers one person may have on the list. */
    private static final List<Dated<Integer>> MAX_NUMBERS = List.of(
            new Dated<>(day(2016, 6, 1), 8, "terms of the operator of 2016"),
            new Dated<>(day(2021, 10, 1), 10, "terms of the operator of 2021"));

    /** What happens at the end of a term, by the day on which the term ends. */
    private static final List<Dated<Renewal>> RENEWAL = List.of(
            new Dated<>(day(2016, 6, 1), Renewal.LAPSE, "R. 223-3 as of décret 2015-556"),
            new Dated<>(day(2022, 4, 1), Renewal.TACIT, "R. 223-3 as of décret 2021-1528, in force 01/01/2022"));

    private static final List<Dated<Period>> TERM =
            List.of(new Dated<>(day(2016, 6, 1), Period.ofYears(3), "R. 223-3 of the Code de la consommation"));

    private static final List<Dated<Period>> EFFECT =
            List.of(new Dated<>(day(2016, 6, 1), Period.ofDays(30), "R. 223-3 of the Code de la consommation"));

    private static final List<Dated<Period>> NOTICE =
            List.of(new Dated<>(day(2016, 6, 1), Period.ofMonths(3), "R. 223-3 of the Code de la consommation"));

    /** Notices go out so long before they have to: a server that stood still for a week is not late. */
    private static final Period NOTICE_MARGIN = Period.ofDays(14);

    private OppositionRules() {}

    /** What becomes of a registration at the end of its term. */
    public enum Renewal {
        /** It ends unless the consumer renewed it. */
        LAPSE,
        /** It goes on for another term unless the consumer withdrew it. */
        TACIT
    }

    /** How many numbers one person may have on a day. */
    public static int mostNumbers(LocalDate day) {
        return on(day, MAX_NUMBERS);
    }

    /** The day from which every professional has to respect a registration of this day, at the latest. */
    public static LocalDate effectiveOn(LocalDate registered) {
        return registered.plus(on(registered, EFFECT));
    }

    /**
     * The last day of a registration's term. Counted from the day of registration, not from the term before: what was
     * registered on 29 February ends on the 28th, and on the 29th again when the year has one.
     *
     * @param registered the day of registration
     * @param renewals how often it was renewed
     */
    public static LocalDate endsOn(LocalDate registered, int renewals) {
        return registered.plus(on(registered, TERM).multipliedBy(renewals + 1));
    }

    /** What becomes of a registration whose term ends on this day. */
    public static Renewal renewal(LocalDate endsOn) {
        return on(endsOn, RENEWAL);
    }

    /** The last day on which the notice of a term's end is in time. */
    public static LocalDate noticeBy(LocalDate endsOn) {
        return endsOn.minus(on(endsOn, NOTICE));
    }

    /** Terms that end on this day or before have to be noticed now. */
    static LocalDate noticedUntil(LocalDate today) {
        return today.plus(on(today, NOTICE)).plus(NOTICE_MARGIN);
    }

    private static <T> T on(LocalDate day, List<Dated<T>> rows) {
        return rows.stream()
                .filter(row -> !row.from().isAfter(day))
                .reduce((earlier, later) -> later)
                .orElseGet(rows::getFirst)
                .value();
    }

    private static LocalDate day(int year, int month, int day) {
        return LocalDate.of(year, month, day);
    }

    /**
     * One row of a rule.
     *
     * @param from the first day on which it holds
     * @param value what holds
     * @param source the text it comes from
     */
    private record Dated<T>(LocalDate from, T value, String source) {}
}
