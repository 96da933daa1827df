package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.helpdesk.HelpdeskPolicy;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.WrittenText;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecretLinks;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Questions without an account: the form, and the page behind the secret link of a mail. The first visit of that page proves the address by a
 * button, and shows nothing before.
 */
@Controller
record ContactPages(Questions questions, HelpdeskPolicy policy, RateLimits limits) {
    /** How many questions and replies one household may send. */
    static final RateLimits.Limit ASKING = new RateLimits.Limit("questions", 10, Duration.ofHours(1));

    private static final String FORM = "/contact";
    private static final String PAGE = FORM + "/suivi";

    @Access(ANYONE)
    @GetMapping(FORM)
    String form(Model model) {
        model.addAttribute("form", TicketForm.empty());
        return page(model);
    }

    private String page(Model model) {
        model.addAttribute("address", policy.address().orElse(null));
        model.addAttribute("action", FORM);
        model.addAttribute("visitor", true);
        return "helpdesk/new";
    }

    @Access(ANYONE)
    @PostMapping(FORM)
    String ask(SentForm<TicketForm> sent, HttpServletRequest request, NextPage next) {
        TicketForm form = sent.form();
        boolean wrong = new TypedTexts(sent)
                .read("email", form.email(), typed -> EmailAddress.read(typed).text())
                .read("subject", form.subject(), WrittenText::line)
                .read("text", form.text(), WrittenText::text)
                .areWrong();
        if (wrong) {
            return page(sent.model());
        }
        try {
            limits.checkAddress(ASKING, request.getRemoteAddr());
        } catch (RefusedException refused) {
            sent.refuse(refused);
            return page(sent.model());
        }
        questions.ask(
                new Questions.Typed(form.email(), form.subject(), form.text(), form.once(), request.getRemoteAddr()),
                LocaleContextHolder.getLocale());
        next.show("to", form.email().strip());
        return "redirect:" + FORM + "/envoye";
    }

    /** The same for each address, whether a mail goes to it or not. */
    @Access(ANYONE)
    @GetMapping(FORM + "/envoye")
    String sent() {
        return "helpdesk/sent";
    }

    @Access(ANYONE)
    @GetMapping(PAGE)
    String page(@RequestParam(name = "jeton", defaultValue = "") String token, Model model) {
        model.addAttribute("form", new ReplyForm(""));
        return page(token, model, false);
    }

    private String page(String token, Model model, boolean replied) {
        model.addAttribute("token", token);
        if (!questions.isProved(token)) {
            return "helpdesk/prove";
        }
        model.addAttribute("one", questions.shown(token));
        model.addAttribute("action", PAGE);
        model.addAttribute("replied", replied);
        return "helpdesk/one";
    }

    @Access(ANYONE)
    @PostMapping(PAGE)
    String reply(
            @RequestParam(name = "jeton", defaultValue = "") String token,
            SentForm<ReplyForm> sent,
            HttpServletRequest request,
            NextPage next) {
        String text = sent.form().text();
        if (new TypedTexts(sent).read("text", text, WrittenText::text).areWrong()) {
            return page(token, sent.model(), true);
        }
        try {
            limits.checkAddress(ASKING, request.getRemoteAddr());
        } catch (RefusedException refused) {
            sent.refuse(refused);
            return page(token, sent.model(), true);
        }
        questions.reply(token, text);
        next.done("helpdesk.replied");
        return "redirect:" + SecretLinks.open(request, PAGE, token);
    }

    @Access(ANYONE)
    @GetMapping(PAGE + "/adresse")
    String proving(@RequestParam(name = "jeton", defaultValue = "") String token, HttpServletRequest request) {
        questions.isProved(token);
        return "redirect:" + SecretLinks.open(request, PAGE, token);
    }

    @Access(ANYONE)
    @PostMapping(PAGE + "/adresse")
    String prove(
            @RequestParam(name = "jeton", defaultValue = "") String token, HttpServletRequest request, NextPage next) {
        questions.prove(token);
        next.done("helpdesk.proved");
        return "redirect:" + SecretLinks.open(request, PAGE, token);
    }

    /**
     * A question, as typed.
     *
     * @param once a random id of the form, so that one that is sent anew after a lost answer is stored once
     */
    record TicketForm(String email, String subject, String text, String once) implements KeptForm {
        TicketForm {
            email = requireNonNullElse(email, "");
            subject = requireNonNullElse(subject, "");
            text = requireNonNullElse(text, "");
            once = requireNonNullElse(once, "");
        }

        /** An empty form. */
        static TicketForm empty() {
            return new TicketForm("", "", "", UUID.randomUUID().toString());
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "TicketForm";
        }
    }

    /** A reply, as typed. */
    record ReplyForm(String text) implements KeptForm {
        ReplyForm {
            text = requireNonNullElse(text, "");
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "ReplyForm";
        }
    }
}
