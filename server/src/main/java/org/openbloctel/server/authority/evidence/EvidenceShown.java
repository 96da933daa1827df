package org.openbloctel.server.authority.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Regime;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.authority.evidence.Findings;
import org.openbloctel.registry.calls.call.CallSearch;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Findings as their page shows them: one line of time in plain sentences, and a row for each company that called. */
@Component
record EvidenceShown(MessageSource messages) {
    /** Something that happened, in a sentence. */
    record Line(Instant at, String kind, String text) {}

    /**
     * A company that called.
     *
     * @param answer the code of what its latest check answered; null for none
     */
    record CallerRow(
            String name,
            Instant lastCall,
            @Nullable Instant checkedAt,
            @Nullable String answer,
            String conduct,
            boolean attributed) {}

    /** Puts the findings into the model of the page. */
    void put(Findings findings, Locale locale, Model model) {
        model.addAttribute("one", findings.complaint());
        model.addAttribute(
                "number", Objects.requireNonNull(findings.complaint().number()).e164());
        model.addAttribute("missing", findings.missing());
        model.addAttribute("proved", findings.proved());
        model.addAttribute("lines", new Lines(findings, locale).all());
        model.addAttribute("days", days(findings, locale));
        model.addAttribute(
                "callers",
                findings.callers().stream()
                        .map(caller -> row(caller, findings.names(), locale))
                        .toList());
    }

    /** A call of the complaint: whether the number was listed then, and under which law. */
    record Day(Instant at, @Nullable Instant listedSince, String regime) {}

    private static List<Day> days(Findings findings, Locale locale) {
        return findings.days().stream()
                .map(day -> {
                    Findings.Listed listed = day.listed();
                    Regime regime = day.regime();
                    return new Day(
                            day.at(),
                            listed == null ? null : listed.since(),
                            regime == null ? "" : regime.name().in(locale));
                })
                .toList();
    }

    private CallerRow row(Findings.Caller caller, Map<UUID, Company.Named> names, Locale locale) {
        TracedCheck.Answered check = caller.check();
        return new CallerRow(
                name(names, caller.company(), locale),
                caller.lastCall(),
                check == null ? null : check.check().lastAt(),
                check == null ? null : check.answer().name(),
                caller.conduct().name(),
                caller.attributed());
    }

    private String name(Map<UUID, Company.Named> names, UUID company, Locale locale) {
        Company.Named known = names.get(company);
        return known == null
                ? text("evidence.company.gone", locale)
                : text("evidence.company.named", locale, known.name(), known.siren());
    }

    private String text(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }

    /** Collects the lines of one page. Not thread-safe. */
    private final class Lines {
        private final Findings findings;
        private final Locale locale;
        private final List<Line> lines = new ArrayList<>();

        Lines(Findings findings, Locale locale) {
            this.findings = findings;
            this.locale = locale;
        }

        List<Line> all() {
            findings.days().stream()
                    .map(Findings.CallDay::listed)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(listed -> add(listed.since(), "listed", "evidence.line.listed"));
            findings.checks().forEach(this::check);
            findings.consents().forEach(this::consent);
            findings.reported().forEach(this::reported);
            findings.refusals()
                    .forEach(refusal ->
                            add(refusal.at(), "refusal", "evidence.line.refusal", name(refusal.principal())));
            findings.days().forEach(day -> add(day.at(), "call", "evidence.line.call"));
            lines.sort(Comparator.comparing(Line::at));
            return lines;
        }

        private void check(TracedCheck.Answered one) {
            TracedCheck check = one.check();
            String who = check.company().equals(check.principal())
                    ? name(check.company())
                    : text("evidence.for", locale, name(check.company()), name(check.principal()));
            String how = text("evidence.kind." + check.kind().name(), locale);
            String answer = text("evidence.answer." + one.answer().name(), locale);
            List<String> parts = new ArrayList<>(List.of(text("evidence.line.check", locale, who, how, answer)));
            if (check.campaignName() != null) {
                parts.add(text("evidence.line.campaign", locale, check.campaignName()));
            }
            if (check.certificate() != null) {
                parts.add(text("evidence.line.certificate", locale, check.certificate()));
            }
            lines.add(new Line(check.at(), "check", String.join(" ", parts)));
        }

        private void consent(GivenConsent consent) {
            add(
                    consent.givenAt(),
                    "consent",
                    "evidence.line.consent",
                    consent.principal(),
                    consent.siren(),
                    consent.goods(),
                    text("evidence.consent." + word(consent), locale));
            if (consent.confirmedAt() != null && !consent.direct()) {
                add(consent.confirmedAt(), "consent", "evidence.line.confirmed", consent.principal());
            }
            if (consent.withdrawnAt() != null) {
                add(consent.withdrawnAt(), "consent", "evidence.line.withdrawn", consent.principal());
            }
        }

        private static String word(GivenConsent consent) {
            return consent.direct() ? "direct" : consent.confirmed() ? "confirmed" : "claimed";
        }

        private void reported(CallSearch.Reported call) {
            String outcome = call.outcome() == null ? "UNKNOWN" : call.outcome().name();
            add(
                    call.at(),
                    "reported",
                    "evidence.line.reported",
                    name(call.principal()),
                    text("evidence.outcome." + outcome, locale));
        }

        private String name(UUID company) {
            return EvidenceShown.this.name(findings.names(), company, locale);
        }

        private void add(Instant at, String kind, String key, Object... values) {
            lines.add(new Line(at, kind, text(key, locale, values)));
        }
    }
}
