package org.openbloctel.bench;

import java.util.Locale;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.data.ListSpec;

/** How a race is headed. */
final class Titles {

    private Titles() {}

    static String of(String what, CallFile file, ListSpec list) {
        return String.format(
                Locale.ROOT,
                "%s, %,d rows (%,d MB) × %,d listed",
                what,
                file.rows(),
                file.bytes() / 1_000_000,
                list.count());
    }
}
