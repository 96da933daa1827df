package org.openbloctel.server.company;

import static org.openbloctel.server.web.Access.Caller.MEMBER;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.campaign.CampaignList;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.Invoice;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.company.Mandate;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.credential.SecondFactor;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.submission.Submission;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.credential.Gate;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page of a company: what is left of its plan, what is due, what to do next; and its own details. */
@Controller
final class OverviewPages {
    private static final int FEW_CODES = 3;
    private static final int LAST = 5;
    private static final int MAX_CAMPAIGNS = 6;

    private static final CampaignList.Search RUNNING =
            new CampaignList.Search("", Optional.of(CampaignList.Stage.RUNNING));

    private final Companies companies;
    private final Quotas quotas;
    private final Invoices invoices;
    private final Mandates mandates;
    private final SecondFactor factor;
    private final Gate gate;
    private final FormRefusals refusals;
    private final Submissions submissions;
    private final Members members;
    private final CampaignList campaigns;
    private final InstantSource clock;

    OverviewPages(
            Companies companies,
            Quotas quotas,
            Invoices invoices,
            Mandates mandates,
            SecondFactor factor,
            Gate gate,
            FormRefusals refusals,
            Submissions submissions,
            Members members,
            CampaignList campaigns,
            InstantSource clock) {
        this.companies = companies;
        this.quotas = quotas;
        this.invoices = invoices;
        this.mandates = mandates;
        this.factor = factor;
        this.gate = gate;
        this.refusals = refusals;
        this.submissions = submissions;
        this.members = members;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Access(MEMBER)
    @GetMapping("/pro")
    String overview(@AuthenticationPrincipal SignedIn.Member who, Model model) {
        Member member = gate.member(who);
        List<Mandate> proposed = mandates.of(who.company()).stream()
                .filter(mandate -> mandate.state() == Mandate.State.PROPOSED
                        && !mandate.proposedBy().equals(who.company()))
                .toList();
        int codes = factor.recoveryCodesLeft(who.id());
        model.addAttribute("member", member);
        model.addAttribute("company", companies.get(who.company()));
        model.addAttribute("plan", quotas.current(who.company()).orElse(null));
        model.addAttribute(
                "due", invoices.of(who.company()).stream().filter(Invoice::open).toList());
        model.addAttribute("proposed", proposed.size());
        model.addAttribute("principals", mandates.principals(who.company(), clock.instant()));
        model.addAttribute("fewCodes", codes <= FEW_CODES ? codes : null);
        model.addAttribute(
                "campaigns",
                campaigns.browse(who.company(), RUNNING, CampaignList.Order.END, 0, MAX_CAMPAIGNS).stream()
                        .filter(CampaignList.Line::open)
                        .toList());
        addSubmissions(who, model);
        return "company/overview";
    }

    /** What may be called until when, what is due, the last files; and what is left to do for who has not begun. */
    private void addSubmissions(SignedIn.Member who, Model model) {
        List<Submission> last =
                submissions.browse(who.company(), Submission.Search.ALL, Submission.Search.Order.NEWEST, 0, LAST);
        model.addAttribute("coverage", submissions.coverage(who.company()));
        model.addAttribute("last", last);
        model.addAttribute("alone", members.of(who.company()).size() == 1);
        model.addAttribute("maySubmit", who.role() != SignedIn.Role.AUDITOR);
    }

    @Access(MEMBER)
    @GetMapping("/pro/entreprise")
    String details(@AuthenticationPrincipal SignedIn.Member who, Model model) {
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
    String correct(
            @AuthenticationPrincipal SignedIn.Member who,
            @ModelAttribute("form") SignUpForm form,
            BindingResult result,
            Model model,
            RedirectAttributes next) {
        try {
            Company.Form company = new Company.Form(form.number(), form.name(), form.address(), form.representative());
            companies.correct(who.company(), company, who.actor());
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof CompanyRefusal.AlreadyDecided) {
                // The page has no form any more in which it could be shown.
                throw refused;
            }
            refusals.show(refused, result, "number");
            model.addAttribute("company", companies.get(who.company()));
            return "company/details";
        }
        next.addFlashAttribute("done", refusals.done("company.details.done"));
        return "redirect:/pro/entreprise";
    }
}
