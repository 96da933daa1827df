package org.openbloctel.server.accounts.consumer;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;
import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.ConsumerPasskeys;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.accounts.credential.Passkeys;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.accounts.consumer.SignInPages.AddressForm;
import org.openbloctel.server.accounts.credential.PasskeyForm;
import org.openbloctel.server.accounts.credential.PasskeyJson;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Passkeys of consumers: into the space by one; seen, added and removed there. */
@Controller
record PasskeyPages(
        ConsumerPasskeys passkeys,
        RefusalProse prose,
        RateLimits limits,
        SignIn signIn,
        MessageSource texts,
        SecurityNotes traces) {
    /** Each question costs a row until it is answered or too old. */
    private static final RateLimits.Limit ASKING = new RateLimits.Limit("passkey", 30, Duration.ofMinutes(1));

    @Access(ANYONE)
    @PostMapping("/espace/connexion/cle/question")
    @ResponseBody
    PasskeyJson question(HttpServletRequest request) {
        limits.checkAddress(ASKING, request.getRemoteAddr());
        return PasskeyJson.of(passkeys.question(request.getSession().getId()));
    }

    @Access(ANYONE)
    @GetMapping("/espace/connexion/cle")
    String again() {
        return "redirect:/espace/connexion";
    }

    @Access(ANYONE)
    @PostMapping("/espace/connexion/cle")
    String enter(
            @ModelAttribute("passkey") PasskeyForm passkey,
            @ModelAttribute("form") AddressForm form,
            Model model,
            Browser browser) {
        String session = browser.session();
        try {
            UUID consumer = passkeys.signIn(session, passkey.answer().text(), browser.address());
            return "redirect:" + signIn.open(new SignedIn.Consumer(consumer), browser);
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof AccessRefusal.PasskeyRefused)) {
                throw refused;
            }
            model.addAttribute("refused", prose.whole(refused.refusal()));
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return "consumer/sign-in";
        }
    }

    @Access(CONSUMER)
    @GetMapping("/espace/cles-d-acces")
    String all(SignedIn.Consumer who, @ModelAttribute("passkey") PasskeyForm form, Model model) {
        if (form.name().isEmpty()) {
            String name = text("passkey.name.default", passkeys.of(who.id()).size() + 1);
            model.addAttribute("passkey", form.named(name));
        }
        return page(who, model);
    }

    private String page(SignedIn.Consumer who, Model model) {
        List<Passkey> all = passkeys.of(who.id());
        model.addAttribute("passkeys", all);
        model.addAttribute("room", all.size() < Passkeys.MAX);
        return "passkey/space";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/cles-d-acces/offre")
    @ResponseBody
    PasskeyJson offer(SignedIn.Consumer who, @ModelAttribute("passkey") PasskeyForm form, HttpServletRequest request) {
        Passkeys.name(form.name());
        return PasskeyJson.of(passkeys.offer(who.id(), request.getSession().getId()));
    }

    @Access(CONSUMER)
    @PostMapping("/espace/cles-d-acces")
    String add(
            SignedIn.Consumer who,
            @SentForm.Named("passkey") SentForm<PasskeyForm> sent,
            HttpServletRequest request,
            NextPage next) {
        PasskeyForm form = sent.form();
        try {
            passkeys.add(
                    who.id(),
                    request.getSession().getId(),
                    form.name(),
                    form.answer().text());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "name");
            return page(who, sent.model());
        }
        next.done("passkey.made");
        return "redirect:/espace/cles-d-acces";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/cles-d-acces/{id}/retrait")
    String removal(SignedIn.Consumer who, @PathVariable("id") UUID id, Model model) {
        Passkey one = passkeys.of(who.id()).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new AccessRefusal.UnknownPasskey()));
        model.addAttribute("one", one);
        return "passkey/remove";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/cles-d-acces/{id}/retrait")
    String remove(SignedIn.Consumer who, @PathVariable("id") UUID id, Browser browser, NextPage next) {
        List<UUID> ended = passkeys.remove(who.id(), id, browser.session());
        ended.forEach(session -> traces.note(Kind.SESSION_ENDED, who.actor(), "session:" + session, browser.request()));
        next.done("passkey.removed");
        return "redirect:/espace/cles-d-acces";
    }

    private String text(String key, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, LocaleContextHolder.getLocale()));
    }
}
