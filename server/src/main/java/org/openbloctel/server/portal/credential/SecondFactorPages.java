package org.openbloctel.server.portal.credential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.credential.Credential;
import org.openbloctel.registry.credential.Credentials;
import org.openbloctel.registry.credential.SecondFactor;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.document.QrCode;
import org.openbloctel.server.http.SignIn;
import org.openbloctel.server.http.SignedIn;
import org.openbloctel.server.portal.Surroundings;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The second factor: set up at the first sign-in, given at each, changed or turned off only by who gives it. */
@Controller
final class SecondFactorPages {
    private final Credentials credentials;
    private final SecondFactor factor;
    private final Gate gate;
    private final SignIn signIn;
    private final FormRefusals refusals;
    private final Surroundings surroundings;

    SecondFactorPages(
            Credentials credentials,
            SecondFactor factor,
            Gate gate,
            SignIn signIn,
            FormRefusals refusals,
            Surroundings surroundings) {
        this.credentials = credentials;
        this.factor = factor;
        this.gate = gate;
        this.signIn = signIn;
        this.refusals = refusals;
        this.surroundings = surroundings;
    }

    @ModelAttribute("root")
    String root(HttpServletRequest request) {
        return Gate.root(Gate.realm(request.getRequestURI()));
    }

    @GetMapping({"/pro/second-facteur", "/operateur/second-facteur"})
    String ask(@AuthenticationPrincipal SignedIn who, @ModelAttribute("form") CodeForm form, Model model) {
        Credential credential = credential(who);
        return credential.secondFactor() ? "credential/code" : enrolment(credential.id(), model);
    }

    @PostMapping({"/pro/second-facteur", "/operateur/second-facteur"})
    String give(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") CodeForm form,
            BindingResult result,
            HttpServletRequest request,
            HttpServletResponse response) {
        Credential credential = credential(who);
        String code = form.getCode();
        form.setCode("");
        try {
            factor.check(credential.id(), code);
        } catch (RefusedException refused) {
            refusals.show(refused, result, "code", response);
            return "credential/code";
        }
        return "redirect:" + signIn.open(gate.principal(credential.realm(), credential.id(), true), request, response);
    }

    /** The first authenticator of somebody. Whoever has one already has to give its code first, on the page of security. */
    @PostMapping({"/pro/second-facteur/activer", "/operateur/second-facteur/activer"})
    String confirm(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") CodeForm form,
            BindingResult result,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Credential credential = credential(who);
        if (credential.secondFactor()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
        String code = form.getCode();
        form.setCode("");
        try {
            List<String> codes = factor.confirm(credential.id(), code);
            model.addAttribute("codes", codes);
            model.addAttribute(
                    "next", signIn.open(gate.principal(credential.realm(), credential.id(), true), request, response));
            return "credential/recovery-codes";
        } catch (RefusedException refused) {
            refusals.show(refused, result, "code", response);
            return enrolment(credential.id(), model);
        }
    }

    @GetMapping({"/pro/securite", "/operateur/securite"})
    String security(@AuthenticationPrincipal SignedIn who, Model model) {
        model.addAttribute("password", new NewPasswordForm());
        model.addAttribute("form", new CodeForm());
        return security(credential(who), model);
    }

    @PostMapping({"/pro/securite/mot-de-passe", "/operateur/securite/mot-de-passe"})
    String password(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("password") NewPasswordForm form,
            BindingResult result,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes next) {
        Credential credential = credential(who);
        String old = form.getOld();
        String password = form.getPassword();
        form.setOld("");
        form.setPassword("");
        try {
            credentials.change(credential.id(), old, password, request.getRemoteAddr());
        } catch (RefusedException refused) {
            refusals.show(refused, result, "old", response);
            model.addAttribute("form", new CodeForm());
            return security(credential, model);
        }
        next.addFlashAttribute("done", refusals.done("credential.security.password.done"));
        return "redirect:" + Gate.root(credential.realm()) + "/securite";
    }

    @PostMapping({"/pro/securite/codes", "/operateur/securite/codes"})
    String renewCodes(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") CodeForm form,
            BindingResult result,
            Model model,
            HttpServletResponse response) {
        Credential credential = credential(who);
        String code = form.getCode();
        form.setCode("");
        try {
            model.addAttribute("codes", factor.renewRecoveryCodes(credential.id(), code));
            model.addAttribute("next", Gate.root(credential.realm()) + "/securite");
            return "credential/recovery-codes";
        } catch (RefusedException refused) {
            refusals.show(refused, result, "code", response);
            model.addAttribute("password", new NewPasswordForm());
            return security(credential, model);
        }
    }

    /** Turned off, it has to be set up again at once: nothing is done here without one. */
    @PostMapping({"/pro/securite/second-facteur", "/operateur/securite/second-facteur"})
    String turnOff(
            @AuthenticationPrincipal SignedIn who,
            @ModelAttribute("form") CodeForm form,
            BindingResult result,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Credential credential = credential(who);
        String code = form.getCode();
        form.setCode("");
        try {
            factor.turnOff(credential.id(), code);
        } catch (RefusedException refused) {
            refusals.show(refused, result, "code", response);
            model.addAttribute("password", new NewPasswordForm());
            return security(credential, model);
        }
        signIn.open(gate.principal(credential.realm(), credential.id(), false), request, response);
        return "redirect:" + Gate.root(credential.realm()) + "/second-facteur";
    }

    private String security(Credential credential, Model model) {
        model.addAttribute("email", credential.email());
        model.addAttribute("codesLeft", factor.recoveryCodesLeft(credential.id()));
        return "credential/security";
    }

    private String enrolment(UUID id, Model model) {
        SecondFactor.Offer offer = factor.offer(id, surroundings.siteName());
        QrCode qr = QrCode.of(offer.uri());
        model.addAttribute("letters", offer.letters().replaceAll("(.{4})(?!$)", "$1 "));
        model.addAttribute("qrPath", qr.path());
        model.addAttribute("qrBox", "0 0 " + qr.side() + " " + qr.side());
        return "credential/enrolment";
    }

    private Credential credential(SignedIn who) {
        return credentials.find(Gate.id(who)).orElseThrow(() -> new RefusedException(new AccessRefusal.SignInNeeded()));
    }
}
