package org.openbloctel.server.service.helpdesk;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.UUID;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.service.helpdesk.DeskTexts;
import org.openbloctel.registry.service.helpdesk.WrittenText;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Canned answers, as the staff write them. */
@Controller
record DeskTextPages(DeskTexts texts) {
    private static final String LIST = "/operateur/reponses-types";

    private static final TextPlace PLACE =
            new TextPlace(LIST, "helpdesk/canned-one", "helpdesk.canned.done", "helpdesk.canned.removed");

    @Access(STAFF)
    @GetMapping(LIST)
    String list(Model model) {
        model.addAttribute("all", texts.canned());
        return "helpdesk/canned";
    }

    @Access(STAFF)
    @GetMapping(LIST + "/" + TextPlace.NEW)
    String form(@ModelAttribute("form") CannedForm form, Model model) {
        return PLACE.form(model, TextPlace.NEW);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/" + TextPlace.NEW)
    String add(SignedIn.Staff who, SentForm<CannedForm> sent, NextPage next) {
        return put(who, UUID.randomUUID(), TextPlace.NEW, sent, next);
    }

    @Access(STAFF)
    @GetMapping(LIST + "/{id}")
    String one(@PathVariable UUID id, Model model) {
        DeskTexts.CannedAnswer answer = texts.canned(id);
        model.addAttribute(
                "form",
                new CannedForm(answer.name(), answer.text().fr(), answer.text().en()));
        return PLACE.form(model, id.toString());
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/{id}")
    String change(SignedIn.Staff who, @PathVariable UUID id, SentForm<CannedForm> sent, NextPage next) {
        texts.canned(id);
        return put(who, id, id.toString(), sent, next);
    }

    private String put(SignedIn.Staff who, UUID id, String place, SentForm<CannedForm> sent, NextPage next) {
        CannedForm form = sent.form();
        boolean wrong = new TypedTexts(sent)
                .read("name", form.name(), WrittenText::line)
                .read("textFr", form.textFr(), WrittenText::text)
                .read("textEn", form.textEn(), WrittenText::text)
                .areWrong();
        if (wrong) {
            return PLACE.form(sent.model(), place);
        }
        texts.put(
                who.actor(), new DeskTexts.CannedAnswer(id, form.name(), new Bilingual(form.textFr(), form.textEn())));
        return PLACE.kept(next);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(LIST + "/{id}/retrait")
    String remove(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        texts.removeCanned(who.actor(), id);
        return PLACE.withoutIt(next);
    }

    /** A canned answer, as typed. */
    record CannedForm(String name, String textFr, String textEn) implements KeptForm {
        CannedForm {
            name = requireNonNullElse(name, "");
            textFr = requireNonNullElse(textFr, "");
            textEn = requireNonNullElse(textEn, "");
        }

        /** Without the texts. */
        @Override
        public String toString() {
            return "CannedForm";
        }
    }

    /**
     * Where the staff write one kind of texts: a list, and a form for a new text and for each known one.
     *
     * @param list the address of the list
     * @param template the form's
     * @param done the message after a text was kept
     * @param removed the message after one was removed
     */
    record TextPlace(String list, String template, String done, String removed) {
        /** The last part of the address of the form for a new text. */
        static final String NEW = "nouvelle";

        /** The form at an address below the list. */
        String form(Model model, String place) {
            model.addAttribute("action", list + "/" + place);
            model.addAttribute("known", !place.equals(NEW));
            return template;
        }

        /** The way back to the list after a text was kept. */
        String kept(NextPage next) {
            next.done(done);
            return "redirect:" + list;
        }

        /** The way back to the list after one was removed. */
        String withoutIt(NextPage next) {
            next.done(removed);
            return "redirect:" + list;
        }
    }
}
