package org.openbloctel.server.calls.call;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /pro/appels}: how many calls were made and what came of them, and who refused: entered, counted, taken off. */
@Controller
record CallPages(CallFigures figures, CallShown shown, RefusalList list, Mandates mandates, FormRefusals refusals) {
    @Access(MEMBER)
    @GetMapping("/pro/appels")
    String page(SignedIn.Member who, Model model) {
        model.addAttribute("form", RefusalForm.EMPTY);
        return shown(who, model);
    }

    /** The form stands on the page of calls; this is where the choice of language leads after it was refused. */
    @Access(MEMBER)
    @GetMapping("/pro/appels/refus")
    String entering() {
        return "redirect:/pro/appels";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/appels/refus")
    String enter(SignedIn.Member who, SentForm<RefusalForm> sent, NextPage next) {
        RefusalForm form = sent.form();
        boolean fresh;
        try {
            fresh = list.enter(principal(mandates, who, form), who.actor(), form.number(), form.saidOn());
        } catch (RefusedException refused) {
            sent.refuse(refused, field(refused.refusal()));
            return shown(who, sent.model());
        }
        next.done(fresh ? "call.refusal.entered" : "call.refusal.known");
        return "redirect:/pro/appels";
    }

    /** For whom: the company itself unless another was chosen; refuses without a mandate. */
    static UUID principal(Mandates mandates, SignedIn.Member who, RefusalForm form) {
        UUID principal;
        try {
            principal = form.principal().isEmpty() ? who.company() : UUID.fromString(form.principal());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("principal"));
        }
        mandates.require(who.company(), principal);
        return principal;
    }

    static String field(Refusal refusal) {
        return switch (refusal) {
            case CompanyRefusal.NoMandate none -> "principal";
            case LawRefusal.RefusalDay day -> "saidOn";
            default -> "number";
        };
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/appels/refus/retrait")
    String removing(Model model) {
        model.addAttribute("form", RefusalForm.EMPTY);
        return "call/remove";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/appels/refus/retrait")
    String remove(SignedIn.Member who, SentForm<RefusalForm> sent, NextPage next) {
        try {
            list.remove(who.company(), who.actor(), sent.form().number());
        } catch (RefusedException refused) {
            sent.refuse(refused, "number");
            return "call/remove";
        }
        next.done("call.refusal.removed");
        return "redirect:/pro/appels";
    }

    /** Calls by day and by what came of them, for a spreadsheet. */
    @Access(MEMBER)
    @GetMapping("/pro/appels/jours.csv")
    ResponseEntity<String> table(SignedIn.Member who) {
        CsvTable table = new CsvTable();
        table.row(List.of(refusals.done("call.day"), refusals.done("call.outcome"), refusals.done("call.calls")));
        for (CallFigures.Count count : figures.of(who.company())) {
            table.row(List.of(
                    count.day().toString(),
                    refusals.done(CallShown.key(count.outcome())),
                    Long.toString(count.calls())));
        }
        return table.download(refusals.done("call.table.name"));
    }

    private String shown(SignedIn.Member who, Model model) {
        Map<String, String> choices = choices(mandates, who);
        model.addAttribute("calls", shown.of(who.company()));
        model.addAttribute("keptDays", shown.keptDays());
        model.addAttribute("principals", choices);
        model.addAttribute("lists", lists(choices));
        model.addAttribute("mayEnter", who.role() != SignedIn.Role.AUDITOR);
        return "call/list";
    }

    /** For whom refusals may be entered, by id: the company itself first. */
    static Map<String, String> choices(Mandates mandates, SignedIn.Member who) {
        Map<String, String> choices = new LinkedHashMap<>();
        mandates.choices(who.company()).forEach(one -> choices.put(one.id().toString(), one.name()));
        return choices;
    }

    private List<Counted> lists(Map<String, String> choices) {
        List<Counted> lists = new ArrayList<>();
        choices.forEach((id, name) -> lists.add(new Counted(name, list.count(UUID.fromString(id)))));
        return lists;
    }

    /** How many people are on a principal's list. */
    record Counted(String name, long people) {}

    /** A refusal, as typed. */
    record RefusalForm(String principal, String number, String saidOn) implements KeptForm {
        static final RefusalForm EMPTY = new RefusalForm("", "", "");

        RefusalForm {
            principal = requireNonNullElse(principal, "");
            number = requireNonNullElse(number, "");
            saidOn = requireNonNullElse(saidOn, "");
        }

        /** The file itself is not kept in the form; what is wrong with it is shown beside its field. */
        public String getFile() {
            return "";
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "RefusalForm";
        }
    }
}
