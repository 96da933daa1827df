package org.openbloctel.bench.data;

import java.util.Locale;

/** A call file to make, whose hits are on the given list. */
public record CallSpec(ListSpec list, Style style, long rows, long seed) {

    String stem() {
        return "%s-%s-%d".formatted(style, list.country(), rows).toLowerCase(Locale.ROOT);
    }
}
