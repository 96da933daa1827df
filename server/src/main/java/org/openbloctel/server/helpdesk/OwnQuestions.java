package org.openbloctel.server.helpdesk;

import java.util.UUID;
import org.openbloctel.registry.helpdesk.Questions;
import org.openbloctel.registry.helpdesk.TicketAsker;
import org.openbloctel.registry.helpdesk.WrittenText;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.RateLimits;
import org.openbloctel.server.web.SentForm;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The pages of a person's own questions, the same in the spaces of consumers and companies. Thread-safe. */
@Component
final class OwnQuestions {
    private final Questions questions;
    private final RateLimits limits;

    OwnQuestions(Questions questions, RateLimits limits) {
        this.questions = questions;
        this.limits = limits;
    }

    /**
     * Whose pages they are.
     *
     * @param root the address of their list
     * @param actor counted for the limit
     */
    record Place(String root, TicketAsker asker, String actor) {}

    String list(Place place, Model model) {
        model.addAttribute("all", questions.of(place.asker()));
        model.addAttribute("root", place.root());
        return "helpdesk/list";
    }

    String form(Place place, Model model) {
        model.addAttribute("action", place.root() + "/nouvelle");
        model.addAttribute("visitor", false);
        return "helpdesk/new";
    }

    String ask(Place place, SentForm<TicketForm> sent, NextPage next) {
        TicketForm form = sent.form();
        boolean wrong = new TypedTexts(sent)
                .read("subject", form.subject(), WrittenText::line)
                .read("text", form.text(), WrittenText::text)
                .areWrong();
        if (wrong || !mayGoOn(place, sent)) {
            return form(place, sent.model());
        }
        UUID id = questions.ask(place.asker(), form.subject(), form.text()).id();
        next.done("helpdesk.asked");
        return "redirect:" + place.root() + "/" + id;
    }

    private boolean mayGoOn(Place place, SentForm<?> sent) {
        try {
            limits.check(ContactPages.ASKING, place.actor());
            return true;
        } catch (RefusedException refused) {
            sent.refuse(refused);
            return false;
        }
    }

    String one(Place place, UUID id, Model model, boolean replied) {
        model.addAttribute("one", questions.one(place.asker(), id));
        model.addAttribute("action", place.root() + "/" + id);
        model.addAttribute("token", null);
        model.addAttribute("replied", replied);
        return "helpdesk/one";
    }

    String reply(Place place, UUID id, SentForm<ReplyForm> sent, NextPage next) {
        String text = sent.form().text();
        if (new TypedTexts(sent).read("text", text, WrittenText::text).areWrong() || !mayGoOn(place, sent)) {
            return one(place, id, sent.model(), true);
        }
        questions.reply(place.asker(), id, text);
        next.done("helpdesk.replied");
        return "redirect:" + place.root() + "/" + id;
    }
}
