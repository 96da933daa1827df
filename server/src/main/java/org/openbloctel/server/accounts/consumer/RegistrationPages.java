package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Confirmations;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The public pages: asking for an opposition, confirming it, checking a registration. Links of mails open a page with a button;
 * only the button does something, since mail scanners open links.
 */
@Controller
record RegistrationPages(
        Consumers consumers, Confirmations confirmations, RateLimits limits, SignIn signIn, InstantSource clock) {
    /** How often one household may ask for mails: addresses are limited by themselves beside it. */
    static final RateLimits.Limit ASKING = new RateLimits.Limit("asking", 30, Duration.ofHours(1));

    @Access(ANYONE)
    @GetMapping("/inscription")
    String form(@ModelAttribute("form") RegisterForm form) {
        return "consumer/register";
    }

    /** From the home page comes a number alone: it is checked, and the address asked for. */
    @Access(ANYONE)
    @PostMapping("/inscription")
    String ask(SentForm<RegisterForm> sent, HttpServletRequest request, NextPage next) {
        RegisterForm form = sent.form();
        try {
            String email = form.email();
            if (email == null) {
                String spelled = PhoneNumber.read(form.number()).spelled();
                sent.model().addAttribute("form", new RegisterForm(spelled, null, form.older()));
                return "consumer/register";
            }
            limits.checkAddress(ASKING, request.getRemoteAddr());
            List<RefusedException> wrong = Consumers.refusals(form.number(), email);
            if (!wrong.isEmpty()) {
                wrong.forEach(refused -> Refusals.show(refused, sent, "number"));
                return "consumer/register";
            }
            PhoneNumber number = consumers.ask(form.number(), email, LocaleContextHolder.getLocale(), form.older());
            next.show("number", number.spelled());
            next.show("address", email.strip());
            return "redirect:/inscription/envoye";
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "number");
            return "consumer/register";
        }
    }

    @Access(ANYONE)
    @GetMapping("/inscription/envoye")
    String asked(Model model) {
        return sent(model, "confirm", "/inscription");
    }

    @Access(ANYONE)
    @GetMapping("/confirmer")
    String confirmation(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        Optional<PhoneNumber> number = consumers.toConfirm(token);
        // Masked: the mail may have been forwarded, and its link opens this page to anyone.
        number.ifPresent(one -> model.addAttribute("number", one.masked()));
        return number.isPresent() ? link(model, "confirm", "/confirmer", token) : over(model, "confirm", response);
    }

    @Access(ANYONE)
    @PostMapping("/confirmer")
    String confirm(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            Model model,
            Browser browser,
            NextPage next) {
        Confirmations.Confirmed confirmed;
        try {
            confirmed = confirmations.confirm(token, browser.address());
        } catch (RefusedException refused) {
            return overOr(refused, model, "confirm", browser.response());
        }
        Consumers.Opposed opposed = confirmed.opposed();
        // The person who confirmed holds the mailbox, which is all that a sign-in asks for.
        signIn.open(new SignedIn.Consumer(opposed.consumer()), browser);
        return switch (opposed) {
            case Consumers.Opposed.Registered registered -> registered(registered, confirmed.older(), next);
            case Consumers.Opposed.CodeNeeded needed -> NumberPages.toCode(needed.request(), needed.limit(), next);
        };
    }

    /** A consumer who wanted older consents withdrawn goes on to the code: until the number is proved, nothing of it happens. */
    private String registered(Consumers.Opposed.Registered registered, Confirmations.Outcome wish, NextPage next) {
        String path = "redirect:/espace/numeros/" + registered.registration().id();
        next.done(registered.added() ? "consumer.receipt.done" : "consumer.receipt.already");
        return switch (wish) {
            case Confirmations.NotWanted none -> path;
            case Confirmations.Withdrawn withdrawn -> {
                next.done("consent.withdrawn.all", withdrawn.count());
                yield path;
            }
            case Confirmations.Waiting waiting -> {
                next.done("consent.older.prove");
                yield path + "/code";
            }
        };
    }

    @Access(ANYONE)
    @GetMapping("/verifier-mon-inscription")
    String checkForm(@ModelAttribute("form") CheckForm form) {
        return "consumer/check";
    }

    @Access(ANYONE)
    @PostMapping("/verifier-mon-inscription")
    String askToCheck(SentForm<CheckForm> sent, HttpServletRequest request, NextPage next) {
        CheckForm form = sent.form();
        try {
            limits.checkAddress(ASKING, request.getRemoteAddr());
            List<RefusedException> wrong = Consumers.refusalsOfCheck(form.registrationNumber(), form.email());
            if (!wrong.isEmpty()) {
                wrong.forEach(refused -> Refusals.show(refused, sent, "registrationNumber"));
                return "consumer/check";
            }
            consumers.askToCheck(form.registrationNumber(), form.email(), LocaleContextHolder.getLocale());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "registrationNumber");
            return "consumer/check";
        }
        next.show("address", form.email().strip());
        return "redirect:/verifier-mon-inscription/envoye";
    }

    @Access(ANYONE)
    @GetMapping("/verifier-mon-inscription/envoye")
    String checkAsked(Model model) {
        return sent(model, "check", "/verifier-mon-inscription");
    }

    @Access(ANYONE)
    @GetMapping("/verifier-mon-inscription/resultat")
    String checking(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        return consumers.canCheck(token)
                ? link(model, "check", "/verifier-mon-inscription/resultat", token)
                : over(model, "check", response);
    }

    @Access(ANYONE)
    @PostMapping("/verifier-mon-inscription/resultat")
    String check(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        Optional<Registration> found;
        try {
            found = consumers.check(token);
        } catch (RefusedException refused) {
            return overOr(refused, model, "check", response);
        }
        model.addAttribute("registration", found.orElse(null));
        model.addAttribute(
                "number",
                found.map(Registration::number).map(PhoneNumber::masked).orElse(null));
        model.addAttribute("today", LegalCalendar.today(clock));
        return "consumer/check-result";
    }

    /** The page that follows when a mail was sent, the same for known and unknown addresses. */
    static String sent(Model model, String kind, String again) {
        model.addAttribute("kind", kind);
        model.addAttribute("again", again);
        return "consumer/sent";
    }

    /** The page behind a link of a mail. */
    static String link(Model model, String kind, String action, String token) {
        model.addAttribute("kind", kind);
        model.addAttribute("action", action);
        model.addAttribute("token", token);
        return "consumer/link";
    }

    /** The page behind a link that does nothing any more. */
    static String over(Model model, String kind, HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("kind", kind);
        return "consumer/link-over";
    }

    /** The same for a button that was pressed too late; any other refusal goes on to its page. */
    static String overOr(RefusedException refused, Model model, String kind, HttpServletResponse response) {
        return switch (refused.refusal()) {
            case ConsumerRefusal.LinkExpired expired -> over(model, kind, response);
            case ConsumerRefusal.LinkUsed used -> over(model, kind, response);
            default -> throw refused;
        };
    }

    /** A registration number and an address, as typed. */
    record CheckForm(String registrationNumber, String email) implements KeptForm {
        CheckForm {
            registrationNumber = requireNonNullElse(registrationNumber, "");
            email = requireNonNullElse(email, "");
        }
    }

    /**
     * A number and an address, as typed.
     *
     * @param email null when the page has not asked for it
     * @param older whether consents that were given until now are to be withdrawn, too
     */
    record RegisterForm(String number, @Nullable String email, Boolean older) implements KeptForm {
        RegisterForm {
            number = requireNonNullElse(number, "");
            older = requireNonNullElse(older, false);
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "RegisterForm";
        }
    }
}
