package org.openbloctel.server.company;

import static org.openbloctel.server.web.Access.Caller.MEMBER;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.openbloctel.registry.company.Mandate;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.guard.Budgets;
import org.openbloctel.registry.guard.Guard;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What a company has left of its plan, with its price and what to do; and what each principal has left for which it acts. */
@Controller
final class UsagePages {
    private final Guard guard;
    private final Mandates mandates;

    UsagePages(Guard guard, Mandates mandates) {
        this.guard = guard;
        this.mandates = mandates;
    }

    @Access(MEMBER)
    @GetMapping("/pro/consommation")
    String usage(SignedIn.Member who, Instant now, Model model) {
        List<Mandate.Principal> principals = mandates.principals(who.company(), now);
        Map<UUID, Budgets.Usage> usage =
                guard.usage(principals.stream().map(Mandate.Principal::id).toList());
        model.addAttribute("company", who.company());
        model.addAttribute(
                "principals",
                principals.stream()
                        .map(one -> new Row(one, Objects.requireNonNull(usage.get(one.id()))))
                        .sorted(Comparator.comparing(row -> !row.usage().low()))
                        .toList());
        return "company/usage";
    }

    /** A principal, and what is left of its plan; those with little left come first. */
    record Row(Mandate.Principal principal, Budgets.Usage usage) {}
}
