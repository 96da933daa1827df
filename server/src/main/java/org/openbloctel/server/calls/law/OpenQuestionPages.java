package org.openbloctel.server.calls.law;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /puis-je-appeler}, for everybody: a call in general, whose address holds codes alone, and a few numbers for fiction. Both are
 * judged as a test key's calls are: no number of a person gets an answer, nothing is counted or kept. Thread-safe.
 */
@Controller
final class OpenQuestionPages {
    private static final List<String> LISTED = List.of("no", GeneralCaseForm.YES);

    /** More than anyone tries by hand. */
    private static final int MAX = 20;

    /** No company: a test has neither campaigns nor counters without one. */
    private static final UUID NO_COMPANY = new UUID(0, 0);

    private final Verdicts verdicts;
    private final QuestionChoices choices;
    private final LawTexts texts;
    private final AnswerLines answers;

    OpenQuestionPages(Verdicts verdicts, QuestionChoices choices, LawTexts texts, AnswerLines answers) {
        this.verdicts = verdicts;
        this.choices = choices;
        this.texts = texts;
        this.answers = answers;
    }

    @Access(ANYONE)
    @GetMapping("/puis-je-appeler")
    String general(SentForm<GeneralCaseForm> sent, Instant now, Locale locale) {
        Model model = sent.model();
        choices.addTo(model);
        model.addAttribute("listed", texts.options("law.case.listed.%s", LISTED));
        model.addAttribute(
                "stories",
                texts.options(
                        "law.case.%s", Stream.of(Case.values()).map(Case::code).toList()));
        if (sent.form().story().isEmpty()) {
            return "law/case";
        }
        try {
            answer(Question.read(sent.form().question(), now), model, locale);
        } catch (RefusedException refused) {
            sent.refuse(refused, "subject");
        }
        return "law/case";
    }

    @Access(ANYONE)
    @GetMapping("/puis-je-appeler/essai")
    String form(Model model) {
        model.addAttribute("form", new QuestionForm("", "", "", "", "", "", "", ""));
        return trial(model);
    }

    @Access(ANYONE)
    @PostMapping("/puis-je-appeler/essai")
    String ask(SentForm<QuestionForm> sent, Instant now, Locale locale) {
        Model model = sent.model();
        try {
            answer(Question.read(sent.form().withoutCampaign(), now).atMost(MAX), model, locale);
        } catch (RefusedException refused) {
            sent.refuse(refused, "numbers");
        }
        return trial(model);
    }

    private String trial(Model model) {
        choices.addTo(model);
        model.addAttribute("most", MAX);
        return "law/trial";
    }

    private void answer(Question question, Model model, Locale locale) {
        Judged judged = verdicts.judge(NO_COMPANY, "visitor", true, question.calls());
        model.addAttribute("at", question.at());
        model.addAttribute("simulated", judged.results().stream().anyMatch(Judged.Result::isSimulated));
        model.addAttribute("lines", answers.of(question.numbers(), judged.results(), locale));
    }
}
