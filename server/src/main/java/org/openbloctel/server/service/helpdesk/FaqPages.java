package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.Ticket;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.openbloctel.server.service.helpdesk.DeskTextPages.TextPlace;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Published questions: for everybody to read, and for the staff to write, from a ticket or from nothing. */
@Controller
record FaqPages(DeskTexts texts, HelpDesk desk) {
    private static final String LIST = "/operateur/faq";

    private static final TextPlace PLACE =
            new TextPlace(LIST, "helpdesk/faq-one", "helpdesk.faq.done", "helpdesk.faq.removed");

    @Access(ANYONE)
    @GetMapping("/aide/faq")
    String read(Model model) {
        model.addAttribute("all", texts.published());
        return "helpdesk/faq";
    }

    @Access(STAFF)
    @GetMapping(LIST)
    String list(Model model) {
        model.addAttribute("all", texts.published());
        return "helpdesk/faq-list";
    }

    /** Begins with the subject and the last answer of a ticket, which the staff then edit. */
    @Access(STAFF)
    @GetMapping(LIST + "/" + TextPlace.NEW)
    String form(
            SignedIn.Staff who, @RequestParam(name = "question", required = false) @Nullable UUID ticket, Model model) {
        model.addAttribute("form", ticket == null ? new FaqForm("", "", "", "") : of(desk.open(who.actor(), ticket)));
        return PLACE.form(model, TextPlace.NEW);
    }

    private static FaqForm of(Ticket ticket) {
        String answer = ticket.messages().reversed().stream()
                .filter(one -> one.kind() == Ticket.Kind.ANSWER)
                .map(Ticket.Message::text)
                .findFirst()
                .orElse("");
        return ticket.asker().locale().getLanguage().equals("en")
                ? new FaqForm("", "", ticket.subject(), answer)
                : new FaqForm(ticket.subject(), answer, "", "");
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/" + TextPlace.NEW)
    String publish(SignedIn.Staff who, SentForm<FaqForm> sent, NextPage next) {
        return put(who, UUID.randomUUID(), TextPlace.NEW, sent, next);
    }

    @Access(STAFF)
    @GetMapping(LIST + "/{id}")
    String one(@PathVariable UUID id, Model model) {
        DeskTexts.FaqEntry entry = texts.published(id);
        Bilingual question = entry.question();
        Bilingual answer = entry.answer();
        model.addAttribute("form", new FaqForm(question.fr(), answer.fr(), question.en(), answer.en()));
        return PLACE.form(model, id.toString());
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/{id}")
    String change(SignedIn.Staff who, @PathVariable UUID id, SentForm<FaqForm> sent, NextPage next) {
        texts.published(id);
        return put(who, id, id.toString(), sent, next);
    }

    private String put(SignedIn.Staff who, UUID id, String place, SentForm<FaqForm> sent, NextPage next) {
        FaqForm form = sent.form();
        boolean wrong = new TypedTexts(sent)
                .read("questionFr", form.questionFr(), DeskTexts::question)
                .read("answerFr", form.answerFr(), DeskTexts::answer)
                .read("questionEn", form.questionEn(), DeskTexts::question)
                .read("answerEn", form.answerEn(), DeskTexts::answer)
                .areWrong();
        if (wrong) {
            return PLACE.form(sent.model(), place);
        }
        Bilingual question = new Bilingual(form.questionFr(), form.questionEn());
        texts.publish(
                who.actor(), new DeskTexts.FaqEntry(id, question, new Bilingual(form.answerFr(), form.answerEn())));
        return PLACE.kept(next);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/{id}/retrait")
    String remove(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        texts.removePublished(who.actor(), id);
        return PLACE.withoutIt(next);
    }

    /** A question with its answer for everybody, as typed. */
    record FaqForm(String questionFr, String answerFr, String questionEn, String answerEn) implements KeptForm {
        FaqForm {
            questionFr = requireNonNullElse(questionFr, "");
            answerFr = requireNonNullElse(answerFr, "");
            questionEn = requireNonNullElse(questionEn, "");
            answerEn = requireNonNullElse(answerEn, "");
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "FaqForm";
        }
    }
}
