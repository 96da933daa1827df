package org.openbloctel.server.service.help;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /que-faire}: one question a page, then the answer. The address holds the answers as codes, and nothing of a person: it can be
 * kept and passed on. Nothing is stored. Thread-safe.
 */
@Controller
record AdvicePages(Adviser adviser, MessageSource texts, Formats formats, InstantSource clock) {
    /** The question that was on the page, so that one that was sent without an answer can say so. */
    private static final String SEEN = "etape";

    @Access(ANYONE)
    @GetMapping(Situation.PATH)
    String page(@RequestParam Map<String, String> query, Locale locale, Model model) {
        Situation situation = Situation.read(query);
        model.addAttribute("given", given(situation, locale));
        Optional<AdviceStep> open = situation.open();
        if (open.isPresent()) {
            ask(open.get(), situation, query, locale, model);
            return "help/ask";
        }
        model.addAttribute("advice", adviser.advise(situation, locale));
        model.addAttribute("today", situation.day().equals(LegalCalendar.today(clock)));
        model.addAttribute("through", situation.throughAgent());
        return "help/answer";
    }

    private void ask(AdviceStep step, Situation situation, Map<String, String> query, Locale locale, Model model) {
        List<AdviceStep> steps = situation.steps();
        model.addAttribute("step", step.key());
        model.addAttribute("parameter", step.parameter());
        model.addAttribute("at", steps.indexOf(step) + 1);
        model.addAttribute("count", steps.size());
        model.addAttribute("options", options(step, locale));
        model.addAttribute("before", situation.parameters());
        model.addAttribute("missing", step.parameter().equals(query.get(SEEN)));
        model.addAttribute("day", LegalCalendar.today(clock));
    }

    private Map<String, String> options(AdviceStep step, Locale locale) {
        Map<String, String> options = new LinkedHashMap<>();
        step.codes().forEach(code -> options.put(code, words(step, code, locale)));
        return options;
    }

    private List<Given> given(Situation situation, Locale locale) {
        List<Given> given = new ArrayList<>();
        situation
                .answers()
                .forEach((step, answer) ->
                        given.add(new Given(step.key(), words(step, answer, locale), situation.address(step))));
        return given;
    }

    private String words(AdviceStep step, String code, Locale locale) {
        return switch (step) {
            case WHO -> say("help.who." + code, locale);
            case WHOM -> say("help.whom." + code, locale);
            case SUBJECT -> say("law.sector." + code, locale);
            case RELATION -> say("law.relation." + code, locale);
            case CONSENT -> say("help.consent." + code, locale);
            case LINES -> say("help.lines.up-to", locale, formats.count(Long.parseLong(code)));
            case TIMES -> say("help.times.up-to", locale, formats.count(Long.parseLong(code)));
            case FRESH -> say("help.fresh.up-to", locale, formats.count(Long.parseLong(code)));
            case DAY -> AdviceStep.day(code).map(formats::day).orElse("");
        };
    }

    private String say(String key, Locale locale, Object... values) {
        return texts.getMessage(key, values, locale);
    }

    /**
     * An answer that was given.
     *
     * @param step the question's name in the bundles
     * @param change the address at which it is put again, the other answers kept
     */
    record Given(String step, String answer, String change) {}
}
