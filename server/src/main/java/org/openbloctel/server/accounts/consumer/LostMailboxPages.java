package org.openbloctel.server.accounts.consumer;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.LostMailboxes;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.consumer.NumberForm.NumberCodeForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Another address for a consumer whose mailbox is lost: the form, the page behind the link to the new address, and that behind the link of the
 * notice. All are the same for each number.
 */
@Controller
record LostMailboxPages(LostMailboxes lost, RateLimits limits, Formats formats) {
    private static final String FORM = "/espace/adresse-perdue";
    private static final String CODE = FORM + "/code";
    private static final String STOP = FORM + "/arret";

    @Access(ANYONE)
    @GetMapping(FORM)
    String form(@ModelAttribute("form") LostMailboxForm form) {
        return "consumer/lost-mailbox";
    }

    @Access(ANYONE)
    @PostMapping(FORM)
    String ask(SentForm<LostMailboxForm> sent, HttpServletRequest request, NextPage next) {
        LostMailboxForm form = sent.form();
        List<RefusedException> refused = Consumers.refusals(form.number(), form.email());
        try {
            if (refused.isEmpty()) {
                limits.checkAddress(RegistrationPages.ASKING, request.getRemoteAddr());
                lost.ask(form.number(), form.email(), LocaleContextHolder.getLocale());
            }
        } catch (RefusedException late) {
            refused = List.of(late);
        }
        if (!refused.isEmpty()) {
            refused.forEach(one -> Refusals.show(one, sent, "number"));
            return "consumer/lost-mailbox";
        }
        next.show("address", form.email().strip());
        return "redirect:" + FORM + "/envoye";
    }

    @Access(ANYONE)
    @GetMapping(FORM + "/envoye")
    String asked(Model model) {
        return RegistrationPages.sent(model, "lost-mailbox", FORM);
    }

    @Access(ANYONE)
    @GetMapping(CODE)
    String code(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        model.addAttribute("form", new NumberCodeForm("", false));
        return page(token, model, response);
    }

    private String page(String token, Model model, HttpServletResponse response) {
        Optional<PhoneNumber> number = lost.look(token);
        if (number.isEmpty()) {
            return RegistrationPages.over(model, "lost-mailbox", response);
        }
        model.addAttribute("number", number.get().masked());
        model.addAttribute("token", token);
        return "consumer/lost-mailbox-code";
    }

    /** Where a form was shown again, a change of language asks for its address. */
    @Access(ANYONE)
    @GetMapping(CODE + "/envoi")
    String again(@RequestParam(name = "jeton", defaultValue = "") String token) {
        return "redirect:" + (lost.look(token).isEmpty() ? FORM : CODE + "?jeton=" + token);
    }

    @Access(ANYONE)
    @PostMapping(CODE + "/envoi")
    String send(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            @RequestParam("canal") Channel channel,
            SentForm<NumberCodeForm> sent,
            NextPage next,
            HttpServletResponse response) {
        try {
            lost.send(token, channel);
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "code");
            return page(token, sent.model(), response);
        }
        next.done("consumer.code.sent");
        return "redirect:" + CODE + "?jeton=" + token;
    }

    @Access(ANYONE)
    @PostMapping(CODE)
    String enter(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            SentForm<NumberCodeForm> sent,
            NextPage next,
            HttpServletResponse response) {
        try {
            Instant due = lost.enter(token, sent.form().code());
            next.show("until", formats.day(due));
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "code");
            return page(token, sent.model(), response);
        }
        return "redirect:" + FORM + "/fin";
    }

    @Access(ANYONE)
    @GetMapping(FORM + "/fin")
    String entered() {
        return "consumer/lost-mailbox-done";
    }

    @Access(ANYONE)
    @GetMapping(STOP)
    String stopping(
            @RequestParam(name = "jeton", defaultValue = "") String token, Model model, HttpServletResponse response) {
        return lost.canStop(token)
                ? RegistrationPages.link(model, "stop", STOP, token)
                : RegistrationPages.over(model, "stop", response);
    }

    @Access(ANYONE)
    @PostMapping(STOP)
    String stop(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            Model model,
            HttpServletResponse response,
            NextPage next) {
        try {
            lost.stop(token);
        } catch (RefusedException refused) {
            return RegistrationPages.overOr(refused, model, "stop", response);
        }
        next.done("consumer.lost.stopped");
        return "redirect:/espace/connexion";
    }

    /** A number and a new address, as typed. */
    record LostMailboxForm(String number, String email) implements KeptForm {
        LostMailboxForm {
            number = requireNonNullElse(number, "");
            email = requireNonNullElse(email, "");
        }

        /** Without both. */
        @Override
        public String toString() {
            return "LostMailboxForm";
        }
    }
}
