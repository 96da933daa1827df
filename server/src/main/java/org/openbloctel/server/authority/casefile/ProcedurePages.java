package org.openbloctel.server.authority.casefile;

import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.authority.casefile.CompanyCases;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.authority.casefile.CaseForms.TextForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Cases against a company, for its owners: the letter, the calls, and their answer. */
@Controller
record ProcedurePages(CompanyCases cases, CaseShown shown, RateLimits limits, InstantSource clock) {
    private static final String LIST = "/pro/procedures";
    private static final RateLimits.Limit ANSWERING = new RateLimits.Limit("observations", 20, Duration.ofHours(1));

    @Access(member = OWNER)
    @GetMapping(LIST)
    String list(SignedIn.Member who, Model model) {
        model.addAttribute("all", cases.of(who.company()));
        return "casefile/procedures";
    }

    @Access(member = OWNER)
    @GetMapping(LIST + "/{id}")
    String one(SignedIn.Member who, @PathVariable UUID id, @ModelAttribute("form") TextForm form, Model model) {
        return page(who, id, model);
    }

    @Access(member = OWNER)
    @PostMapping(LIST + "/{id}")
    String answer(SignedIn.Member who, @PathVariable UUID id, SentForm<TextForm> sent, NextPage next) {
        try {
            limits.check(ANSWERING, who.company().toString());
            cases.observe(who.company(), who.id(), id, sent.form().text());
        } catch (RefusedException refused) {
            sent.refuse(refused, "text");
            return page(who, id, sent.model());
        }
        next.done("casefile.procedure.answered");
        return "redirect:" + LIST + "/" + id;
    }

    private String page(SignedIn.Member who, UUID id, Model model) {
        CompanyCases.Procedure one = cases.one(who.company(), id);
        LocalDate until = one.file().answerUntil();
        model.addAttribute("one", one);
        model.addAttribute("open", until != null && !LegalCalendar.today(clock).isAfter(until));
        model.addAttribute("rules", shown.rules(one.file().alleged()));
        model.addAttribute(
                "calls", calls(one).stream().limit(CaseLetters.MAX_CALLS).toList());
        return "casefile/procedure";
    }

    private List<CaseShown.CallLine> calls(CompanyCases.Procedure one) {
        return shown.forCompany(one.complaints(), one.file().alleged().rules());
    }

    /** All calls of the letter, with the beginnings of the numbers, to the hour. */
    @Access(member = OWNER)
    @GetMapping(LIST + "/{id}/appels.csv")
    ResponseEntity<String> table(SignedIn.Member who, @PathVariable UUID id) {
        return CaseShown.table(calls(cases.one(who.company(), id))).download("appels.csv");
    }

    @Access(member = OWNER)
    @GetMapping(LIST + "/{id}/pieces/{entry}")
    ResponseEntity<byte[]> letter(SignedIn.Member who, @PathVariable UUID id, @PathVariable UUID entry) {
        return CasePages.file(cases.letter(who.company(), id, entry));
    }
}
