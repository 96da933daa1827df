package org.openbloctel.server.service.helpdesk;

import static org.openbloctel.server.platform.access.Access.Caller.ACCOUNT_HOLDER;

import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.registry.service.helpdesk.TicketAsker;
import org.openbloctel.registry.service.helpdesk.WrittenText;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.openbloctel.server.service.helpdesk.ContactPages.ReplyForm;
import org.openbloctel.server.service.helpdesk.ContactPages.TicketForm;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** A person's own questions to the operator, in the space of consumers and in that of companies, where no colleague sees them. Thread-safe. */
@Controller
@RequestMapping({"/espace/questions", "/pro/questions"})
record OwnQuestionPages(Questions questions, RateLimits limits) {
    private static final String LIST = "/questions";
    private static final String NEW = "/nouvelle";

    private static TicketAsker asker(SignedIn who) {
        Locale locale = LocaleContextHolder.getLocale();
        return switch (who) {
            case SignedIn.Consumer consumer -> TicketAsker.consumer(consumer.id(), locale);
            case SignedIn.Member member -> TicketAsker.member(member.id(), member.company(), locale);
            case SignedIn.Staff _, SignedIn.Inspector _, SignedIn.Key _ ->
                throw new IllegalStateException("no question of " + who.actor());
        };
    }

    private static String list(SignedIn who) {
        return Space.of(who).orElseThrow().root() + LIST;
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping
    String list(SignedIn who, Model model) {
        model.addAttribute("all", questions.of(asker(who)));
        model.addAttribute("root", list(who));
        return "helpdesk/list";
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping(NEW)
    String form(SignedIn who, Model model) {
        model.addAttribute("form", TicketForm.empty());
        return page(who, model);
    }

    private static String page(SignedIn who, Model model) {
        model.addAttribute("action", list(who) + NEW);
        model.addAttribute("visitor", false);
        return "helpdesk/new";
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping(NEW)
    String ask(SignedIn who, SentForm<TicketForm> sent, NextPage next) {
        TicketForm form = sent.form();
        boolean wrong = new TypedTexts(sent)
                .read("subject", form.subject(), WrittenText::line)
                .read("text", form.text(), WrittenText::text)
                .areWrong();
        if (wrong || !mayGoOn(who, sent)) {
            return page(who, sent.model());
        }
        UUID id = questions
                .ask(asker(who), form.subject(), form.text(), form.once())
                .id();
        next.done("helpdesk.asked");
        return "redirect:" + list(who) + "/" + id;
    }

    private boolean mayGoOn(SignedIn who, SentForm<?> sent) {
        try {
            limits.check(ContactPages.ASKING, who.actor());
            return true;
        } catch (RefusedException refused) {
            sent.refuse(refused);
            return false;
        }
    }

    @Access(ACCOUNT_HOLDER)
    @GetMapping("/{id}")
    String one(SignedIn who, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new ReplyForm(""));
        return one(who, id, model, false);
    }

    private String one(SignedIn who, UUID id, Model model, boolean replied) {
        model.addAttribute("one", questions.one(asker(who), id));
        model.addAttribute("action", list(who) + "/" + id);
        model.addAttribute("token", null);
        model.addAttribute("replied", replied);
        return "helpdesk/one";
    }

    @Access(ACCOUNT_HOLDER)
    @PostMapping("/{id}")
    String reply(SignedIn who, @PathVariable UUID id, SentForm<ReplyForm> sent, NextPage next) {
        String text = sent.form().text();
        if (new TypedTexts(sent).read("text", text, WrittenText::text).areWrong() || !mayGoOn(who, sent)) {
            return one(who, id, sent.model(), true);
        }
        questions.reply(asker(who), id, text);
        next.done("helpdesk.replied");
        return "redirect:" + list(who) + "/" + id;
    }
}
