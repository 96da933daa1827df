package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.list.guard.Canaries;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentFields;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Canaries: brought by one person of the operator and listed by another, withdrawn in the same way; and calls to them. */
@Controller
record CanaryPages(
        Canaries canaries, CanaryShown shown, FourEyes fourEyes, Publication publication, FormRefusals refusals) {
    private static final String PATH = "/operateur/garde/temoins";
    private static final String FILE = "form";
    private static final String CALL = "told";

    @Access(value = STAFF, stepUp = true)
    @GetMapping(PATH)
    String all(Model model) {
        return page(model);
    }

    /** The browser sends the file part by part, and no part of it is kept as it came. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH)
    String propose(
            SignedIn.Staff who, HttpServletRequest request, HttpServletResponse response, Model model, NextPage next)
            throws IOException {
        SentFields sent = new SentFields();
        try {
            Canaries.Proposed proposed = FileForm.read(
                    request,
                    sent::add,
                    (name, content) ->
                            canaries.propose(sent.last("lender"), content, publication.current(), who.actor()));
            next.done("guard.canaries.proposed", proposed.taken(), proposed.left());
            list(
                    proposed.batch(),
                    fourEyes.standing(shown.listing(proposed.batch())).digest(),
                    who,
                    next);
            return "redirect:" + PATH;
        } catch (RefusedException refused) {
            BindingResult result =
                    FileForm.refused(request, response, model, FILE, new CanaryForm(sent.last("lender"), ""));
            refusals.show(refused, result, "file");
            return page(model);
        }
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{batch}/inscrire")
    String confirm(
            SignedIn.Staff who,
            @PathVariable UUID batch,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        list(batch, digest, who, next);
        return "redirect:" + PATH;
    }

    private void list(UUID batch, String digest, SignedIn.Staff who, NextPage next) {
        boolean done =
                fourEyes.agree(shown.listing(batch), digest, "", who.id(), () -> canaries.list(batch, who.actor()));
        next.done(done ? "guard.canaries.listed" : "operator.four-eyes.asked");
    }

    /** A batch that is not on the list yet is dropped by one person. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/{batch}/retirer")
    String withdraw(
            SignedIn.Staff who,
            @PathVariable UUID batch,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        if (canaries.drop(batch, who.actor())) {
            fourEyes.stop(Decision.Kind.CANARIES, batch, who.actor());
            next.done("guard.canaries.dropped");
        } else {
            boolean done = fourEyes.agree(
                    shown.withdrawal(batch), digest, "", who.id(), () -> canaries.withdraw(batch, who.actor()));
            next.done(done ? "guard.canaries.withdrawn" : "operator.four-eyes.asked");
        }
        return "redirect:" + PATH;
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/appel")
    String called(SignedIn.Staff who, @SentForm.Named(CALL) SentForm<CanaryCallForm> sent, Instant now) {
        CanaryCallForm told = sent.form();
        try {
            LocalDate day = told.day().isBlank() ? LegalCalendar.dayOf(now) : GuardPages.day("day", told.day());
            UUID call = canaries.called(told.number(), day, told.caller(), told.note(), who.actor());
            return "redirect:" + PATH + "/appel/" + call;
        } catch (RefusedException refused) {
            sent.refuse(refused, "number");
            return page(sent.model());
        }
    }

    /** An address that a form is sent to answers a reader, too. */
    @Access(value = STAFF, stepUp = true)
    @GetMapping({PATH + "/appel", PATH + "/{batch}/inscrire", PATH + "/{batch}/retirer"})
    String back() {
        return "redirect:" + PATH;
    }

    @Access(value = STAFF, stepUp = true)
    @GetMapping(PATH + "/appel/{id}")
    String trace(SignedIn.Staff who, @PathVariable UUID id, Model model) {
        shown.one(canaries.trace(id, who.actor()), model);
        return "guard/call";
    }

    private String page(Model model) {
        if (!model.containsAttribute(FILE)) {
            model.addAttribute(FILE, new CanaryForm("", ""));
        }
        if (!model.containsAttribute(CALL)) {
            model.addAttribute(CALL, new CanaryCallForm("", "", "", ""));
        }
        shown.all(model);
        return "guard/canaries";
    }

    /** A call to a canary, as typed. */
    record CanaryCallForm(String number, String day, String caller, String note) implements KeptForm {
        CanaryCallForm {
            number = requireNonNullElse(number, "");
            day = requireNonNullElse(day, "");
            caller = requireNonNullElse(caller, "");
            note = requireNonNullElse(note, "");
        }

        /** Without numbers. */
        @Override
        public String toString() {
            return "CanaryCallForm";
        }
    }

    /** Canaries from a file, as typed. */
    record CanaryForm(String lender, String file) implements KeptForm {
        CanaryForm {
            lender = requireNonNullElse(lender, "");
            file = requireNonNullElse(file, "");
        }

        /** Without numbers. */
        @Override
        public String toString() {
            return "CanaryForm";
        }
    }
}
