package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Quotas;
import org.openbloctel.registry.accounts.company.Subscription;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.campaign.CampaignList;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of a company: what is to be done today, what ends when, what it had checked, and what is left of its plan. */
@Controller
record OverviewPages(
        Account account, Activity activity, Mandates mandates, SecondFactor factor, SignedInPeople people) {
    private static final int FEW_CODES = 3;

    @Access(MEMBER)
    @GetMapping("/pro")
    String overview(SignedIn.Member who, Instant now, Model model) {
        Member member = people.member(who);
        int codes = factor.recoveryCodesLeft(who.id());
        model.addAttribute("member", member);
        Account.Read read = account.addTo(model, who.company(), now);
        model.addAttribute("principals", mandates.principals(who.company(), now));
        model.addAttribute("fewCodes", codes <= FEW_CODES ? codes : null);
        activity.addTo(model, who, read);
        model.addAttribute("alone", people.names(who).size() == 1);
        model.addAttribute("maySubmit", who.role() != SignedIn.Role.AUDITOR);
        return "company/overview";
    }

    /** A company, how far its verification is, its plan and its open invoices. */
    @Component
    record Account(Companies companies, Quotas quotas, Invoices invoices, RegisterCodePages.Reach reach) {
        /** The current plan, null without one, and the invoices that are not paid. */
        private record Read(@Nullable Subscription plan, List<Invoice> due) {}

        private Read addTo(Model model, UUID company, Instant now) {
            Subscription plan = quotas.current(company).orElse(null);
            Company shown = companies.get(company);
            model.addAttribute("company", shown);
            model.addAttribute("reach", reach.of(shown, now));
            model.addAttribute("plan", plan);
            return new Read(
                    plan, invoices.of(company).stream().filter(Invoice::open).toList());
        }
    }

    /** The running campaigns of a company, its latest files, and until when their numbers may be called. */
    @Component
    record Activity(Submissions submissions, CampaignList campaigns, ChecksShown checks, CompanyAgenda agenda) {
        private static final int MAX_FILES = 5;
        private static final int MAX_CAMPAIGNS = 6;
        private static final int MAX_ENDING = 100;
        private static final CampaignList.Search RUNNING =
                new CampaignList.Search("", Optional.of(CampaignList.Stage.RUNNING));

        private void addTo(Model model, SignedIn.Member who, Account.Read account) {
            UUID company = who.company();
            List<CampaignList.Line> running =
                    campaigns.browse(company, RUNNING, CampaignList.Order.END, 0, MAX_ENDING).stream()
                            .filter(CampaignList.Line::open)
                            .toList();
            Submission.Coverage coverage = submissions.coverage(company);
            model.addAttribute(
                    "campaigns", running.stream().limit(MAX_CAMPAIGNS).toList());
            model.addAttribute(
                    "last",
                    submissions.browse(company, Submission.Search.ALL, Submission.Search.Order.NEWEST, 0, MAX_FILES));
            model.addAttribute("coverage", coverage);
            model.addAttribute(
                    "agenda", agenda.of(who, new CompanyAgenda.Read(account.due(), coverage, running, account.plan())));
            model.addAttribute("checks", checks.of(company));
        }
    }
}
