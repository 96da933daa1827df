package org.openbloctel.server.accounts.credential;

import static org.openbloctel.server.platform.access.Access.Caller.ACCOUNT_HOLDER;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.accounts.credential.FactorForms.FactorCodeForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The second factor after the password: a code or a passkey, given at each sign-in and set up at the first. */
@Controller
@RequestMapping({"/pro/second-facteur", "/operateur/second-facteur", "/inspection/second-facteur"})
record SecondFactorPages(
        SecondFactor factor,
        Factors factors,
        SignedInPeople people,
        FormRefusals refusals,
        FactorForms forms,
        SecurityNotes traces) {
    @ModelAttribute("root")
    String root(HttpServletRequest request) {
        return SignedInPeople.root(SignedInPeople.realm(request.getRequestURI()));
    }

    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @GetMapping
    String ask(SignedIn who, Model model) {
        Credential credential = people.credential(who);
        return credential.secondFactor() ? asking(credential, model) : forms.enrolment(credential, "", model);
    }

    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @PostMapping
    String give(SignedIn who, SentForm<FactorCodeForm> sent, Browser browser) {
        Credential credential = people.credential(who);
        try {
            factors.prove(
                    credential.id(), new Factors.Proof.Code(sent.form().code().text()));
        } catch (RefusedException refused) {
            traces.note(Kind.FACTOR_FAILED, who.actor(), browser.request());
            sent.refuse(refused, "code");
            return asking(credential, sent.model());
        }
        return "redirect:" + people.open(credential, browser);
    }

    /** Addresses that answer a form lead back to the question when the language is changed there. */
    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @GetMapping({"/activer", "/cle", "/cles"})
    String again(@ModelAttribute("root") String root) {
        return "redirect:" + root + "/second-facteur";
    }

    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @PostMapping("/cle/question")
    @ResponseBody
    PasskeyJson question(SignedIn who, HttpServletRequest request) {
        return PasskeyJson.of(
                factors.question(SignedInPeople.id(who), request.getSession().getId()));
    }

    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @PostMapping("/cle")
    String giveByPasskey(SignedIn who, @ModelAttribute("passkey") PasskeyForm form, Model model, Browser browser) {
        Credential credential = people.credential(who);
        try {
            factors.prove(
                    credential.id(),
                    new Factors.Proof.Answer(browser.session(), form.answer().text()));
        } catch (RefusedException refused) {
            traces.note(Kind.FACTOR_FAILED, who.actor(), browser.request());
            refusals.show(refused, model);
            return asking(credential, model);
        }
        return "redirect:" + people.open(credential, browser);
    }

    /** The first authenticator of a person, or another one, for which a permit was given on the page of security. */
    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @PostMapping("/activer")
    String confirm(SignedIn who, SentForm<FactorCodeForm> sent, Browser browser) {
        FactorCodeForm form = sent.form();
        Credential credential = people.credential(who);
        try {
            sent.model()
                    .addAttribute(
                            "codes", factor.confirm(credential.id(), form.code().text(), form.permit()));
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof AccessRefusal.SecondFactorNeeded) {
                throw refused;
            }
            sent.refuse(refused, "code");
            return forms.enrolment(credential, form.permit(), sent.model());
        }
        sent.model().addAttribute("next", people.open(credential, browser));
        return "credential/recovery-codes";
    }

    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @PostMapping("/cles/offre")
    @ResponseBody
    PasskeyJson offer(SignedIn who, @ModelAttribute("passkey") PasskeyForm form, HttpServletRequest request) {
        return PasskeyJson.of(
                factors.offer(SignedInPeople.id(who), request.getSession().getId(), form.permit(), form.name()));
    }

    /** The first passkey of a person, or one more, for which a permit was given on the page of security. */
    @Access(value = ACCOUNT_HOLDER, secondFactor = false)
    @PostMapping("/cles")
    String add(SignedIn who, @SentForm.Named("passkey") SentForm<PasskeyForm> sent, Browser browser, NextPage next) {
        PasskeyForm form = sent.form();
        Model model = sent.model();
        Credential credential = people.credential(who);
        List<String> codes;
        try {
            codes = factors.add(
                    credential.id(),
                    browser.session(),
                    form.permit(),
                    form.name(),
                    form.answer().text());
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof AccessRefusal.SecondFactorNeeded) {
                throw refused;
            }
            sent.refuse(refused, "name");
            return form.permit().isEmpty()
                    ? forms.enrolment(credential, "", model)
                    : forms.another(credential, form.permit(), model);
        }
        String home = people.open(credential, browser);
        if (codes.isEmpty()) {
            next.done("passkey.made");
            return "redirect:" + SignedInPeople.root(credential.realm()) + "/securite";
        }
        model.addAttribute("codes", codes);
        model.addAttribute("next", home);
        return "credential/recovery-codes";
    }

    private String asking(Credential credential, Model model) {
        forms.ways(credential, model);
        return "credential/code";
    }
}
