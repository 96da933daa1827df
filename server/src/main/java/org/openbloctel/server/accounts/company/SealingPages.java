package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SealingRefusal;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** The key to which the results of a company are sealed: registered, replaced, withdrawn, and a change of it cancelled. */
@Controller
record SealingPages(SealingKeys keys, Companies companies, SignedInPeople people) {
    private static final String PAGE = "/pro/scellement";

    @Access(MEMBER)
    @GetMapping(PAGE)
    String show(SignedIn.Member who, @ModelAttribute("form") SealingForm form, Model model) {
        return page(who, model);
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(PAGE)
    String register(SignedIn.Member who, SentForm<SealingForm> sent, NextPage next) {
        try {
            SealingKeys.State state =
                    keys.register(people.member(who), sent.form().recipient());
            next.done(state.changesAt().isPresent() ? "sealing.replaced" : "sealing.registered");
        } catch (RefusedException refused) {
            boolean secret = refused.refusal() instanceof SealingRefusal.PrivateKeyGiven;
            // A private key is not shown again.
            (secret ? sent.retyped(new SealingForm("")) : sent).refuse(refused, "recipient");
            return page(who, sent.model());
        }
        return "redirect:" + PAGE;
    }

    @Access(member = OWNER)
    @GetMapping(PAGE + "/retirer")
    String withdrawing(SignedIn.Member who, Model model) {
        model.addAttribute("state", keys.of(who.company()));
        return "company/sealing-withdraw";
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(PAGE + "/retirer")
    String withdraw(SignedIn.Member who, NextPage next) {
        keys.withdraw(people.member(who));
        next.done("sealing.withdrawn");
        return "redirect:" + PAGE;
    }

    /** Leaves the key as it is, so it asks for no second factor. */
    @Access(member = OWNER)
    @PostMapping(PAGE + "/annuler")
    String cancel(SignedIn.Member who, NextPage next) {
        keys.cancel(people.member(who));
        next.done("sealing.cancelled");
        return "redirect:" + PAGE;
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("state", keys.of(who.company()));
        model.addAttribute("me", who);
        model.addAttribute("verified", companies.get(who.company()).verified());
        return "company/sealing";
    }

    /** A public key, as pasted. */
    record SealingForm(String recipient) implements KeptForm {
        SealingForm {
            recipient = requireNonNullElse(recipient, "");
        }
    }
}
