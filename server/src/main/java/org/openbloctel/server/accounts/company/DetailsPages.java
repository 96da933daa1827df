package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.company.SignUpPages.SignUpForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A company's own details: shown, corrected. */
@Controller
record DetailsPages(Companies companies) {
    @Access(MEMBER)
    @GetMapping("/pro/entreprise")
    String details(SignedIn.Member who, Model model) {
        Company company = companies.get(who.company());
        String siret = company.number().siret();
        String number = siret == null ? company.number().siren() : siret;
        model.addAttribute(
                "form", new SignUpForm(number, company.name(), company.address(), company.representative(), ""));
        model.addAttribute("company", company);
        return "company/details";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/entreprise")
    String correct(SignedIn.Member who, SentForm<SignUpForm> sent, NextPage next) {
        SignUpForm form = sent.form();
        try {
            Company.Form company = new Company.Form(form.number(), form.name(), form.address(), form.representative());
            companies.correct(who.company(), company, who.actor());
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof CompanyRefusal.AlreadyDecided) {
                // The page has no form any more in which it could be shown.
                throw refused;
            }
            sent.refuse(refused, "number");
            sent.model().addAttribute("company", companies.get(who.company()));
            return "company/details";
        }
        next.done("company.details.done");
        return "redirect:/pro/entreprise";
    }
}
