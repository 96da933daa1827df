package org.openbloctel.server.helpdesk;

import static org.openbloctel.server.web.Access.Caller.MEMBER;

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

/** Questions to the operator: a member's own, in the space of their company: no colleague sees them. */
@Controller
final class MemberQuestionPages {
    private static final String ROOT = "/pro/questions";

    private final OwnQuestions own;

    MemberQuestionPages(OwnQuestions own) {
        this.own = own;
    }

    private static OwnQuestions.Place place(SignedIn.Member who) {
        TicketAsker asker = TicketAsker.member(who.id(), who.company(), LocaleContextHolder.getLocale());
        return new OwnQuestions.Place(ROOT, asker, who.actor());
    }

    @Access(MEMBER)
    @GetMapping(ROOT)
    String list(SignedIn.Member who, Model model) {
        return own.list(place(who), model);
    }

    @Access(MEMBER)
    @GetMapping(ROOT + "/nouvelle")
    String form(SignedIn.Member who, @ModelAttribute("form") TicketForm form, Model model) {
        return own.form(place(who), model);
    }

    @Access(MEMBER)
    @PostMapping(ROOT + "/nouvelle")
    String ask(SignedIn.Member who, SentForm<TicketForm> sent, NextPage next) {
        return own.ask(place(who), sent, next);
    }

    @Access(MEMBER)
    @GetMapping(ROOT + "/{id}")
    String one(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new ReplyForm(""));
        return own.one(place(who), id, model, false);
    }

    @Access(MEMBER)
    @PostMapping(ROOT + "/{id}")
    String reply(SignedIn.Member who, @PathVariable UUID id, SentForm<ReplyForm> sent, NextPage next) {
        return own.reply(place(who), id, sent, next);
    }
}
