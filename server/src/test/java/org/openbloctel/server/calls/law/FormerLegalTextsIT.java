package org.openbloctel.server.calls.law;

import java.util.stream.Stream;

/** The law of days before August 2026 in every page, mail and document. */
final class FormerLegalTextsIT extends LegalTextsContract {
    static Stream<String> regimes() {
        return Stream.of("2016", "2020", "2023");
    }
}
