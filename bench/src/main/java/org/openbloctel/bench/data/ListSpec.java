package org.openbloctel.bench.data;

import java.util.Locale;

/** A list to make: so many distinct numbers of a country, in random order, one E.164 number a line. */
public record ListSpec(Country country, long count, long seed) {

    String fileName() {
        return "list-%s-%d.txt".formatted(country.name().toLowerCase(Locale.ROOT), count);
    }
}
