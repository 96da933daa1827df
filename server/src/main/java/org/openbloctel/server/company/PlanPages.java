package org.openbloctel.server.company;

import static org.openbloctel.server.web.Access.Caller.MEMBER;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Invoice;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.company.Payments;
import org.openbloctel.registry.company.Plan;
import org.openbloctel.registry.company.Subscription;
import org.openbloctel.registry.company.Subscriptions;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A company's plan: shown, ordered. */
@Controller
final class PlanPages {
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final Payments payments;
    private final Companies companies;
    private final FormRefusals refusals;

    PlanPages(
            Subscriptions subscriptions,
            Invoices invoices,
            Payments payments,
            Companies companies,
            FormRefusals refusals) {
        this.subscriptions = subscriptions;
        this.invoices = invoices;
        this.payments = payments;
        this.companies = companies;
        this.refusals = refusals;
    }

    @Access(MEMBER)
    @GetMapping("/pro/formule")
    String plan(SignedIn.Member who, Model model) {
        UUID company = who.company();
        List<Invoice> all = invoices.of(company);
        model.addAttribute("company", companies.get(company));
        model.addAttribute("plan", subscriptions.current(company).orElse(null));
        model.addAttribute("next", subscriptions.next(company).orElse(null));
        model.addAttribute("pending", subscriptions.pending(company).orElse(null));
        model.addAttribute("plans", subscriptions.offered());
        List<String> orderable =
                subscriptions.orderable(company).stream().map(Plan::code).toList();
        model.addAttribute("orderable", orderable);
        model.addAttribute("nextFromDays", Subscriptions.NEXT_FROM_DAYS);
        model.addAttribute("invoices", all);
        all.stream().filter(Invoice::open).findFirst().ifPresent(open -> {
            model.addAttribute("open", open);
            Payments.Instructions payment = payments.instructions(open);
            model.addAttribute("payment", payment);
            model.addAttribute("transfer", payment instanceof Payments.Instructions.Transfer);
        });
        model.addAttribute("me", who);
        return "company/plan";
    }

    @Access(member = OWNER, stepUp = true)
    @GetMapping("/pro/formule/{code}")
    String ordering(SignedIn.Member who, @PathVariable String code, Model model) {
        Plan plan = subscriptions.offered(code);
        companies.requireVerified(who.company());
        subscriptions.requireOrderable(who.company(), plan);
        long net = subscriptions.netCents(who.company(), plan);
        model.addAttribute("plan", plan);
        model.addAttribute("heading", refusals.done("company.order.title", refusals.done("company.plan." + code)));
        model.addAttribute("net", net);
        model.addAttribute("vat", Invoices.vat(net));
        return "company/plan-order";
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping("/pro/formule/{code}")
    String order(SignedIn.Member who, @PathVariable String code, NextPage next) {
        Subscription ordered = subscriptions.order(who.company(), code, who.actor());
        String key = ordered.startsOn() == null ? "company.plan.ordered" : "company.plan.started";
        next.done(key);
        return "redirect:/pro/formule";
    }
}
