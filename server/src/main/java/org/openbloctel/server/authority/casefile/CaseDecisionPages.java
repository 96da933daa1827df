package org.openbloctel.server.authority.casefile;

import static org.openbloctel.server.authority.casefile.CasePages.LIST;
import static org.openbloctel.server.authority.casefile.CasePages.inspector;
import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import java.util.Arrays;
import java.util.UUID;
import org.openbloctel.registry.authority.casefile.CaseDecision;
import org.openbloctel.registry.authority.casefile.CaseDecisions;
import org.openbloctel.registry.authority.casefile.CaseView;
import org.openbloctel.registry.authority.casefile.Cases;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.authority.casefile.CaseForms.DecisionForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedFields;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Decisions of cases: one inspector proposes, another one confirms or drops it. */
@Controller
record CaseDecisionPages(Cases cases, CaseDecisions decisions, CaseShown shown, FormRefusals refusals) {
    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/decision")
    String proposing(SignedIn.Inspector who, @PathVariable UUID id, Model model) {
        CaseView view = cases.read(inspector(who), id);
        String amount = TypedFields.euros(view.arithmetic().cents());
        model.addAttribute("form", new DecisionForm("", amount, "", ""));
        return proposing(view, model);
    }

    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}/decision")
    String propose(SignedIn.Inspector who, @PathVariable UUID id, SentForm<DecisionForm> sent, NextPage next) {
        try {
            decisions.propose(inspector(who), id, read(sent.form()));
        } catch (RefusedException refused) {
            String usual = refused.refusal() instanceof CaseRefusal.UnusableDay ? "until" : "outcome";
            if (refused.refusal() instanceof CaseRefusal.TextOfCase) {
                usual = "grounds";
            }
            sent.refuse(refused, CasePages.field(refused, usual));
            return proposing(cases.read(inspector(who), id), sent.model());
        }
        next.done("casefile.proposed");
        return "redirect:" + LIST + "/" + id;
    }

    private static CaseDecision.Proposal read(DecisionForm form) {
        CaseDecision.Outcome outcome = Arrays.stream(CaseDecision.Outcome.values())
                .filter(one -> one.name().equals(form.outcome()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("outcome")));
        return outcome == CaseDecision.Outcome.SANCTIONED
                ? new CaseDecision.Proposal(
                        outcome,
                        TypedFields.cents("euros", form.euros()),
                        TypedFields.day("until", form.until()),
                        form.grounds())
                : new CaseDecision.Proposal(outcome, 0, null, form.grounds());
    }

    private String proposing(CaseView view, Model model) {
        model.addAttribute("view", view);
        String[] possible = Arrays.stream(CaseDecision.Outcome.values())
                .filter(one -> view.file().state().next().contains(one.state()))
                .map(Enum::name)
                .toArray(String[]::new);
        model.addAttribute("outcomes", refusals.options("casefile.outcome.%s", possible));
        return "casefile/propose";
    }

    @Access(INSPECTOR)
    @GetMapping(LIST + "/{id}/decision/{decision}")
    String confirming(SignedIn.Inspector who, @PathVariable UUID id, @PathVariable UUID decision, Model model) {
        CaseView view = cases.read(inspector(who), id);
        model.addAttribute("view", view);
        model.addAttribute(
                "proposed",
                view.proposed()
                        .filter(one -> one.id().equals(decision))
                        .orElseThrow(() -> new RefusedException(new CaseRefusal.UnknownCase())));
        model.addAttribute("me", who.id());
        model.addAttribute("shown", shown);
        return "casefile/confirm";
    }

    @Access(value = INSPECTOR, stepUp = true)
    @PostMapping(LIST + "/{id}/decision/{decision}")
    String confirm(SignedIn.Inspector who, @PathVariable UUID id, @PathVariable UUID decision, NextPage next) {
        decisions.confirm(inspector(who), id, decision);
        next.done("casefile.decided");
        return "redirect:" + LIST + "/" + id;
    }

    @Access(INSPECTOR)
    @PostMapping(LIST + "/{id}/abandon")
    String drop(SignedIn.Inspector who, @PathVariable UUID id, NextPage next) {
        decisions.drop(inspector(who), id);
        next.done("casefile.dropped");
        return "redirect:" + LIST + "/" + id;
    }
}
