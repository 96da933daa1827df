package org.openbloctel.server.authority.evidence;

import static org.openbloctel.server.platform.access.Access.Caller.INSPECTOR;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.evidence.Evidence;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.authority.inspection.Purposes;
import org.openbloctel.server.authority.inspection.Purposes.PurposeForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The evidence about a complaint, for an inspector who gave the purpose of the reading, which is recorded with it. */
@Controller
record EvidencePages(Evidence evidence, EvidenceShown shown, Purposes purposes) {
    private static final String ROOT = "/inspection/plaintes/{id}/preuves";

    @Access(INSPECTOR)
    @GetMapping(ROOT)
    String one(
            SignedIn.Inspector who,
            @PathVariable("id") UUID complaint,
            HttpServletRequest request,
            Instant now,
            Model model) {
        Optional<String> purpose = purposes.current(request, now);
        if (purpose.isEmpty()) {
            model.addAttribute("form", PurposeForm.EMPTY);
            model.addAttribute("complaint", complaint);
            model.addAttribute("purposes", purposes.options());
            return "evidence/purpose";
        }
        Locale locale = LocaleContextHolder.getLocale();
        shown.put(evidence.of(new Inspector(who.id()), complaint, purpose.get()), locale, model);
        return "evidence/findings";
    }

    @Access(INSPECTOR)
    @PostMapping(ROOT)
    String purpose(
            @PathVariable("id") UUID complaint, SentForm<PurposeForm> sent, HttpServletRequest request, Instant now) {
        try {
            purposes.give(request, sent.form(), now);
        } catch (RefusedException refused) {
            sent.refuse(refused, "purpose");
            sent.model().addAttribute("complaint", complaint);
            sent.model().addAttribute("purposes", purposes.options());
            return "evidence/purpose";
        }
        return "redirect:" + ROOT.replace("{id}", complaint.toString());
    }
}
