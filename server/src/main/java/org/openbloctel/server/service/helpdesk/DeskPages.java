package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.HelpDesk;
import org.openbloctel.registry.service.helpdesk.WrittenText;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A question on the operator's desk, with its answers, notes, owner and state. */
@Controller
record DeskPages(HelpDesk desk, DeskTexts texts, DeskShown shown) {
    private static final String LIST = DeskQuery.PATH;
    private static final String ONE = LIST + "/{id}";

    /** A canned answer stands in the form as it is chosen, in the asker's language. */
    @Access(STAFF)
    @GetMapping(ONE)
    String one(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "modele", required = false) @Nullable UUID canned,
            Model model) {
        String text = "";
        if (canned != null) {
            Locale locale = desk.open(who.actor(), id).asker().locale();
            text = texts.canned(canned).text().in(locale);
        }
        model.addAttribute("form", new AnswerForm(text, false));
        model.addAttribute("note", new NoteForm(""));
        return shown.one(model, who, id);
    }

    /** Where a form was shown again, a change of language asks for its address. */
    @Access(STAFF)
    @GetMapping({ONE + "/reponse", ONE + "/note"})
    String again(@PathVariable UUID id) {
        return "redirect:" + LIST + "/" + id;
    }

    @Access(STAFF)
    @PostMapping(ONE + "/reponse")
    String answer(SignedIn.Staff who, @PathVariable UUID id, SentForm<AnswerForm> sent, NextPage next) {
        AnswerForm form = sent.form();
        if (new TypedTexts(sent).read("text", form.text(), WrittenText::text).areWrong()) {
            sent.model().addAttribute("note", new NoteForm(""));
            return shown.one(sent.model(), who, id);
        }
        desk.answer(who.id(), id, form.text(), form.waits());
        return done(next, "helpdesk.desk.answered", id);
    }

    @Access(STAFF)
    @PostMapping(ONE + "/note")
    String note(
            SignedIn.Staff who, @PathVariable UUID id, @SentForm.Named("note") SentForm<NoteForm> sent, NextPage next) {
        if (new TypedTexts(sent)
                .read("text", sent.form().text(), WrittenText::text)
                .areWrong()) {
            sent.model().addAttribute("form", new AnswerForm("", false));
            return shown.one(sent.model(), who, id);
        }
        desk.note(who.id(), id, sent.form().text());
        return done(next, "helpdesk.desk.noted", id);
    }

    @Access(STAFF)
    @PostMapping(ONE + "/responsable")
    String assign(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "responsable", required = false) @Nullable UUID owner,
            NextPage next) {
        desk.assign(who.id(), id, shown.colleague(owner));
        return done(next, "helpdesk.desk.assigned", id);
    }

    @Access(STAFF)
    @PostMapping(ONE + "/fin")
    String close(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        desk.close(who.id(), id);
        return done(next, "helpdesk.desk.closed", id);
    }

    @Access(STAFF)
    @PostMapping(ONE + "/reprise")
    String reopen(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        desk.reopen(who.id(), id);
        return done(next, "helpdesk.desk.reopened", id);
    }

    private static String done(NextPage next, String key, UUID id) {
        next.done(key);
        return "redirect:" + LIST + "/" + id;
    }

    /**
     * An answer, as typed.
     *
     * @param waits whether it asks something back
     */
    record AnswerForm(String text, Boolean waits) implements KeptForm {
        AnswerForm {
            text = requireNonNullElse(text, "");
            waits = requireNonNullElse(waits, false);
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "AnswerForm";
        }
    }

    /** A note, as typed. */
    record NoteForm(String text) implements KeptForm {
        NoteForm {
            text = requireNonNullElse(text, "");
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "NoteForm";
        }
    }
}
