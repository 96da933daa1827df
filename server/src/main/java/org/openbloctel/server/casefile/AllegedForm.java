package org.openbloctel.server.casefile;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.casefile.Alleged;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/** The allegations, as typed. */
record AllegedForm(
        String facts, List<String> rules, String person, String euros, String furtherCalls, String furtherOn) {
    private static final int MAX_DIGITS = 12;

    AllegedForm {
        facts = requireNonNullElse(facts, "");
        rules = requireNonNullElse(rules, List.of());
        person = requireNonNullElse(person, "");
        euros = requireNonNullElse(euros, "");
        furtherCalls = requireNonNullElse(furtherCalls, "");
        furtherOn = requireNonNullElse(furtherOn, "");
    }

    static AllegedForm of(Alleged alleged) {
        LocalDate on = alleged.furtherOn();
        return new AllegedForm(
                alleged.facts(),
                alleged.rules(),
                alleged.person().name(),
                written(alleged.centsPerCall()),
                Integer.toString(alleged.furtherCalls()),
                on == null ? "" : on.toString());
    }

    Alleged read() {
        String count = furtherCalls.strip();
        if (!count.matches("[0-9]{0,9}")) {
            throw unreadable("furtherCalls");
        }
        return new Alleged(
                facts,
                rules,
                person.equals(Alleged.Person.NATURAL.name()) ? Alleged.Person.NATURAL : Alleged.Person.LEGAL,
                cents("euros", euros),
                count.isEmpty() ? 0 : Integer.parseInt(count),
                furtherOn.isBlank() ? null : day("furtherOn", furtherOn));
    }

    /** An amount of euros with at most two decimals, behind a comma or a point, in cents. */
    static long cents(String field, String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f€]", "").replace(',', '.');
        if (plain.length() > MAX_DIGITS || !plain.matches("[0-9]+(\\.[0-9]{1,2})?")) {
            throw unreadable(field);
        }
        return new BigDecimal(plain).movePointRight(2).longValueExact();
    }

    /** An amount as it stands in a field. */
    static String written(long cents) {
        return cents % 100 == 0
                ? Long.toString(cents / 100)
                : String.format(Locale.ROOT, "%d,%02d", cents / 100, cents % 100);
    }

    static LocalDate day(String field, String typed) {
        try {
            return LegalCalendar.read(typed.strip());
        } catch (DateTimeException e) {
            throw unreadable(field);
        }
    }

    private static RefusedException unreadable(String field) {
        return new RefusedException(new RequestRefusal.UnreadableField(field));
    }

    /** Without the facts. */
    @Override
    public String toString() {
        return "AllegedForm";
    }
}
