package org.openbloctel.server.calls.law;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.verdict.Judged;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.registry.list.lookup.TestStory;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.forms.KeptForm;
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
record OpenQuestionPages(Verdicts verdicts, QuestionChoices choices, LawTexts texts, AnswerLines answers) {
    private static final List<String> LISTED = List.of("no", GeneralCaseForm.YES);

    /** More than anyone tries by hand. */
    private static final int MAX = 20;

    /** No company: a test has neither campaigns nor counters without one. */
    private static final UUID NO_COMPANY = new UUID(0, 0);

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

    /**
     * A call in general, as codes that an address may hold: nothing of a person is among them.
     *
     * @param story what is known of the person, one of {@link Case}
     * @param listed {@code yes} for a number on the list
     * @param sector of an address of before there were subjects
     */
    record GeneralCaseForm(
            String story, String listed, String sector, String subject, String relation, String day, String hour)
            implements KeptForm {
        /** In {@code listed}: the number is on the list. */
        static final String YES = "yes";

        GeneralCaseForm {
            story = requireNonNullElse(story, "");
            listed = requireNonNullElse(listed, "");
            sector = requireNonNullElse(sector, "");
            subject = requireNonNullElse(subject, "");
            relation = requireNonNullElse(relation, "");
            day = requireNonNullElse(day, "");
            hour = requireNonNullElse(hour, "");
        }

        /** The same question about the number for fiction whose story this is; a code that does not exist is a refusal that names the field. */
        QuestionForm question() {
            Case about = Case.of(story).orElseThrow(() -> unreadable("story"));
            if (subject.isEmpty()
                    ? Sector.of(sector).isEmpty()
                    : Subject.of(subject).isEmpty()) {
                throw unreadable("subject");
            }
            if (!relation.isEmpty()
                    && !relation.equals(Question.B2B)
                    && Relation.of(relation).isEmpty()) {
                throw unreadable("relation");
            }
            String goods = subject.equals(Subject.OTHER.id()) ? TestStory.GOODS : "";
            return new QuestionForm(
                    "+" + about.number(listed.equals(YES)), "", sector, subject, goods, relation, day, hour);
        }

        private static RefusedException unreadable(String field) {
            return new RefusedException(new RequestRefusal.UnreadableField(field));
        }
    }
}
