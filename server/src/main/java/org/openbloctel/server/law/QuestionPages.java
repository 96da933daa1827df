package org.openbloctel.server.law;

import static org.openbloctel.server.web.Access.Caller.MEMBER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Rule;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.consent.RecordedConsent;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.verdict.Judged;
import org.openbloctel.registry.verdict.Verdicts;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.ProgramLimits;
import org.openbloctel.server.web.RefusalProse;
import org.openbloctel.server.web.SignedIn;
import org.openbloctel.server.web.Typesetting;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /pro/puis-je-appeler}: a few numbers, pasted and judged on the spot, as a program's calls are; counted as those, and kept
 * nowhere. Thread-safe.
 */
@Controller
final class QuestionPages {
    private static final int MAX_CAMPAIGNS = 1_000;

    private final Verdicts verdicts;
    private final ProgramLimits limits;
    private final Campaigns campaigns;
    private final Companies companies;
    private final LawBook law;
    private final LawTexts texts;
    private final RefusalProse prose;
    private final FormRefusals refusals;
    private final InstantSource clock;

    QuestionPages(
            Verdicts verdicts,
            ProgramLimits limits,
            Campaigns campaigns,
            Companies companies,
            LawBook law,
            LawTexts texts,
            RefusalProse prose,
            FormRefusals refusals,
            InstantSource clock) {
        this.verdicts = verdicts;
        this.limits = limits;
        this.campaigns = campaigns;
        this.companies = companies;
        this.law = law;
        this.texts = texts;
        this.prose = prose;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Access(MEMBER)
    @GetMapping("/pro/puis-je-appeler")
    String form(
            @AuthenticationPrincipal SignedIn.Member who,
            @RequestParam(name = "campagne", required = false) @Nullable String campaign,
            Model model) {
        // Nothing from the address but the campaign: a number never stands there.
        model.addAttribute("form", new QuestionForm("", campaign == null ? "" : campaign, "", "", "", ""));
        return page(who, model);
    }

    @Access(MEMBER)
    @PostMapping("/pro/puis-je-appeler")
    String ask(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") QuestionForm form,
            BindingResult result,
            Model model,
            Locale locale) {
        try {
            Question question = Question.read(form, clock.instant());
            companies.requireVerified(who.company());
            limits.takeNumbers(who.company(), question.numbers().size());
            Judged judged = verdicts.judge(who.company(), who.actor(), false, question.calls());
            model.addAttribute("at", question.at());
            model.addAttribute("revision", judged.revision());
            model.addAttribute("simulated", judged.results().stream().anyMatch(QuestionPages::simulated));
            model.addAttribute("lines", lines(question.numbers(), judged.results(), locale));
        } catch (RefusedException refused) {
            refusals.show(refused, result, "numbers");
        }
        return page(who, model);
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("most", Question.MAX);
        model.addAttribute("campaigns", campaignOptions(who));
        model.addAttribute("sectors", texts.sectors("law.ask.sector.choose"));
        Map<String, String> relations = new LinkedHashMap<>();
        relations.put("", texts.say("law.ask.relation.unsaid"));
        relations.putAll(texts.options(
                "law.relation.%s",
                Stream.concat(Stream.of(Relation.values()).map(Relation::code), Stream.of(Question.B2B))
                        .toList()));
        model.addAttribute("relations", relations);
        return "law/ask";
    }

    private Map<String, String> campaignOptions(SignedIn.Member who) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", texts.say("law.ask.campaign.none"));
        for (Campaign campaign : campaigns.of(who.company(), MAX_CAMPAIGNS)) {
            options.put(campaign.id().toString(), campaign.name());
        }
        return options;
    }

    private static boolean simulated(Judged.Result result) {
        return switch (result) {
            case Judged.Told told -> told.simulated();
            case Judged.Unread unread -> false;
        };
    }

    private List<Line> lines(List<String> numbers, List<Judged.Result> results, Locale locale) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            lines.add(line(numbers.get(i), results.get(i), locale));
        }
        return lines;
    }

    private Line line(String written, Judged.Result result, Locale locale) {
        return switch (result) {
            case Judged.Told told ->
                new Line(
                        written,
                        told.verdict().answer(),
                        kind(told.verdict().answer()),
                        told.verdict().grounds().stream()
                                .map(ground -> reason(ground, locale))
                                .toList(),
                        told.verdict().answer() == Answer.ALLOWED
                                ? null
                                : told.verdict().nextAllowedAt(),
                        told.consent());
            case Judged.Unread unread -> {
                Reason why = unread.refusal() instanceof LawRefusal.UnreadableNumber number
                        ? new Reason(
                                null,
                                texts.say("submission.reason." + number.reason()) + ".",
                                null,
                                prose.cure(number, locale),
                                null)
                        : new Reason(null, "", null, prose.whole(unread.refusal()), null);
                yield new Line(written, Answer.CANNOT_TELL, kind(Answer.CANNOT_TELL), List.of(why), null, null);
            }
        };
    }

    private Reason reason(Ground ground, Locale locale) {
        String title =
                law.rule(ground.rule()).map(Rule::title).orElse(ground.text()).in(locale);
        boolean known = law.rule(ground.rule()).isPresent();
        String missing = ground.missing() == null ? null : texts.missing(ground.missing());
        return new Reason(
                known ? ground.rule() : null,
                set(title, locale),
                ground.article().isEmpty() ? null : Typesetting.french(ground.article()),
                known ? set(ground.text().in(locale), locale) : "",
                missing);
    }

    private static String set(String text, Locale locale) {
        return locale.getLanguage().equals("fr") ? Typesetting.french(text) : text;
    }

    private static String kind(Answer answer) {
        return switch (answer) {
            case ALLOWED -> "success";
            case FORBIDDEN -> "error";
            case CANNOT_TELL -> "warning";
        };
    }

    /**
     * The answer for a number.
     *
     * @param written the number as it was typed
     * @param kind of its tag
     * @param next when it may be called for the first time, other things equal; null when that is not in sight, or now
     * @param consent the one that the answer rests on; null when it rests on none
     */
    record Line(
            String written,
            Answer answer,
            String kind,
            List<Reason> reasons,
            @Nullable Instant next,
            @Nullable RecordedConsent consent) {}

    /**
     * Why not.
     *
     * @param rule the rule's id; null when it is none
     * @param missing what is not known; null for what forbids
     */
    record Reason(
            @Nullable String rule,
            String title,
            @Nullable String article,
            String text,
            @Nullable String missing) {}
}
