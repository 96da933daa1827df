package org.openbloctel.server.helpdesk;

import static org.openbloctel.server.web.Access.Caller.CONSUMER;

import java.util.UUID;
import org.openbloctel.registry.helpdesk.TicketAsker;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Questions to the operator: a consumer's own, in their space. */
@Controller
final class ConsumerQuestionPages {
    private static final String ROOT = "/espace/questions";

    private final OwnQuestions own;

    ConsumerQuestionPages(OwnQuestions own) {
        this.own = own;
    }

    private static OwnQuestions.Place place(SignedIn.Consumer who) {
        TicketAsker asker = TicketAsker.consumer(who.id(), LocaleContextHolder.getLocale());
        return new OwnQuestions.Place(ROOT, asker, who.actor());
    }

    @Access(CONSUMER)
    @GetMapping(ROOT)
    String list(SignedIn.Consumer who, Model model) {
        return own.list(place(who), model);
    }

    @Access(CONSUMER)
    @GetMapping(ROOT + "/nouvelle")
    String form(SignedIn.Consumer who, @ModelAttribute("form") TicketForm form, Model model) {
        return own.form(place(who), model);
    }

    @Access(CONSUMER)
    @PostMapping(ROOT + "/nouvelle")
    String ask(SignedIn.Consumer who, SentForm<TicketForm> sent, NextPage next) {
        return own.ask(place(who), sent, next);
    }

    @Access(CONSUMER)
    @GetMapping(ROOT + "/{id}")
    String one(SignedIn.Consumer who, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new ReplyForm(""));
        return own.one(place(who), id, model, false);
    }

    @Access(CONSUMER)
    @PostMapping(ROOT + "/{id}")
    String reply(SignedIn.Consumer who, @PathVariable UUID id, SentForm<ReplyForm> sent, NextPage next) {
        return own.reply(place(who), id, sent, next);
    }
}
