package org.openbloctel.server.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.company.Company;
import org.openbloctel.registry.company.FactorWithdrawals;
import org.openbloctel.registry.company.Member;
import org.openbloctel.registry.company.Members;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.company.SealingKeys;
import org.openbloctel.registry.operator.Decision;
import org.openbloctel.registry.operator.FourEyes;
import org.openbloctel.registry.operator.Staff;
import org.openbloctel.registry.operator.StaffPerson;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of a company shows beside its name: its people, its plan, its trail, and the decisions that wait for a second person. */
@Component
final class AccountShown {
    private static final int LATEST = 20;

    private final Members members;
    private final Quotas quotas;
    private final AuditTrail audit;
    private final SealingKeys sealing;
    private final Decisions decisions;

    AccountShown(Members members, Quotas quotas, AuditTrail audit, SealingKeys sealing, Decisions decisions) {
        this.sealing = sealing;
        this.members = members;
        this.quotas = quotas;
        this.audit = audit;
        this.decisions = decisions;
    }

    void show(Company company, Model model) {
        List<Member> people = members.of(company.id());
        model.addAttribute("company", company);
        model.addAttribute("members", people);
        model.addAttribute("plan", quotas.current(company.id()).orElse(null));
        model.addAttribute("sealed", sealing.of(company.id()).current().isPresent());
        model.addAttribute("events", audit.about("company:" + company.id(), LATEST));
        model.addAttribute("twoPeople", decisions.fourEyes.required());
        model.addAttribute("verification", decisions.verification(company.id()));
        model.addAttribute("withdrawals", decisions.withdrawals(people));
    }

    /** Decisions that wait, as a page shows them. */
    @Component
    static final class Decisions {
        private final FourEyes fourEyes;
        private final FactorWithdrawals withdrawals;
        private final Staff staff;

        Decisions(FourEyes fourEyes, FactorWithdrawals withdrawals, Staff staff) {
            this.fourEyes = fourEyes;
            this.withdrawals = withdrawals;
            this.staff = staff;
        }

        private @Nullable Waiting verification(UUID company) {
            return waiting(Decision.Kind.VERIFICATION, company);
        }

        @Nullable
        Waiting waiting(Decision.Kind kind, UUID subject) {
            return fourEyes.pending(kind, subject).map(this::waiting).orElse(null);
        }

        private Map<UUID, Waiting> withdrawals(List<Member> people) {
            Map<UUID, Waiting> waiting = new LinkedHashMap<>();
            for (Member member : people) {
                Optional<Decision> pending = withdrawals.pending(member);
                pending.ifPresent(one -> waiting.put(member.id(), waiting(one)));
            }
            return waiting;
        }

        private Waiting waiting(Decision pending) {
            return new Waiting(
                    pending,
                    staff.find(pending.askedBy()).map(StaffPerson::name).orElse("—"));
        }
    }

    /** A decision that waits, and the name of who asked for it. */
    record Waiting(Decision pending, String by) {}
}
