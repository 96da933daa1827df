package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedSecret;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** In by e-mail and password, and a new password for who forgot theirs. The second factor comes next. */
@Controller
@RequestMapping({"/pro", "/operateur", "/inspection"})
record DoorPages(Credentials credentials, SignedInPeople people, SignIn signIn, SecurityNotes traces) {
    @ModelAttribute("root")
    String root(HttpServletRequest request) {
        return SignedInPeople.root(SignedInPeople.realm(request.getRequestURI()));
    }

    @Access(ANYONE)
    @GetMapping("/connexion")
    String form(@ModelAttribute("form") SignInForm form) {
        return "credential/sign-in";
    }

    @Access(ANYONE)
    @PostMapping("/connexion")
    String enter(SentForm<SignInForm> sent, Browser browser) {
        SignInForm form = sent.form();
        Credential.Realm realm = SignedInPeople.realm(browser.request().getRequestURI());
        try {
            Credential known = credentials.signIn(
                    realm, form.email(), form.password().text(), browser.address(), people.device(browser));
            signIn.open(people.principal(realm, known.id(), false), browser);
            return "redirect:" + SignedInPeople.root(realm) + "/second-facteur";
        } catch (RefusedException refused) {
            traces.note(Kind.SIGN_IN_FAILED, credentials.actor(realm, form.email()), browser.request());
            sent.refuse(refused, "email");
            return "credential/sign-in";
        }
    }

    @Access(ANYONE)
    @GetMapping("/mot-de-passe-oublie")
    String forgotten(@ModelAttribute("form") EmailForm form) {
        return "credential/forgotten";
    }

    @Access(ANYONE)
    @PostMapping("/mot-de-passe-oublie")
    String send(SentForm<EmailForm> sent, HttpServletRequest request, NextPage next) {
        EmailForm form = sent.form();
        Credential.Realm realm = SignedInPeople.realm(request.getRequestURI());
        try {
            credentials.forgotten(realm, form.email(), LocaleContextHolder.getLocale(), request.getRemoteAddr());
        } catch (RefusedException refused) {
            sent.refuse(refused, "email");
            return "credential/forgotten";
        }
        next.show("email", form.email().strip());
        return "redirect:" + SignedInPeople.root(realm) + "/mot-de-passe-oublie/envoye";
    }

    @Access(ANYONE)
    @GetMapping("/mot-de-passe-oublie/envoye")
    String sent() {
        return "credential/sent";
    }

    @Access(ANYONE)
    @GetMapping("/mot-de-passe")
    String choose(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @ModelAttribute("form") NewPasswordForm form,
            Model model,
            HttpServletResponse response) {
        if (!credentials.canReset(token)) {
            return over(response);
        }
        model.addAttribute("token", token);
        return "credential/new-password";
    }

    @Access(ANYONE)
    @PostMapping("/mot-de-passe")
    String reset(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            SentForm<NewPasswordForm> sent,
            Browser browser,
            NextPage next) {
        try {
            Credential owner = credentials.reset(token, sent.form().password().text());
            // A person who reads the mailbox gets in here, also while passwords are tried elsewhere.
            people.remember(owner, browser);
            next.done("credential.new-password.done");
            return "redirect:" + SignedInPeople.root(owner.realm()) + "/connexion";
        } catch (RefusedException refused) {
            if (!credentials.canReset(token)) {
                return over(browser.response());
            }
            sent.refuse(refused, "password");
            sent.model().addAttribute("token", token);
            return "credential/new-password";
        }
    }

    private static String over(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_GONE);
        return "credential/link-over";
    }

    /** An e-mail, as typed. */
    record EmailForm(String email) implements KeptForm {
        EmailForm {
            email = requireNonNullElse(email, "");
        }
    }

    /** A new password, as typed, and the one before where it is asked. */
    record NewPasswordForm(TypedSecret old, TypedSecret password) implements KeptForm {
        NewPasswordForm {
            old = requireNonNullElse(old, TypedSecret.NONE);
            password = requireNonNullElse(password, TypedSecret.NONE);
        }
    }

    /** An e-mail and a password, as typed. */
    record SignInForm(String email, TypedSecret password) implements KeptForm {
        SignInForm {
            email = requireNonNullElse(email, "");
            password = requireNonNullElse(password, TypedSecret.NONE);
        }
    }
}
