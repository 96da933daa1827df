package org.openbloctel.server.credential;

import static org.openbloctel.server.web.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.openbloctel.registry.credential.Credential;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.SignIn;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** In by e-mail and password, and a new password for who forgot theirs. The second factor comes next. */
@Controller
final class DoorPages {
    private final Credentials credentials;
    private final Gate gate;
    private final SignIn signIn;
    private final FormRefusals refusals;

    DoorPages(Credentials credentials, Gate gate, SignIn signIn, FormRefusals refusals) {
        this.credentials = credentials;
        this.gate = gate;
        this.signIn = signIn;
        this.refusals = refusals;
    }

    @ModelAttribute("root")
    String root(HttpServletRequest request) {
        return Gate.root(Gate.realm(request.getRequestURI()));
    }

    @Access(ANYONE)
    @GetMapping({"/pro/connexion", "/operateur/connexion"})
    String form(@ModelAttribute("form") SignInForm form) {
        return "credential/sign-in";
    }

    @Access(ANYONE)
    @PostMapping({"/pro/connexion", "/operateur/connexion"})
    String enter(
            @ModelAttribute("form") SignInForm form,
            BindingResult result,
            HttpServletRequest request,
            HttpServletResponse response) {
        Credential.Realm realm = Gate.realm(request.getRequestURI());
        try {
            Credential known =
                    credentials.signIn(realm, form.email(), form.password().text(), request.getRemoteAddr());
            signIn.open(gate.principal(realm, known.id(), false), request, response);
            return "redirect:" + Gate.root(realm) + "/second-facteur";
        } catch (RefusedException refused) {
            refusals.show(refused, result, "email");
            return "credential/sign-in";
        }
    }

    @Access(ANYONE)
    @GetMapping({"/pro/mot-de-passe-oublie", "/operateur/mot-de-passe-oublie"})
    String forgotten(@ModelAttribute("form") EmailForm form) {
        return "credential/forgotten";
    }

    @Access(ANYONE)
    @PostMapping({"/pro/mot-de-passe-oublie", "/operateur/mot-de-passe-oublie"})
    String send(
            @ModelAttribute("form") EmailForm form,
            BindingResult result,
            HttpServletRequest request,
            RedirectAttributes next) {
        Credential.Realm realm = Gate.realm(request.getRequestURI());
        try {
            credentials.forgotten(realm, form.email(), LocaleContextHolder.getLocale(), request.getRemoteAddr());
        } catch (RefusedException refused) {
            refusals.show(refused, result, "email");
            return "credential/forgotten";
        }
        next.addFlashAttribute("email", form.email().strip());
        return "redirect:" + Gate.root(realm) + "/mot-de-passe-oublie/envoye";
    }

    @Access(ANYONE)
    @GetMapping({"/pro/mot-de-passe-oublie/envoye", "/operateur/mot-de-passe-oublie/envoye"})
    String sent() {
        return "credential/sent";
    }

    @Access(ANYONE)
    @GetMapping({"/pro/mot-de-passe", "/operateur/mot-de-passe"})
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
    @PostMapping({"/pro/mot-de-passe", "/operateur/mot-de-passe"})
    String reset(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @ModelAttribute("form") NewPasswordForm form,
            BindingResult result,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            Credential owner = credentials.reset(token, form.password().text());
            next.addFlashAttribute("done", refusals.done("credential.new-password.done"));
            return "redirect:" + Gate.root(owner.realm()) + "/connexion";
        } catch (RefusedException refused) {
            if (!credentials.canReset(token)) {
                return over(response);
            }
            refusals.show(refused, result, "password");
            model.addAttribute("token", token);
            return "credential/new-password";
        }
    }

    private static String over(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_GONE);
        return "credential/link-over";
    }
}
