package org.openbloctel.server.calls.law;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/** The law of days before August 2026, and today's with an enforced list, in every page, mail and document. */
@Tag("check-long")
final class FormerLegalTextsIT extends LegalTextsContract {
    static Stream<String> regimes() {
        return Stream.of("2016", "2020", "2023", "2026-enforced");
    }
}
