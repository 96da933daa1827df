package org.openbloctel.server.company;

import static org.openbloctel.server.web.Access.Caller.MEMBER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.campaign.CampaignList;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Invoice;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.company.Mandate;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.credential.SecondFactor;
import org.openbloctel.registry.submission.Submission;
import org.openbloctel.registry.submission.Submissions;
import org.openbloctel.server.credential.Gate;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of a company: what is left of its plan, what is due, what to do next. */
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
    private final Submissions submissions;
    private final CampaignList campaigns;

    OverviewPages(
            Companies companies,
            Quotas quotas,
            Invoices invoices,
            Mandates mandates,
            SecondFactor factor,
            Gate gate,
            Submissions submissions,
            CampaignList campaigns) {
        this.companies = companies;
        this.quotas = quotas;
        this.invoices = invoices;
        this.mandates = mandates;
        this.factor = factor;
        this.gate = gate;
        this.submissions = submissions;
        this.campaigns = campaigns;
    }

    @Access(MEMBER)
    @GetMapping("/pro")
    String overview(SignedIn.Member who, Instant now, Model model) {
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
        model.addAttribute("principals", mandates.principals(who.company(), now));
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
        model.addAttribute("alone", gate.names(who).size() == 1);
        model.addAttribute("maySubmit", who.role() != SignedIn.Role.AUDITOR);
    }
}
