package org.openbloctel.server.service.help;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Known;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Regime;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Rule;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.law.Scope;
import org.openbloctel.law.Statement;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.accounts.company.Plan;
import org.openbloctel.registry.accounts.company.Plans;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.stereotype.Component;

/**
 * Answers the questionnaire by the judge of calls: it judges a call of the situation to a number on the list and to one that is not on it,
 * as if it had no refusal and no earlier call. Days and hours are left to the rules that are named. Thread-safe.
 */
@Component
final class Adviser {
    /** The statements shown beside the rules: who answers for the calls, and what has to be kept. */
    private static final List<String> DUTIES = List.of("duty.who", "keep.proof");

    private static final LocalTime NOON = LocalTime.NOON;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MONTH = 30;
    private static final int YEAR = 365;

    private final LawBook law;
    private final CallJudge judge;
    private final Plans plans;
    private final Budgets budgets;

    Adviser(LawBook law, Plans plans, Budgets budgets) {
        this.budgets = budgets;
        this.law = law;
        this.judge = new CallJudge(law);
        this.plans = plans;
    }

    /** The answer to a situation whose questions all have one. */
    Advice advise(Situation situation, Locale locale) {
        LocalDate day = situation.day();
        Instant at = day.atTime(NOON).atZone(LegalCalendar.ZONE).toInstant();
        Call call = new Call(
                at,
                LegalCalendar.ZONE,
                Topic.of(situation.sector()),
                situation.relation(),
                situation.relation() == Relation.ONGOING_CONTRACT,
                situation.toProfessionals(),
                null,
                false);
        Regime regime = law.regimeOn(day);
        return new Advice(
                day,
                regime == null ? null : set(regime.text().in(locale), locale),
                outcomes(situation, call, locale),
                regime == null ? List.of() : rules(call, day, locale),
                regime == null || situation.toProfessionals() ? List.of() : duties(day, locale),
                plan(situation, day).orElse(null));
    }

    private List<Advice.Outcome> outcomes(Situation situation, Call call, Locale locale) {
        List<Ground> unlisted = judge.standing(call, known(situation, call.at(), false));
        List<Ground> listed = judge.standing(call, known(situation, call.at(), true));
        if (listed.equals(unlisted)) {
            return List.of(outcome("any", listed, locale));
        }
        return List.of(outcome("unlisted", unlisted, locale), outcome("listed", listed, locale));
    }

    private Advice.Outcome outcome(String numbers, List<Ground> grounds, Locale locale) {
        Answer answer = grounds.isEmpty()
                ? Answer.ALLOWED
                : grounds.getFirst().forbids() ? Answer.FORBIDDEN : Answer.CANNOT_TELL;
        return new Advice.Outcome(
                numbers,
                answer,
                grounds.stream().map(ground -> reason(ground, locale)).toList());
    }

    private Advice.Line reason(Ground ground, Locale locale) {
        Optional<Rule> rule = law.rule(ground.rule());
        String text = set(ground.text().in(locale), locale);
        return new Advice.Line(
                rule.map(Rule::id).orElse(null),
                null,
                rule.map(one -> set(one.title().in(locale), locale)).orElse(text),
                rule.isPresent() ? text : "",
                Typesetting.french(ground.article()));
    }

    private List<Advice.Line> rules(Call call, LocalDate day, Locale locale) {
        List<Advice.Line> lines = new ArrayList<>();
        for (String id : judge.concerning(call)) {
            Rule rule = law.rule(id).orElseThrow();
            RuleVersion version = rule.on(day).orElseThrow();
            lines.add(new Advice.Line(
                    id,
                    null,
                    set(rule.title().in(locale), locale),
                    set(version.text().in(locale), locale),
                    Typesetting.french(version.article())));
        }
        return lines;
    }

    private List<Advice.Line> duties(LocalDate day, Locale locale) {
        List<Advice.Line> lines = new ArrayList<>();
        for (String id : DUTIES) {
            law.statement(id, day).ifPresent(version -> lines.add(duty(id, version, day, locale)));
        }
        return lines;
    }

    private Advice.Line duty(String id, Statement.Version version, LocalDate day, Locale locale) {
        return new Advice.Line(
                version.rules().getFirst(),
                id,
                "",
                set(version.text().in(locale), locale),
                Typesetting.french(law.article(version, day)));
    }

    /** The best that such a call can rest on: the list has just been looked up, nobody called or refused before. */
    private static Known known(Situation situation, Instant at, boolean listed) {
        return new Known(
                listed,
                at,
                List.of(),
                null,
                null,
                consent(situation, at),
                situation.consent().equals("asked") ? at.minus(DAY) : null,
                null,
                null);
    }

    private static Consent consent(Situation situation, Instant at) {
        return switch (situation.consent()) {
            case "recent" -> consent(situation, at, MONTH);
            case "old" -> consent(situation, at, YEAR + MONTH);
            default -> Consent.NONE;
        };
    }

    /** Given so many days ago, for a year, as the company claims it. */
    private static Consent consent(Situation situation, Instant at, int daysAgo) {
        Instant given = at.minus(DAY.multipliedBy(daysAgo));
        return new Consent(
                given, given.plus(DAY.multipliedBy(YEAR)), true, null, Scope.of(Set.of(situation.sector())), null);
    }

    /** Of the plans of the day that let such files in, the cheapest of a year; of two at one price the smaller. */
    private Optional<Plan> plan(Situation situation, LocalDate day) {
        long lines = situation.lines();
        long year = lines * situation.times();
        return plans.on(day).stream()
                .filter(plan -> suffices(plan.linesPerSubmission(), lines)
                        && suffices(plan.linesPerYear(), year)
                        && budgets.of(plan).year() >= situation.fresh())
                .min(Comparator.comparingLong(plan -> plan.priceCents() + plan.yearlyFeeCents()));
    }

    private static boolean suffices(@Nullable Long limit, long wanted) {
        return limit == null || limit >= wanted;
    }

    private static String set(String text, Locale locale) {
        return locale.getLanguage().equals("fr") ? Typesetting.french(text) : Typesetting.english(text);
    }
}
