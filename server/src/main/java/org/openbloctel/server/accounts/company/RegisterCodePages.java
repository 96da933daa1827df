package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.Instant;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.RegisterLetter;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The page with a company's verification, on which an owner types the code of the letter. */
@Controller
record RegisterCodePages(RegisterLetters letters, Companies companies, Reach reach) {
    private static final String PATH = "/pro/entreprise/code";

    @Access(MEMBER)
    @GetMapping(PATH)
    String code(SignedIn.Member who, Instant now, Model model) {
        model.addAttribute("form", new CodeForm(""));
        return page(who, now, model);
    }

    @Access(member = OWNER)
    @PostMapping(PATH)
    String enter(SignedIn.Member who, Instant now, SentForm<CodeForm> sent, NextPage next) {
        try {
            letters.enter(who.company(), sent.form().code(), who.actor());
        } catch (RefusedException refused) {
            sent.refuse(refused, "code");
            return page(who, now, sent.model());
        }
        next.done("company.code.done");
        return "redirect:/pro";
    }

    private String page(SignedIn.Member who, Instant now, Model model) {
        Company company = companies.get(who.company());
        model.addAttribute("company", company);
        model.addAttribute("reach", reach.of(company, now));
        model.addAttribute("owner", who.role() == OWNER);
        return "company/code";
    }

    /** The code of a letter, as typed. */
    record CodeForm(String code) implements KeptForm {
        CodeForm {
            code = requireNonNullElse(code, "");
        }
    }

    /** How far a company is, for its pages. Thread-safe. */
    @Component
    record Reach(RegisterLetters letters) {
        /** The name of its stage: a part of the keys of texts. */
        String of(Company company, Instant now) {
            if (company.proof() == Company.Proof.LOST && company.state() == Company.State.SUSPENDED) {
                return "lost";
            }
            if (company.verified() && !letters.isDue(company)) {
                return "verified";
            }
            RegisterLetter letter = letters.of(company).orElse(null);
            if (letter == null) {
                return company.verified() ? "due" : "documents";
            }
            return letter.opens(now) ? "letter" : "over";
        }
    }
}
