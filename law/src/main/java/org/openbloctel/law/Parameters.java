package org.openbloctel.law;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.openbloctel.law.Check.Excuse;
import org.openbloctel.law.Check.Hours.Opening;
import org.openbloctel.law.Check.Shown.Prefix;

/** The parameters of a rule's version while it is made ready; remembers which were asked for. Not thread-safe. */
final class Parameters {
    private static final int NATIONAL_DIGITS = 9;

    private final YamlPart part;
    private final Map<String, YamlPart> values;
    private final Holidays holidays;
    private final Set<String> asked = new HashSet<>();

    Parameters(YamlPart part, Map<String, YamlPart> values, Holidays holidays) {
        this.part = part;
        this.values = values;
        this.holidays = holidays;
    }

    /** Fails when one was never asked for. */
    void allAsked() {
        values.forEach((name, value) -> {
            if (!asked.contains(name)) {
                throw value.fault("unknown parameter " + name);
            }
        });
    }

    Holidays holidays() {
        return holidays;
    }

    private YamlPart value(String name) {
        asked.add(name);
        YamlPart value = values.get(name);
        if (value == null) {
            throw part.fault("the parameter " + name + " is missing");
        }
        return value;
    }

    /** A switch that is on unless the version says otherwise. */
    boolean enforced() {
        asked.add("enforced");
        return !values.containsKey("enforced") || flag("enforced");
    }

    boolean flag(String name) {
        return oneOf(name, "true", "false").equals("true");
    }

    String oneOf(String name, String... allowed) {
        YamlPart value = value(name);
        if (!Arrays.asList(allowed).contains(value.text())) {
            throw value.fault(name + " is one of " + String.join(", ", allowed));
        }
        return value.text();
    }

    int number(String name) {
        YamlPart value = value(name);
        if (!value.text().matches("[1-9][0-9]{0,4}")) {
            throw value.fault(name + " is a number from 1 to 99999");
        }
        return Integer.parseInt(value.text());
    }

    /** A number, or 0 for that word. */
    int numberOr(String name, String word) {
        return value(name).shown().equals(word) ? 0 : number(name);
    }

    Excuse contract() {
        return switch (oneOf("contract", "none", "any", "ongoing-related")) {
            case "any" -> Excuse.ANY;
            case "ongoing-related" -> Excuse.ONGOING_RELATED;
            default -> Excuse.NONE;
        };
    }

    Set<Sector> sectors(String name) {
        Set<Sector> sectors = EnumSet.noneOf(Sector.class);
        for (YamlPart item : value(name).list()) {
            sectors.add(Sector.of(item.text()).orElseThrow(() -> item.fault("no such sector: " + item.text())));
        }
        return sectors;
    }

    Set<Sector> sectorsOrAny(String name) {
        return value(name).shown().equals("any") ? EnumSet.allOf(Sector.class) : sectors(name);
    }

    Set<DayOfWeek> weekdays(String name) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (YamlPart item : value(name).list()) {
            try {
                days.add(DayOfWeek.valueOf(item.text().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw item.fault("no such day of the week: " + item.text());
            }
        }
        if (days.isEmpty()) {
            throw value(name).fault("at least one day is wanted");
        }
        return days;
    }

    List<Opening> openings(String name) {
        List<Opening> openings = new ArrayList<>();
        LocalTime last = LocalTime.MIN;
        for (YamlPart item : value(name).list()) {
            Opening opening = opening(item);
            if (opening.from().isBefore(last) || !opening.from().isBefore(opening.to())) {
                throw item.fault("hours are out of order");
            }
            last = opening.to();
            openings.add(opening);
        }
        if (openings.isEmpty()) {
            throw value(name).fault("at least one stretch of hours is wanted");
        }
        return List.copyOf(openings);
    }

    private static Opening opening(YamlPart item) {
        try {
            String[] ends = item.text().split("-", -1);
            if (ends.length == 2) {
                return new Opening(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw item.fault("hours look like \"10:00-13:00\"");
    }

    List<Prefix> prefixes(String name) {
        List<Prefix> prefixes = new ArrayList<>();
        for (YamlPart item : value(name).list()) {
            if (!item.text().matches("0[1-9][0-9]{1,6}")) {
                throw item.fault("the beginning of a number is 0 and two to seven digits");
            }
            String digits = item.text().substring(1);
            long unit = 1;
            for (int i = digits.length(); i < NATIONAL_DIGITS; i++) {
                unit *= 10;
            }
            prefixes.add(new Prefix(Long.parseLong(digits) * unit, (Long.parseLong(digits) + 1) * unit));
        }
        return List.copyOf(prefixes);
    }
}
