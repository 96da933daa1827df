package org.openbloctel.registry.certificate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.openbloctel.registry.calendar.LegalCalendar;

/**
 * The law that gave the list its meaning on a day. A certificate names the one of its own day and no other, so that what it
 * proves can be judged later.
 *
 * @param code permanent
 * @param from its first day, in the calendar of Europe/Paris
 * @param article where it stands
 */
record Regime(String code, LocalDate from, String article) {
    /** In their order. The first holds for all days before, too: nothing was checked before there was a list. */
    private static final List<Regime> ALL = List.of(
            new Regime("opposition-list-2016", LocalDate.of(2016, 6, 1), "L.223-1"),
            new Regime("opposition-list-2020", LocalDate.of(2020, 7, 26), "L.223-1"),
            new Regime("consent-2026", LocalDate.of(2026, 8, 11), "L.223-1"));

    /** The one in force at an instant. */
    static Regime at(Instant instant) {
        LocalDate day = LegalCalendar.dayOf(instant);
        return ALL.stream()
                .filter(regime -> !day.isBefore(regime.from))
                .reduce((earlier, later) -> later)
                .orElse(ALL.getFirst());
    }

    /** What it means for whoever holds a certificate of that day. */
    String text(Locale language) {
        return ResourceBundle.getBundle(
                        "org.openbloctel.registry.certificate.messages",
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString("regime." + code);
    }
}
