package org.openbloctel.server.authority.casefile;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.authority.casefile.CasePages.LIST;
import static org.openbloctel.server.authority.casefile.CasePages.inspector;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.authority.casefile.Alleged;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.authority.casefile.CaseForms.LetterForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedFields;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The work of inspectors on a case before its decision: set the allegations, and send the letter. */
@Controller
record CaseWorkPages(Cases cases, CaseShown shown, FormRefusals refusals, InstantSource clock) {
    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/griefs")
    String alleging(SignedIn.Inspector who, @PathVariable UUID id, Model model) {
        CaseView view = cases.read(inspector(who), id);
        model.addAttribute("form", AllegedForm.of(view.file().alleged()));
        return alleging(view, model);
    }

    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}/griefs")
    String allege(SignedIn.Inspector who, @PathVariable UUID id, SentForm<AllegedForm> sent, NextPage next) {
        try {
            cases.allege(inspector(who), id, sent.form().read());
        } catch (RefusedException refused) {
            String usual = refused.refusal() instanceof CaseRefusal.UnusableDay ? "furtherOn" : "facts";
            sent.refuse(refused, CasePages.field(refused, usual));
            return alleging(cases.read(inspector(who), id), sent.model());
        }
        next.done("casefile.alleged");
        return "redirect:" + LIST + "/" + id;
    }

    private String alleging(CaseView view, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("rules", shown.rules(view.complaints(), LegalCalendar.today(clock)));
        model.addAttribute("persons", refusals.options("casefile.person.%s", "LEGAL", "NATURAL"));
        return "casefile/allege";
    }

    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/courrier")
    String letter(SignedIn.Inspector who, @PathVariable UUID id, Model model) {
        model.addAttribute("form", new LetterForm(Integer.toString(Cases.MIN_DAYS_TO_ANSWER)));
        model.addAttribute("view", cases.read(inspector(who), id));
        return "casefile/letter";
    }

    @Access(value = INSPECTOR, stepUp = true)
    @PostMapping(LIST + "/{id}/courrier")
    String send(SignedIn.Inspector who, @PathVariable UUID id, SentForm<LetterForm> sent, NextPage next) {
        try {
            cases.notify(inspector(who), id, days(sent.form().days()));
        } catch (RefusedException refused) {
            sent.refuse(refused, "days");
            sent.model().addAttribute("view", cases.read(inspector(who), id));
            return "casefile/letter";
        }
        next.done("casefile.notified");
        return "redirect:" + LIST + "/" + id;
    }

    private static int days(String typed) {
        String days = typed.strip();
        if (!days.matches("[0-9]{1,9}")) {
            throw new RefusedException(new RequestRefusal.UnreadableField("days"));
        }
        return Integer.parseInt(days);
    }

    /** The allegations, as typed; the case finds which rules the reason is for. */
    record AllegedForm(
            String facts,
            List<String> rules,
            String person,
            String euros,
            String furtherCalls,
            String furtherOn,
            String reason)
            implements KeptForm {
        AllegedForm {
            facts = requireNonNullElse(facts, "");
            rules = requireNonNullElse(rules, List.of());
            person = requireNonNullElse(person, "");
            euros = requireNonNullElse(euros, "");
            furtherCalls = requireNonNullElse(furtherCalls, "");
            furtherOn = requireNonNullElse(furtherOn, "");
            reason = requireNonNullElse(reason, "");
        }

        static AllegedForm of(Alleged alleged) {
            LocalDate on = alleged.furtherOn();
            return new AllegedForm(
                    alleged.facts(),
                    alleged.rules(),
                    alleged.person().name(),
                    TypedFields.euros(alleged.centsPerCall()),
                    Integer.toString(alleged.furtherCalls()),
                    on == null ? "" : on.toString(),
                    alleged.reason());
        }

        Alleged read() {
            String count = furtherCalls.strip();
            if (!count.matches("[0-9]{0,9}")) {
                throw new RefusedException(new RequestRefusal.UnreadableField("furtherCalls"));
            }
            return new Alleged(
                    facts,
                    rules,
                    person.equals(Alleged.Person.NATURAL.name()) ? Alleged.Person.NATURAL : Alleged.Person.LEGAL,
                    TypedFields.cents("euros", euros),
                    count.isEmpty() ? 0 : Integer.parseInt(count),
                    furtherOn.isBlank() ? null : TypedFields.day("furtherOn", furtherOn),
                    List.of(),
                    reason);
        }

        /** Without the facts and the reason. */
        @Override
        public String toString() {
            return "AllegedForm";
        }
    }
}
