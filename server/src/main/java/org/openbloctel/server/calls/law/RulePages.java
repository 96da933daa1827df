package org.openbloctel.server.calls.law;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;
import org.openbloctel.law.Exemption;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /regles}: what holds on a day, today's by default; {@code /regles/{id}}: what a rule said when. Open to everybody. */
@Controller
record RulePages(LawBook law, LawTexts texts, InstantSource clock) {
    /** A line of the list. */
    record Line(String id, String title, String text, String article) {}

    /** A regime, and whether it is the one of the day. */
    record Era(LocalDate from, String name, String text, boolean current) {}

    /** What a rule says between two days. */
    record Version(
            Period period,
            String text,
            Reference reference,
            List<String> exempt,
            List<Value> values,
            @Nullable Verdicts verdicts) {}

    /** The parameters by which this service judges calls to come, in place of the law's. */
    record Verdicts(LocalDate from, String text, List<Value> values) {}

    /**
     * From when to when a version of a rule applies.
     *
     * @param state one of {@code past}, {@code present}, {@code future}, {@code off}
     */
    record Period(LocalDate from, @Nullable LocalDate to, String state) {}

    /** Where a version of a rule is written: the article, and the text that made it. */
    record Reference(String article, String source) {}

    /** A parameter, in words. */
    record Value(String name, String value, @Nullable String disputed) {}

    @Access(ANYONE)
    @GetMapping("/regles")
    String rules(@RequestParam(name = "jour", required = false) @Nullable String written, Locale locale, Model model) {
        LocalDate today = LegalCalendar.today(clock);
        LocalDate day = written == null || written.isBlank() ? today : day(written);
        Regime regime = law.regimeOn(day);
        model.addAttribute("day", day);
        model.addAttribute("today", day.equals(today));
        model.addAttribute("regime", regime == null ? null : era(regime, true, locale));
        model.addAttribute(
                "rules",
                law.rules().stream()
                        .filter(rule -> rule.on(day).map(RuleVersion::enforced).orElse(false))
                        .map(rule -> line(rule, rule.on(day).orElseThrow(), locale))
                        .toList());
        model.addAttribute(
                "regimes",
                law.regimes().stream()
                        .map(one -> era(one, one.equals(regime), locale))
                        .toList());
        return "law/rules";
    }

    @Access(ANYONE)
    @GetMapping("/regles/{id}")
    String rule(@PathVariable("id") String id, Locale locale, Model model) {
        Rule rule = law.rule(id).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        LocalDate today = LegalCalendar.today(clock);
        model.addAttribute("id", rule.id());
        model.addAttribute("title", say(rule.title(), locale));
        model.addAttribute("inForce", rule.on(today).map(RuleVersion::enforced).orElse(false));
        model.addAttribute(
                "versions",
                rule.versions().reversed().stream()
                        .map(version -> version(version, today, locale))
                        .toList());
        return "law/rule";
    }

    private static LocalDate day(String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("jour"));
        }
    }

    private static Line line(Rule rule, RuleVersion version, Locale locale) {
        return new Line(rule.id(), say(rule.title(), locale), say(version.text(), locale), version.article());
    }

    private static Era era(Regime regime, boolean current, Locale locale) {
        return new Era(regime.from(), say(regime.name(), locale), say(regime.text(), locale), current);
    }

    private Version version(RuleVersion version, LocalDate today, Locale locale) {
        return new Version(
                new Period(version.from(), version.to(), state(version, today)),
                say(version.text(), locale),
                new Reference(Typesetting.french(version.article()), Typesetting.french(version.source())),
                version.exempt().stream().sorted().map(Exemption::code).toList(),
                values(version.parameters(), locale),
                verdicts(version.verdicts(), locale));
    }

    private @Nullable Verdicts verdicts(RuleVersion.@Nullable Verdicts own, Locale locale) {
        return own == null ? null : new Verdicts(own.from(), say(own.text(), locale), values(own.parameters(), locale));
    }

    private List<Value> values(List<RuleVersion.Parameter> parameters, Locale locale) {
        return parameters.stream()
                .map(one -> new Value(
                        texts.parameter(one.name()),
                        texts.value(one.value()),
                        one.disputed() == null ? null : say(one.disputed(), locale)))
                .toList();
    }

    private static String state(RuleVersion version, LocalDate today) {
        if (!version.enforced()) {
            return "off";
        }
        if (version.holdsOn(today)) {
            return "present";
        }
        return version.from().isAfter(today) ? "future" : "past";
    }

    private static String say(Bilingual text, Locale locale) {
        String said = text.in(locale);
        return locale.getLanguage().equals("fr") ? Typesetting.french(said) : said;
    }
}
