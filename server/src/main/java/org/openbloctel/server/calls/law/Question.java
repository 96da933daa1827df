package org.openbloctel.server.calls.law;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Relation;
import org.openbloctel.registry.calls.verdict.AskedCall;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/**
 * A question about calls, read from its form; a refusal names the field. Immutable.
 *
 * @param numbers as typed, a line each
 * @param at when
 */
record Question(
        List<String> numbers,
        Instant at,
        @Nullable String campaign,
        @Nullable String sector,
        @Nullable String subject,
        @Nullable String goods,
        @Nullable String relation) {
    static final int MAX = 300;
    /** The choice of a call to a professional, beside those of {@link Relation}. */
    static final String B2B = "b2b";

    private static final int MAX_LENGTH = 100;

    static Question read(QuestionForm form, Instant now) {
        String campaign = orNull(form.campaign());
        String sector = orNull(form.sector());
        String subject = orNull(form.subject());
        if (campaign == null && sector == null && subject == null) {
            // Without the subject of the call the answer would hold less than the law asks.
            throw new RefusedException(new RequestRefusal.UnreadableField("subject"));
        }
        return new Question(
                numbers(form.numbers()),
                at(form, now),
                campaign,
                sector,
                subject,
                orNull(form.goods()),
                orNull(form.relation()));
    }

    private static @Nullable String orNull(String typed) {
        return typed.isBlank() ? null : typed.strip();
    }

    private static List<String> numbers(String typed) {
        List<String> numbers = typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MAX + 1)
                .map(line -> line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH))
                .toList();
        if (numbers.isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("numbers"));
        }
        if (numbers.size() > MAX) {
            throw new RefusedException(new ListRefusal.TooManyNumbers(MAX));
        }
        return numbers;
    }

    /** Now, unless a day or an hour is typed: then that hour of that day in Paris, today's and this hour where one is left out. */
    private static Instant at(QuestionForm form, Instant now) {
        String day = orNull(form.day());
        String hour = orNull(form.hour());
        if (day == null && hour == null) {
            return now;
        }
        var here = now.atZone(LegalCalendar.ZONE);
        LocalDate date = day == null ? here.toLocalDate() : day(day);
        LocalTime time = hour == null ? here.toLocalTime() : hour(hour);
        return date.atTime(time).atZone(LegalCalendar.ZONE).toInstant();
    }

    private static LocalDate day(String typed) {
        try {
            LocalDate day = LocalDate.parse(typed);
            if (day.getYear() >= 1900 && day.getYear() < 2999) {
                return day;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new RefusedException(new RequestRefusal.UnreadableField("day"));
    }

    private static LocalTime hour(String typed) {
        try {
            return LocalTime.parse(typed);
        } catch (DateTimeException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("hour"));
        }
    }

    /** The same question, unless it has more numbers than that. */
    Question atMost(int most) {
        if (numbers.size() > most) {
            throw new RefusedException(new ListRefusal.TooManyNumbers(most));
        }
        return this;
    }

    /** A call for each number. What is not said is left to the campaign. */
    List<AskedCall> calls() {
        boolean b2b = B2B.equals(relation);
        String between = b2b ? null : relation;
        Boolean related = between == null ? null : between.equals(Relation.ONGOING_CONTRACT.code());
        return numbers.stream()
                .map(number -> new AskedCall(
                        number,
                        at.toString(),
                        null,
                        campaign,
                        sector,
                        subject,
                        goods,
                        between,
                        related,
                        b2b ? Boolean.TRUE : null,
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "Question[" + at + "]";
    }
}
