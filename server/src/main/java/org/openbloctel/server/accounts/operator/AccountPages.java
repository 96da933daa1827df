package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.Arrays;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.server.accounts.operator.FactorWithdrawalPages.FactorForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Companies, as the operator sees them: to verify, verified, refused, suspended. */
@Controller
record AccountPages(Companies companies, RegisterLetters letters, FourEyes fourEyes, AccountShown shown) {
    private static final int PAGE = 100;

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
    String one(
            @PathVariable UUID id,
            @ModelAttribute("form") FactorForm form,
            @ModelAttribute("reason") ReasonForm reason,
            @ModelAttribute("register") RegisterForm register,
            Model model) {
        shown.show(companies.get(id), model);
        return "operator/account";
    }

    /** By two people: the first asks, the second confirms the same address. A letter with a code then goes there. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/verifier")
    String verify(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "adresse", defaultValue = "") String typed,
            @RequestParam(defaultValue = "") String digest,
            NextPage next) {
        companies.requireUndecided(id);
        String address = companies.get(id).unreached() ? RegisterLetters.address(typed) : "";
        FourEyes.Matter verification = shown.verification(id, () -> companies.locked(id));
        String[] done = {"operator.four-eyes.asked"};
        fourEyes.agree(
                verification,
                digest,
                "",
                address,
                who.id(),
                () -> done[0] = "operator.accounts." + letters.approve(id, address, who.actor()));
        return done(next, done[0], id);
    }

    /** Another letter to the address that two people have confirmed. */
    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/lettre")
    String writeAgain(SignedIn.Staff who, @PathVariable UUID id, NextPage next) {
        letters.writeAgain(id, who.actor());
        return done(next, "operator.accounts.LETTER", id);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/refuser")
    String refuse(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            NextPage next) {
        companies.refuse(id, reason, who.actor());
        return done(next, "operator.accounts.refused", id);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/suspendre")
    String suspend(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @RequestParam(name = "motif", defaultValue = "") String reason,
            NextPage next) {
        companies.suspend(id, reason, who.actor());
        return done(next, "operator.accounts.suspended", id);
    }

    private String done(NextPage next, String key, UUID id) {
        next.done(key);
        return "redirect:/operateur/comptes/" + id;
    }

    /** The reason for a refusal or a suspension, as typed; the company reads it. */
    record ReasonForm(String motif) implements KeptForm {
        ReasonForm {
            motif = requireNonNullElse(motif, "");
        }
    }

    /** The address of a company in the register of companies, as typed. */
    record RegisterForm(String adresse) implements KeptForm {
        RegisterForm {
            adresse = requireNonNullElse(adresse, "");
        }
    }
}
