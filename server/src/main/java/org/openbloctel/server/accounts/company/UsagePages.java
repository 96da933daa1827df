package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on the rest of a company's plan, with its price and what to do, and on that of each principal for which the company acts. */
@Controller
record UsagePages(PrincipalUses uses, Mandates mandates, StoppedMandates stopped) {
    /** Principals whose state is the most serious come first. */
    @Access(MEMBER)
    @GetMapping("/pro/consommation")
    String usage(SignedIn.Member who, Model model) {
        UUID company = who.company();
        List<PrincipalUses.Use> all = uses.of(company, mandates.choices(company));
        model.addAttribute("me", who);
        model.addAttribute("own", all.getFirst());
        model.addAttribute("stoppedAgents", stopped.agents(company, mandates.of(company)));
        model.addAttribute(
                "principals",
                all.stream()
                        .skip(1)
                        .sorted(Comparator.comparing(PrincipalUses.Use::state))
                        .toList());
        return "company/usage";
    }
}
