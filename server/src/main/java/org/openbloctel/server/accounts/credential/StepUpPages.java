package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ACCOUNT_HOLDER;

import jakarta.servlet.http.HttpServletRequest;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.StepUp;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedSecret;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page that asks for the second factor again ({@link StepUp}), and leads on to what was asked for before. */
@Controller
@RequestMapping({
    "/pro/second-facteur/a-nouveau",
    "/operateur/second-facteur/a-nouveau",
    "/inspection/second-facteur/a-nouveau"
})
record StepUpPages(Factors factors, FactorForms forms, SignedInPeople people, StepUp stepUp, SecurityNotes traces) {
    @ModelAttribute
    void page(HttpServletRequest request, Model model) {
        model.addAttribute("root", SignedInPeople.root(SignedInPeople.realm(request.getRequestURI())));
        model.addAttribute("action", request.getRequestURI());
        model.addAttribute("what", "again");
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping
    String ask(SignedIn who, @ModelAttribute("form") ProofForm form, Model model) {
        return asking(people.credential(who), model);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping
    String give(SignedIn who, SentForm<ProofForm> sent, Browser browser) {
        Credential credential = people.credential(who);
        try {
            factors.prove(credential.id(), sent.form().proof(browser.session()));
        } catch (RefusedException refused) {
            traces.wrongProof(who, refused.refusal(), browser.request());
            if (sent.form().byPasskey()) {
                sent.refuse(refused);
            } else {
                sent.refuse(refused, "code");
            }
            return asking(credential, sent.model());
        }
        return "redirect:" + stepUp.proved(who, browser);
    }

    private String asking(Credential credential, Model model) {
        forms.ways(credential, model);
        return "credential/proof";
    }

    /** A proof of the second factor: a code as typed, or the answer of a passkey. */
    record ProofForm(TypedSecret code, TypedSecret answer) implements KeptForm {
        ProofForm {
            code = requireNonNullElse(code, TypedSecret.NONE);
            answer = requireNonNullElse(answer, TypedSecret.NONE);
        }

        boolean byPasskey() {
            return !answer.text().isEmpty();
        }

        /** Its means of proof. */
        Factors.Proof proof(String session) {
            return byPasskey() ? new Factors.Proof.Answer(session, answer.text()) : new Factors.Proof.Code(code.text());
        }
    }
}
