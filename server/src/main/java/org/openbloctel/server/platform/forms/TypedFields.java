package org.openbloctel.server.platform.forms;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** Days and amounts as people type them into the fields of a form. Any other text is refused by the name of its field. */
public final class TypedFields {
    private static final int MAX_DIGITS = 12;

    private TypedFields() {}

    /** A day of the calendar: {@code 2026-11-24}. */
    public static LocalDate day(String field, String typed) {
        try {
            return LegalCalendar.read(typed.strip());
        } catch (DateTimeException e) {
            throw unreadable(field);
        }
    }

    /** An amount of euros with at most two decimals, behind a comma or a point, in cents. */
    public static long cents(String field, String typed) {
        String plain = typed.replaceAll("[\\s\\u00a0\\u202f€]", "").replace(',', '.');
        if (plain.length() > MAX_DIGITS || !plain.matches("[0-9]+(\\.[0-9]{1,2})?")) {
            throw unreadable(field);
        }
        return new BigDecimal(plain).movePointRight(2).longValueExact();
    }

    /** An amount as it stands in a field. */
    public static String euros(long cents) {
        return cents % 100 == 0
                ? Long.toString(cents / 100)
                : String.format(Locale.ROOT, "%d,%02d", cents / 100, cents % 100);
    }

    private static RefusedException unreadable(String field) {
        return new RefusedException(new RequestRefusal.UnreadableField(field));
    }
}
