package org.openbloctel.server.accounts.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.company.FactorWithdrawals;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.Quotas;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.RelatedAccounts;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of a company shows beside its name: its people, its plan, its trail, its letter, related accounts, and the decisions that wait for a second person. */
@Component
record AccountShown(
        Members members, Quotas quotas, AuditTrail audit, SealingKeys sealing, Decisions decisions, Reach reach) {
    private static final int LATEST = 20;

    void show(Company company, Model model) {
        List<Member> people = members.of(company.id());
        model.addAttribute("company", company);
        model.addAttribute("members", people);
        model.addAttribute("plan", quotas.current(company.id()).orElse(null));
        model.addAttribute("sealed", sealing.of(company.id()).current().isPresent());
        model.addAttribute("events", audit.about("company:" + company.id(), LATEST));
        model.addAttribute("twoPeople", decisions.fourEyes.required());
        model.addAttribute("verification", decisions.waiting(verification(company.id(), () -> company)));
        model.addAttribute("withdrawals", decisions.withdrawals(people));
        model.addAttribute("letter", reach.letters.of(company).orElse(null));
        model.addAttribute("codeDue", reach.letters.isDue(company));
        model.addAttribute("related", reach.related.of(company));
        model.addAttribute("ties", RelatedAccounts.Tie.values());
    }

    /** How a company is reached, and what its account shares with others. */
    @Component
    record Reach(RegisterLetters letters, RelatedAccounts related) {}

    /** That a company is verified, with the people who then act for it. */
    FourEyes.Matter verification(UUID id, Supplier<Company> company) {
        return new FourEyes.Matter(
                Decision.Kind.VERIFICATION,
                id,
                () -> Companies.shown(company.get())
                        .with(
                                "people",
                                members.of(id).stream()
                                        .flatMap(one -> Stream.of(one.name(), one.email(), one.role()))
                                        .toArray()));
    }

    /** Decisions that wait, as a page shows them. */
    @Component
    record Decisions(FourEyes fourEyes, FactorWithdrawals withdrawals, Staff staff) {
        Waiting waiting(FourEyes.Matter matter) {
            return waiting(fourEyes.standing(matter));
        }

        private Map<UUID, Waiting> withdrawals(List<Member> people) {
            Map<UUID, Waiting> waiting = new LinkedHashMap<>();
            for (Member member : people) {
                waiting.put(member.id(), waiting(withdrawals.standing(member)));
            }
            return waiting;
        }

        private Waiting waiting(FourEyes.Standing standing) {
            Decision pending = standing.asked();
            return new Waiting(
                    pending,
                    pending == null
                            ? ""
                            : staff.find(pending.askedBy())
                                    .map(Staff.Person::name)
                                    .orElse("—"),
                    standing);
        }
    }

    /**
     * How a decision stands.
     *
     * @param pending the request that waits; null when there is none that can be confirmed
     * @param by the name of the person who asked
     */
    record Waiting(@Nullable Decision pending, String by, FourEyes.Standing standing) {}
}
