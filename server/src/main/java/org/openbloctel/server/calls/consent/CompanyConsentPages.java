package org.openbloctel.server.calls.consent;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A company's consents, and the form for a withdrawal that was said aloud. */
@Controller
record CompanyConsentPages(CompanyConsents mine, Consents consents, ConsentTable table, InstantSource clock) {
    private static final int LAST_PAGE = 10_000;
    private static final int MAX_ROWS = 100_000;

    @Access(MEMBER)
    @GetMapping("/pro/consentements")
    String all(
            SignedIn.Member who,
            SentForm<ConsentWithdrawalForm> sent,
            @RequestParam(name = "recherche", defaultValue = "") String search,
            @RequestParam(name = "etat", defaultValue = "ALL") GivenConsent.State state,
            @RequestParam(name = "page", defaultValue = "0") int page) {
        return list(who, search, state, Math.clamp(page, 0, LAST_PAGE), sent.model());
    }

    private String list(SignedIn.Member who, String search, GivenConsent.State state, int page, Model model) {
        List<GivenConsent> found = mine.page(who.company(), search, state, page);
        model.addAttribute(
                "consents", found.stream().limit(CompanyConsents.PAGE).toList());
        List<String> digests = found.stream().map(GivenConsent::evidence).toList();
        model.addAttribute("repeated", mine.repeated(who.company(), digests));
        model.addAttribute("many", CompanyConsents.MANY);
        model.addAttribute("more", found.size() > CompanyConsents.PAGE);
        model.addAttribute("search", search);
        model.addAttribute("state", state);
        model.addAttribute("states", GivenConsent.State.values());
        model.addAttribute("most", MAX_ROWS);
        model.addAttribute("page", page);
        model.addAttribute("now", clock.instant());
        model.addAttribute("mayWithdraw", who.role() != SignedIn.Role.AUDITOR);
        return "consent/company";
    }

    /** The same as a table, without pages. */
    @Access(MEMBER)
    @GetMapping("/pro/consentements/liste.csv")
    ResponseEntity<String> table(
            SignedIn.Member who,
            @RequestParam(name = "recherche", defaultValue = "") String search,
            @RequestParam(name = "etat", defaultValue = "ALL") GivenConsent.State state) {
        CsvTable rows = table.begin();
        Instant now = clock.instant();
        mine.each(who.company(), search, state, MAX_ROWS, one -> rows.row(table.row(one, now)));
        return rows.download(table.name());
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/consentements")
    String withdraw(SignedIn.Member who, SentForm<ConsentWithdrawalForm> sent, NextPage next) {
        ConsentWithdrawalForm form = sent.form();
        int withdrawn;
        try {
            String principal =
                    form.principal().isBlank() ? null : form.principal().strip();
            withdrawn = consents.withdraw(who.company(), who.actor(), principal, form.number());
        } catch (RefusedException refused) {
            String field = refused.refusal() instanceof LawRefusal.UnreadableNumber ? "number" : "principal";
            sent.reject(field, refused.refusal());
            return list(who, "", GivenConsent.State.ALL, 0, sent.model());
        }
        next.done("consent.company.withdrawn", withdrawn);
        return "redirect:/pro/consentements";
    }

    /** A withdrawal that a person said aloud, as a member types it. */
    record ConsentWithdrawalForm(String number, String principal) implements KeptForm {
        ConsentWithdrawalForm {
            number = requireNonNullElse(number, "");
            principal = requireNonNullElse(principal, "");
        }

        /** Without the number. */
        @Override
        public String toString() {
            return "ConsentWithdrawalForm";
        }
    }
}
