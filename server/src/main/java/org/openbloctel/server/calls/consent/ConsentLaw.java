package org.openbloctel.server.calls.consent;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the law of today, as the operator set it, asks of a consent that a company claims. Thread-safe. */
@Component
public final class ConsentLaw {
    private static final String RULE = "consent";
    private static final String REFUSAL = "no-call-after-objection";
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

    /** Whether a person who refused, and confirms a consent now, may be called again for what it names. */
    public boolean confirmationLiftsRefusal() {
        return law.rule(REFUSAL)
                .flatMap(rule -> rule.on(today()))
                .filter(RuleVersion::enforced)
                .map(version -> "confirmed".equals(version.judgedBy("lifted-by-consent", today())))
                .orElse(false);
    }

    /** The demand of this service, today, on a consent where the person refused, in the reader's language; null where it makes none of its own. */
    @Nullable
    String afterRefusal() {
        Locale locale = LocaleContextHolder.getLocale();
        return law.rule(REFUSAL)
                .flatMap(rule -> rule.on(today()))
                .map(RuleVersion::verdicts)
                .filter(own -> !today().isBefore(own.from()))
                .map(own -> own.text().in(locale))
                .map(text -> locale.getLanguage().equals("fr") ? Typesetting.french(text) : text)
                .orElse(null);
    }
}
