package org.openbloctel.server.guard;

import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import org.openbloctel.registry.guard.StopProvenances;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** An owner of a stopped company says where its numbers come from, with a second factor given again. */
@Controller
final class StopProvenancePages {
    private static final String PATH = "/pro/provenance";

    private final StopProvenances provenances;

    StopProvenancePages(StopProvenances provenances) {
        this.provenances = provenances;
    }

    @Access(member = OWNER)
    @GetMapping(PATH)
    String form(SignedIn.Member who, @ModelAttribute("form") StopProvenanceForm form, Model model) {
        return page(who, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(PATH)
    String give(SignedIn.Member who, SentForm<StopProvenanceForm> sent, NextPage next) {
        try {
            if (provenances.give(who.company(), sent.form().text(), sent.form().link(), who.actor())) {
                next.done("guard.provenance.given");
            }
            return "redirect:" + PATH;
        } catch (RefusedException refused) {
            sent.refuse(refused, "text");
            return page(who, sent.model());
        }
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("stop", provenances.stop(who.company()).orElse(null));
        model.addAttribute("said", provenances.of(who.company()));
        model.addAttribute("most", StopProvenances.MAX_TEXT);
        return "guard/provenance";
    }
}
