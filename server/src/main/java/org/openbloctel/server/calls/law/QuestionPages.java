package org.openbloctel.server.calls.law;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.programs.ProgramLimits;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /pro/puis-je-appeler}: a few numbers, pasted and judged on the spot, as a program's calls are; counted as those, and kept
 * nowhere. Thread-safe.
 */
@Controller
record QuestionPages(
        Verdicts verdicts, ProgramLimits limits, Companies companies, QuestionChoices choices, AnswerLines answers) {
    @Access(MEMBER)
    @GetMapping("/pro/puis-je-appeler")
    String form(
            SignedIn.Member who,
            @RequestParam(name = "campagne", required = false) @Nullable String campaign,
            Model model) {
        // Nothing from the address but the campaign: a number never stands there.
        model.addAttribute("form", new QuestionForm("", campaign == null ? "" : campaign, "", "", "", "", "", ""));
        return page(who, model);
    }

    @Access(MEMBER)
    @PostMapping("/pro/puis-je-appeler")
    String ask(SignedIn.Member who, SentForm<QuestionForm> sent, Instant now, Locale locale) {
        Model model = sent.model();
        try {
            Question question = Question.read(sent.form(), now);
            companies.requireVerified(who.company());
            limits.takeNumbers(who.company(), question.numbers().size());
            Judged judged = verdicts.judge(who.company(), who.actor(), false, question.calls());
            model.addAttribute("at", question.at());
            model.addAttribute("revision", judged.revision());
            model.addAttribute("simulated", judged.results().stream().anyMatch(Judged.Result::isSimulated));
            model.addAttribute("lines", answers.of(question.numbers(), judged.results(), locale));
        } catch (RefusedException refused) {
            sent.refuse(refused, "numbers");
        }
        return page(who, model);
    }

    private String page(SignedIn.Member who, Model model) {
        choices.addTo(model, who);
        return "law/ask";
    }
}
