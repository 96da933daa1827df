package org.openbloctel.server.consent;

import java.time.InstantSource;
import java.time.LocalDate;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.springframework.stereotype.Component;

/** What the law of today, as the operator set it, asks of a consent that a company claims. Thread-safe. */
@Component
final class ConsentLaw {
    private static final String RULE = "consent";
    private static final String CLAIM_SUFFICES = "claim-suffices";

    private final LawBook law;
    private final InstantSource clock;

    ConsentLaw(LawBook law, InstantSource clock) {
        this.law = law;
        this.clock = clock;
    }

    /** The day whose law is read. */
    LocalDate today() {
        return LegalCalendar.today(clock);
    }

    /** Whether a claim allows nothing before the person has confirmed it by a code. */
    boolean asksForConfirmation() {
        return law.rule(RULE)
                .flatMap(rule -> rule.on(today()))
                .filter(RuleVersion::enforced)
                .map(version -> version.parameters().stream()
                        .anyMatch(one -> one.name().equals(CLAIM_SUFFICES) && !Boolean.parseBoolean(one.value())))
                .orElse(false);
    }
}
