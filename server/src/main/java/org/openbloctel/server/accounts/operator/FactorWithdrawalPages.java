package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.util.UUID;
import org.openbloctel.registry.accounts.company.FactorWithdrawals;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The second factor of a member who lost telephone and recovery codes: its withdrawal is asked for, and confirmed a day later. */
@Controller
record FactorWithdrawalPages(Members members, FactorWithdrawals withdrawals) {
    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/comptes/{id}/facteur/{member}")
    String agree(
            SignedIn.Staff who,
            @PathVariable UUID id,
            @PathVariable UUID member,
            @RequestParam(defaultValue = "") String digest,
            SentForm<FactorForm> sent,
            NextPage next) {
        Member lost = members.find(member)
                .filter(found -> found.company().equals(id))
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMember()));
        boolean done = withdrawals.agree(lost, digest, sent.form().evidence(), who.id());
        next.done(done ? "operator.accounts.taken-off" : "operator.four-eyes.factor-asked");
        return "redirect:/operateur/comptes/" + id;
    }

    /** Why a member's second factor may be withdrawn, as typed. */
    record FactorForm(String evidence) implements KeptForm {
        FactorForm {
            evidence = requireNonNullElse(evidence, "");
        }
    }
}
