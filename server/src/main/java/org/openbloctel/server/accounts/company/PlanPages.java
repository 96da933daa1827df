package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Payments;
import org.openbloctel.registry.accounts.company.Plan;
import org.openbloctel.registry.accounts.company.Subscription;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.accounts.company.Upgrade;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A company's plan: shown, ordered, replaced by a larger one; an order that is not paid for, withdrawn. */
@Controller
record PlanPages(
        Subscriptions subscriptions,
        Invoices invoices,
        Payments payments,
        Companies companies,
        FormRefusals refusals,
        InstantSource clock,
        RateLimits limits) {
    private static final String PLAN = "/pro/formule";
    /** Each takes a number of the year's invoices and is a mail to the owners; one that is withdrawn takes another. */
    private static final RateLimits.Limit ORDERING = new RateLimits.Limit("orders", 10, Duration.ofHours(1));

    @Access(MEMBER)
    @GetMapping(PLAN)
    String plan(SignedIn.Member who, Model model) {
        UUID company = who.company();
        List<Invoice> all = invoices.of(company);
        model.addAttribute("company", companies.get(company));
        model.addAttribute("plan", subscriptions.current(company).orElse(null));
        model.addAttribute("next", subscriptions.next(company).orElse(null));
        Subscription pending = subscriptions.pending(company).orElse(null);
        model.addAttribute("pending", pending);
        LocalDate until =
                pending == null ? null : subscriptions.upgradeUntil(pending).orElse(null);
        model.addAttribute("pendingUntil", until);
        model.addAttribute("lapsed", until != null && until.isBefore(LegalCalendar.today(clock)));
        model.addAttribute("upgrades", subscriptions.upgrades(company));
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
    @GetMapping(PLAN + "/{code}")
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
    @PostMapping(PLAN + "/{code}")
    String order(SignedIn.Member who, @PathVariable String code, @RequestParam long net, NextPage next) {
        limits.check(ORDERING, who.company().toString());
        Subscription ordered = subscriptions.order(who.company(), code, net, who.actor());
        String key = ordered.startsOn() == null ? "company.plan.ordered" : "company.plan.started";
        next.done(key);
        return "redirect:" + PLAN;
    }

    @Access(member = OWNER, stepUp = true)
    @GetMapping(PLAN + "/{code}/maintenant")
    String upgrading(SignedIn.Member who, @PathVariable String code, Model model) {
        companies.requireVerified(who.company());
        Upgrade upgrade = subscriptions.requireUpgrade(who.company(), subscriptions.offered(code));
        model.addAttribute("upgrade", upgrade);
        model.addAttribute("running", subscriptions.current(who.company()).orElseThrow());
        model.addAttribute("next", subscriptions.next(who.company()).orElse(null));
        model.addAttribute("heading", refusals.done("company.upgrade.title", refusals.done("company.plan." + code)));
        model.addAttribute("vat", Invoices.vat(upgrade.netCents()));
        return "company/plan-upgrade";
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(PLAN + "/{code}/maintenant")
    String upgrade(SignedIn.Member who, @PathVariable String code, @RequestParam long net, NextPage next) {
        limits.check(ORDERING, who.company().toString());
        subscriptions.upgrade(who.company(), code, net, who.actor());
        next.done("company.upgrade.ordered");
        return "redirect:" + PLAN;
    }

    @Access(member = OWNER, stepUp = true)
    @GetMapping(PLAN + "/annulation")
    String withdrawing(SignedIn.Member who, Model model) {
        Optional<Invoice> open =
                invoices.of(who.company()).stream().filter(Invoice::open).findFirst();
        model.addAttribute("open", open.orElse(null));
        return open.isPresent() ? "company/plan-withdraw" : "redirect:" + PLAN;
    }

    @Access(member = OWNER, stepUp = true)
    @PostMapping(PLAN + "/annulation")
    String withdraw(SignedIn.Member who, NextPage next) {
        if (subscriptions.withdraw(who.company(), who.actor())) {
            next.done("company.withdraw.done");
        }
        return "redirect:" + PLAN;
    }
}
