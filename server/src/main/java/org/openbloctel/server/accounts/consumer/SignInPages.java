package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Into the space by a link that is mailed, and the address that it is mailed to. */
@Controller
record SignInPages(Consumers consumers, RateLimits limits, SignIn signIn, SecurityNotes traces) {
    @Access(ANYONE)
    @GetMapping("/espace/connexion")
    String form(@ModelAttribute("form") AddressForm form) {
        return "consumer/sign-in";
    }

    @Access(ANYONE)
    @PostMapping("/espace/connexion")
    String ask(SentForm<AddressForm> sent, HttpServletRequest request, NextPage next) {
        AddressForm form = sent.form();
        try {
            limits.checkAddress(RegistrationPages.ASKING, request.getRemoteAddr());
            consumers.askToSignIn(form.email(), LocaleContextHolder.getLocale());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "email");
            return "consumer/sign-in";
        }
        next.show("address", form.email().strip());
        return "redirect:/espace/connexion/envoye";
    }

    @Access(ANYONE)
    @GetMapping("/espace/connexion/envoye")
    String asked(Model model) {
        return RegistrationPages.sent(model, "sign-in", "/espace/connexion");
    }

    @Access(ANYONE)
    @GetMapping("/espace/ouvrir")
    String opening(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        return consumers.canSignIn(token)
                ? RegistrationPages.link(model, "sign-in", "/espace/ouvrir", token)
                : RegistrationPages.over(model, "sign-in", response);
    }

    @Access(ANYONE)
    @PostMapping("/espace/ouvrir")
    String open(@RequestParam(name = "jeton", defaultValue = "") String token, Model model, Browser browser) {
        try {
            UUID consumer = consumers.signIn(token);
            return "redirect:" + signIn.open(new SignedIn.Consumer(consumer), browser);
        } catch (RefusedException refused) {
            traces.note(Kind.SIGN_IN_FAILED, "consumer:unknown", browser.request());
            return RegistrationPages.overOr(refused, model, "sign-in", browser.response());
        }
    }

    /** A link to a new address may be opened in any browser: it says by itself whose it is. */
    @Access(ANYONE)
    @GetMapping("/espace/adresse/confirmer")
    String changing(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        return consumers.canChangeAddress(token)
                ? RegistrationPages.link(model, "address", "/espace/adresse/confirmer", token)
                : RegistrationPages.over(model, "address", response);
    }

    @Access(ANYONE)
    @PostMapping("/espace/adresse/confirmer")
    String change(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            Model model,
            Browser browser,
            NextPage next) {
        try {
            UUID consumer = consumers.changeAddress(token);
            signIn.open(new SignedIn.Consumer(consumer), browser);
        } catch (RefusedException refused) {
            return RegistrationPages.overOr(refused, model, "address", browser.response());
        }
        next.done("consumer.address.done");
        return "redirect:/espace/adresse";
    }

    /** An address, as typed. */
    record AddressForm(String email) implements KeptForm {
        AddressForm {
            email = requireNonNullElse(email, "");
        }
    }
}
