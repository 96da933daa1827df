package org.openbloctel.server.portal.submission;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.lookup.Answers;
import org.openbloctel.registry.lookup.Written;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.server.api.Checks;
import org.openbloctel.server.http.SignedIn;
import org.openbloctel.server.portal.credential.FormRefusals;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** A few numbers, pasted and answered on the spot; counted as a program's checks are, and kept nowhere. */
@Controller
final class CheckPages {
    private static final int MOST = 300;
    private static final int LONGEST = 100;

    private final Checks checks;
    private final Companies companies;
    private final FormRefusals refusals;

    CheckPages(Checks checks, Companies companies, FormRefusals refusals) {
        this.checks = checks;
        this.companies = companies;
        this.refusals = refusals;
    }

    @GetMapping("/pro/verifier-des-numeros")
    String form(@ModelAttribute("form") NumbersForm form, Model model) {
        form.setNumbers("");
        model.addAttribute("most", MOST);
        return "submission/check";
    }

    @PostMapping("/pro/verifier-des-numeros")
    String check(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") NumbersForm form,
            BindingResult result,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("most", MOST);
        try {
            List<String> numbers = numbers(form.getNumbers());
            companies.requireVerified(who.company());
            Answers answers = checks.answers(who, Written.of(numbers));
            model.addAttribute("answers", answers(numbers, answers));
            model.addAttribute("revision", answers.revision());
        } catch (RefusedException refused) {
            refusals.show(refused, result, "numbers", response);
        }
        return "submission/check";
    }

    private static List<String> numbers(String typed) {
        List<String> numbers = typed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.length() <= LONGEST ? line : line.substring(0, LONGEST))
                .toList();
        if (numbers.isEmpty()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("numbers"));
        }
        if (numbers.size() > MOST) {
            throw new RefusedException(new ListRefusal.TooManyNumbers(MOST));
        }
        return numbers;
    }

    private static List<Answer> answers(List<String> numbers, Answers found) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            Judgement judgement = found.judgements().get(i);
            var reason = judgement.reason();
            answers.add(new Answer(
                    numbers.get(i),
                    judgement.verdict(),
                    kind(judgement.verdict()),
                    reason == null ? null : reason.code()));
        }
        return answers;
    }

    private static String kind(Verdict verdict) {
        return switch (verdict) {
            case CALLABLE -> "success";
            case OPPOSED -> "error";
            case UNCHECKED -> "warning";
        };
    }

    /**
     * An answer.
     *
     * @param written the number as it was typed
     * @param kind of its tag
     * @param reason why it was not checked
     */
    record Answer(
            String written,
            Verdict verdict,
            String kind,
            @Nullable String reason) {}
}
