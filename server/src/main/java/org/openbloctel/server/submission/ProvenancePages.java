package org.openbloctel.server.submission;

import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import java.util.Objects;
import java.util.UUID;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SubmissionRefusal;
import org.openbloctel.registry.scrubbing.HeldFiles;
import org.openbloctel.registry.submission.Submission;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * An owner confirms a held file with the second factor, and says where its numbers come from. It lets nothing go by itself: a person of
 * the operator reads it beside the file.
 */
@Controller
final class ProvenancePages {
    private static final String PATH = "/pro/depots/{id}/provenance";

    private final Submissions submissions;
    private final HeldFiles held;

    ProvenancePages(Submissions submissions, HeldFiles held) {
        this.submissions = submissions;
        this.held = held;
    }

    @Access(member = OWNER)
    @GetMapping(PATH)
    String ask(SignedIn.Member who, @PathVariable UUID id, Model model) {
        Submission file = heldFile(who, id);
        ProvenanceForm said = held.provenance(id)
                .map(one -> new ProvenanceForm(one.text(), Objects.requireNonNullElse(one.papers(), "")))
                .orElse(new ProvenanceForm("", ""));
        model.addAttribute("form", said);
        return page(file, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(PATH)
    String say(SignedIn.Member who, @PathVariable UUID id, SentForm<ProvenanceForm> sent, NextPage next) {
        Submission file = heldFile(who, id);
        try {
            held.explain(who.company(), id, sent.form().text(), sent.form().papers(), who.actor());
        } catch (RefusedException refused) {
            sent.refuse(refused, "text");
            return page(file, sent.model());
        }
        next.done("submission.provenance.said");
        return "redirect:/pro/depots/" + id;
    }

    private Submission heldFile(SignedIn.Member who, UUID id) {
        Submission file = submissions.get(who.company(), id);
        if (file.held().isEmpty() || !file.company().equals(who.company())) {
            throw new RefusedException(new SubmissionRefusal.NotHeld());
        }
        return file;
    }

    private static String page(Submission file, Model model) {
        model.addAttribute("s", file);
        return "submission/provenance";
    }
}
