package org.openbloctel.server.accounts.credential;

import static org.openbloctel.server.platform.access.Access.Caller.ACCOUNT_HOLDER;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Function;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.accounts.credential.Passkeys;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.credential.DoorPages.NewPasswordForm;
import org.openbloctel.server.accounts.credential.FactorForms.FactorCodeForm;
import org.openbloctel.server.accounts.credential.StepUpPages.ProofForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The means of signing in of members and staff: seen and changed. Each change of a second factor has a page of its own, which
 * asks for a proof of one first.
 */
@Controller
@RequestMapping({"/pro/securite", "/operateur/securite", "/inspection/securite"})
record SecurityPages(
        Credentials credentials,
        SecondFactor factor,
        Factors factors,
        FactorForms forms,
        SignedInPeople people,
        SecurityNotes traces) {
    @ModelAttribute("root")
    String root(HttpServletRequest request) {
        return SignedInPeople.root(SignedInPeople.realm(request.getRequestURI()));
    }

    @ModelAttribute("action")
    String action(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping
    String security(SignedIn who, @ModelAttribute("password") NewPasswordForm password, Model model) {
        Credential credential = people.credential(who);
        var passkeys = factors.of(credential.id());
        boolean authenticator = factors.hasAuthenticator(credential.id());
        model.addAttribute("email", credential.email());
        model.addAttribute("passkeys", passkeys);
        model.addAttribute("authenticator", authenticator);
        model.addAttribute("several", passkeys.size() + (authenticator ? 1 : 0) > 1);
        model.addAttribute("room", passkeys.size() < Passkeys.MAX);
        model.addAttribute("codesLeft", factor.recoveryCodesLeft(credential.id()));
        return "credential/security";
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/mot-de-passe")
    String toSecurity(@ModelAttribute("root") String root) {
        return "redirect:" + root + "/securite";
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/mot-de-passe")
    String password(
            SignedIn who, @SentForm.Named("password") SentForm<NewPasswordForm> sent, Browser browser, NextPage next) {
        NewPasswordForm form = sent.form();
        Credential credential = people.credential(who);
        try {
            credentials.change(
                    credential.id(),
                    form.old().text(),
                    form.password().text(),
                    browser.address(),
                    people.device(browser));
        } catch (RefusedException refused) {
            traces.wrongProof(who, refused.refusal(), browser.request());
            sent.refuse(refused, "old");
            return security(who, form, sent.model());
        }
        // All other sessions are over; this one begins anew.
        people.open(credential, browser);
        return done(credential, "credential.security.password.done", next);
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/codes")
    String codes(SignedIn who, @ModelAttribute("form") ProofForm form, Model model) {
        return proof(people.credential(who), "codes", model);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/codes")
    String renewCodes(SignedIn who, SentForm<ProofForm> sent, Browser browser) {
        Credential credential = people.credential(who);
        return proved(who, "codes", sent, browser, proof -> {
            sent.model().addAttribute("codes", factors.renewRecoveryCodes(credential.id(), proof));
            sent.model().addAttribute("next", SignedInPeople.root(credential.realm()) + "/securite");
            return "credential/recovery-codes";
        });
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/application")
    String authenticator(SignedIn who, @ModelAttribute("form") ProofForm form, Model model) {
        return proof(people.credential(who), "application", model);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/application")
    String anotherAuthenticator(SignedIn who, SentForm<ProofForm> sent, Browser browser) {
        Credential credential = people.credential(who);
        return proved(who, "application", sent, browser, proof -> {
            String permit = factors.permit(credential.id(), proof);
            sent.model().addAttribute("form", FactorCodeForm.EMPTY);
            return forms.enrolment(credential, permit, sent.model());
        });
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/application/retrait")
    String authenticatorRemoval(SignedIn who, @ModelAttribute("form") ProofForm form, Model model) {
        return proof(people.credential(who), "application-off", model);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/application/retrait")
    String removeAuthenticator(SignedIn who, SentForm<ProofForm> sent, Browser browser, NextPage next) {
        Credential credential = people.credential(who);
        return proved(who, "application-off", sent, browser, proof -> {
            factors.removeAuthenticator(credential.id(), proof);
            // All other sessions are over; this one begins anew.
            people.open(credential, browser);
            return done(credential, "credential.security.app.removed", next);
        });
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/cles-d-acces")
    String passkey(SignedIn who, @ModelAttribute("form") ProofForm form, Model model) {
        return proof(people.credential(who), "passkey", model);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/cles-d-acces")
    String anotherPasskey(SignedIn who, SentForm<ProofForm> sent, Browser browser) {
        Credential credential = people.credential(who);
        return proved(
                who,
                "passkey",
                sent,
                browser,
                proof -> forms.another(credential, factors.permit(credential.id(), proof), sent.model()));
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/cles-d-acces/{id}/retrait")
    String passkeyRemoval(
            SignedIn who, @PathVariable("id") UUID id, @ModelAttribute("form") ProofForm form, Model model) {
        Credential credential = people.credential(who);
        model.addAttribute("one", passkey(credential, id));
        return proof(credential, "passkey-off", model);
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/cles-d-acces/{id}/retrait")
    String removePasskey(
            SignedIn who, @PathVariable("id") UUID id, SentForm<ProofForm> sent, Browser browser, NextPage next) {
        Credential credential = people.credential(who);
        sent.model().addAttribute("one", passkey(credential, id));
        return proved(who, "passkey-off", sent, browser, proof -> {
            factors.remove(credential.id(), id, proof);
            people.open(credential, browser);
            return done(credential, "passkey.removed", next);
        });
    }

    private Passkey passkey(Credential credential, UUID id) {
        return factors.of(credential.id()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new AccessRefusal.UnknownPasskey()));
    }

    /** The page that asks for a proof before it does something. */
    private String proof(Credential credential, String what, Model model) {
        model.addAttribute("what", what);
        forms.ways(credential, model);
        return "credential/proof";
    }

    private String proved(
            SignedIn who,
            String what,
            SentForm<ProofForm> sent,
            Browser browser,
            Function<Factors.Proof, String> change) {
        boolean byPasskey = sent.form().byPasskey();
        try {
            return change.apply(sent.form().proof(browser.session()));
        } catch (RefusedException refused) {
            traces.wrongProof(who, refused.refusal(), browser.request());
            if (byPasskey || refused.refusal() instanceof AccessRefusal.LastFactor) {
                sent.refuse(refused);
            } else {
                sent.refuse(refused, "code");
            }
            return proof(people.credential(who), what, sent.model());
        }
    }

    private String done(Credential credential, String key, NextPage next) {
        next.done(key);
        return "redirect:" + SignedInPeople.root(credential.realm()) + "/securite";
    }
}
