package org.openbloctel.server.list.guard;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.list.guard.Provenance;
import org.openbloctel.registry.list.guard.Stop;
import org.openbloctel.registry.list.guard.StopProvenances;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
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

/**
 * An owner says where numbers come from, with the second factor given again: of a held file, or after a stop. One form and one template;
 * it lets nothing go by itself.
 */
@Controller
record ProvenancePages(
        StopProvenances provenances,
        Stops stops,
        Companies companies,
        Submissions submissions,
        HeldFiles held,
        FourEyes fourEyes) {
    private static final String OF_STOP = "/pro/provenance";
    private static final String OF_FILE = "/pro/depots/{id}/provenance";

    @Access(member = OWNER)
    @GetMapping(OF_STOP)
    String askOfStop(SignedIn.Member who, @ModelAttribute("form") ProvenanceForm form, Model model) {
        return ofStop(who, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(OF_STOP)
    String sayOfStop(SignedIn.Member who, SentForm<ProvenanceForm> sent, NextPage next) {
        try {
            provenances.give(
                    who.company(),
                    sent.form().stop(),
                    sent.form().text(),
                    sent.form().papers(),
                    who.actor());
            next.done("guard.provenance.given");
            return "redirect:" + OF_STOP;
        } catch (RefusedException refused) {
            sent.refuse(refused, "text");
            return ofStop(who, sent.model());
        }
    }

    @Access(member = OWNER)
    @GetMapping(OF_FILE)
    String askOfFile(SignedIn.Member who, @PathVariable UUID id, Model model) {
        Submission file = heldFile(who, id);
        model.addAttribute("form", held.provenance(id).map(ProvenanceForm::of).orElse(new ProvenanceForm("", "", "")));
        return ofFile(file, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(OF_FILE)
    String sayOfFile(SignedIn.Member who, @PathVariable UUID id, SentForm<ProvenanceForm> sent, NextPage next) {
        Submission file = heldFile(who, id);
        try {
            held.explain(who.company(), id, sent.form().text(), sent.form().papers(), who.actor());
        } catch (RefusedException refused) {
            sent.refuse(refused, "text");
            return ofFile(file, sent.model());
        }
        next.done("guard.provenance.given");
        return "redirect:/pro/depots/" + id;
    }

    private Submission heldFile(SignedIn.Member who, UUID id) {
        Submission file = submissions.get(who.company(), id);
        if (file.held().isEmpty() || !file.company().equals(who.company())) {
            throw new RefusedException(new SubmissionRefusal.NotHeld());
        }
        return file;
    }

    private String ofStop(SignedIn.Member who, Model model) {
        Map<Stop, String> holding = new LinkedHashMap<>();
        Map<String, String> choices = new LinkedHashMap<>();
        stops.of(who.company()).forEach(stop -> {
            String principal = companies.get(stop.principal()).name();
            holding.put(stop, principal);
            choices.put(stop.id().toString(), principal);
        });
        model.addAttribute("holding", holding);
        model.addAttribute(
                "takesTwo",
                fourEyes.required()
                        && holding.keySet().stream()
                                .anyMatch(stop -> stop.step().takesTwo()));
        model.addAttribute("choices", choices);
        model.addAttribute("said", provenances.of(who.company()));
        return page(OF_STOP, model);
    }

    private static String ofFile(Submission file, Model model) {
        model.addAttribute("file", file);
        return page("/pro/depots/" + file.id() + "/provenance", model);
    }

    private static String page(String action, Model model) {
        model.addAttribute("action", action);
        model.addAttribute("most", Provenance.MAX_TEXT);
        return "guard/provenance";
    }

    /**
     * Where numbers come from, as typed.
     *
     * @param stop the id of the stop that it answers; blank for a file
     */
    record ProvenanceForm(String text, String papers, String stop) implements KeptForm {
        ProvenanceForm {
            text = requireNonNullElse(text, "");
            papers = requireNonNullElse(papers, "");
            stop = requireNonNullElse(stop, "");
        }

        /** As it was said before. */
        static ProvenanceForm of(Provenance said) {
            return new ProvenanceForm(said.text(), requireNonNullElse(said.papers(), ""), "");
        }
    }
}
