package org.openbloctel.server.operator;

import static org.openbloctel.server.web.Access.Caller.STAFF;

import java.util.Arrays;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.credential.SecondFactor;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Companies, as the operator sees them: to verify, verified, refused, suspended. */
@Controller
final class AccountPages {
    private static final int PAGE = 100;
    private static final int LATEST = 20;

    private final Companies companies;
    private final Members members;
    private final Quotas quotas;
    private final SecondFactor factor;
    private final AuditTrail audit;

    AccountPages(Companies companies, Members members, Quotas quotas, SecondFactor factor, AuditTrail audit) {
        this.companies = companies;
        this.members = members;
        this.quotas = quotas;
        this.factor = factor;
        this.audit = audit;
    }

    @Access(STAFF)
    @GetMapping("/operateur/comptes")
    String list(
            @RequestParam(name = "etat", defaultValue = "TO_VERIFY") String state,
            @RequestParam(name = "texte", defaultValue = "") String text,
            Model model) {
        Company.State shown = Arrays.stream(Company.State.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElse(Company.State.TO_VERIFY);
        model.addAttribute("state", shown);
        model.addAttribute("states", Company.State.values());
        model.addAttribute("text", text);
        model.addAttribute("companies", companies.list(shown, text, PAGE));
        return "operator/accounts";
    }

    @Access(STAFF)
    @GetMapping("/operateur/comptes/{id}")
    String one(@PathVariable UUID id, Model model) {
        Company company = companies.get(id);
        model.addAttribute("company", company);
        model.addAttribute("members", members.of(id));
        model.addAttribute("plan", quotas.current(id).orElse(null));
        model.addAttribute("events", audit.about("company:" + id, LATEST));
        return "operator/account";
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/verifier")
    String verify(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        companies.verify(id, who.actor());
        return done(next, "operator.accounts.verified", id);
    }

    @Access(STAFF)
    @PostMapping("/operateur/comptes/{id}/refuser")
    String refuse(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            NextPage next) {
        companies.refuse(id, reason, who.actor());
        return done(next, "operator.accounts.refused", id);
    }

    @Access(STAFF)
    @PostMapping("/operateur/comptes/{id}/suspendre")
    String suspend(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            NextPage next) {
        companies.suspend(id, reason, who.actor());
        return done(next, "operator.accounts.suspended", id);
    }

    /** For who lost telephone and recovery codes, and proved otherwise who they are. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/facteur/{member}")
    String takeOff(SignedIn.Staff who, @PathVariable UUID id, @PathVariable UUID member, NextPage next) {
        Member lost = members.find(member)
                .filter(found -> found.company().equals(id))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMember()));
        factor.takeOff(lost.id(), who.actor());
        return done(next, "operator.accounts.taken-off", id);
    }

    private String done(NextPage next, String key, UUID id) {
        next.done(key);
        return "redirect:/operateur/comptes/" + id;
    }
}
