package org.openbloctel.registry.authority.casefile;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.casefile.CaseDecision.By;
import org.openbloctel.registry.authority.casefile.CaseDecision.Proposal;
import org.openbloctel.registry.authority.complaint.CaseComplaint;
import org.openbloctel.registry.authority.complaint.ClosingReason;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.platform.refusal.CaseRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Decisions of cases, by two inspectors: one proposes, another one confirms or drops it. A sanction waits until the company's time to answer is
 * over. The confirmation closes the complaints, or records with them that their sanction was annulled, writes the letter and begins or ends the
 * publication, in one transaction. Thread-safe; the case's row decides between two who act at once.
 */
public final class CaseDecisions {
    /** The longest publication of a sanction, in years. */
    public static final int MAX_YEARS_PUBLISHED = 5;

    private final CaseRegister register;
    private final InspectorDesk desk;
    private final Cases.Letters letters;

    /** Over this register. */
    public CaseDecisions(CaseRegister register, InspectorDesk desk, Cases.Letters letters) {
        this.register = register;
        this.desk = desk;
        this.letters = letters;
    }

    /** Proposes a decision. */
    public void propose(Inspector inspector, UUID id, Proposal proposal) {
        String grounds = CaseRegister.text(proposal.grounds(), Cases.MAX_TEXT);
        register.run(() -> {
            CaseFile file = register.current(id);
            requireDue(file, proposal.outcome());
            Arithmetic arithmetic = register.view(file).arithmetic();
            boolean fine = proposal.outcome() == CaseDecision.Outcome.SANCTIONED;
            if (fine) {
                requireAmount(proposal.cents(), arithmetic.ceilingCents());
                requireDay(proposal.publishedUntil());
            }
            CaseDecision decision = new CaseDecision(
                    UUID.randomUUID(),
                    proposal.outcome(),
                    fine ? proposal.cents() : null,
                    fine ? proposal.publishedUntil() : null,
                    arithmetic.articles(),
                    grounds,
                    new By(inspector.id(), register.now()),
                    null);
            register.propose(file, decision);
            record(inspector, "case.decision-proposed", file, decision);
        });
    }

    private void requireDue(CaseFile file, CaseDecision.Outcome outcome) {
        LocalDate until = file.answerUntil();
        if (outcome == CaseDecision.Outcome.SANCTIONED
                && until != null
                && !register.today().isAfter(until)) {
            throw new RefusedException(new CaseRefusal.SanctionTooEarly(until));
        }
        register.require(file, outcome.state());
    }

    private static void requireAmount(long cents, long ceiling) {
        if (cents < 1 || cents > ceiling) {
            throw new RefusedException(new CaseRefusal.UnusableAmount(ceiling / 100));
        }
    }

    private void requireDay(@Nullable LocalDate until) {
        LocalDate first = register.today().plusDays(1);
        LocalDate last = register.today().plusYears(MAX_YEARS_PUBLISHED);
        if (until == null || until.isBefore(first) || until.isAfter(last)) {
            throw new RefusedException(new CaseRefusal.UnusableDay(first, last));
        }
    }

    /** Drops the decision that waits. */
    public void drop(Inspector inspector, UUID id) {
        register.run(() -> {
            CaseFile file = register.locked(id);
            if (!register.drop(file)) {
                throw new RefusedException(new CaseRefusal.WrongCaseState());
            }
            register.record(inspector, "case.decision-dropped", file, Map.of());
        });
    }

    /**
     * Confirms what another inspector proposed: it holds from now on.
     *
     * @param decision the one that the inspector read; another one that waits meanwhile is not confirmed
     */
    public void confirm(Inspector inspector, UUID id, UUID decision) {
        register.run(() -> {
            CaseFile file = register.locked(id);
            CaseView view = register.view(file);
            CaseDecision proposed = view.proposed()
                    .filter(one -> one.id().equals(decision))
                    .orElseThrow(() -> new RefusedException(new CaseRefusal.WrongCaseState()));
            requireAnother(inspector, proposed.proposed());
            requireDue(file, proposed.outcome());
            if (proposed.outcome() == CaseDecision.Outcome.SANCTIONED) {
                requireDay(proposed.publishedUntil());
            }
            By by = new By(inspector.id(), register.now());
            register.decide(file, proposed, by);
            settle(inspector, view, proposed);
            if (file.answerUntil() != null) {
                CaseDecision confirmed = new CaseDecision(
                        proposed.id(),
                        proposed.outcome(),
                        proposed.cents(),
                        proposed.publishedUntil(),
                        proposed.articles(),
                        proposed.grounds(),
                        proposed.proposed(),
                        by);
                register.enter(file, CaseEntry.Kind.DECISION, inspector.id(), letters.decision(view, confirmed));
                register.notifyOwners(file, "casefile/decided", Map.of());
            }
            record(inspector, "case.decided", file, proposed);
        });
    }

    /** One who became an inspector after the proposal, or by the proposer, could be the same person with a second account. */
    private void requireAnother(Inspector inspector, By proposer) {
        boolean another = register.beginning(inspector.id())
                .filter(one -> !one.since().isAfter(proposer.at()))
                .filter(one -> !proposer.inspector().equals(one.invitedBy()))
                .isPresent();
        if (!another || proposer.inspector().equals(inspector.id())) {
            throw new RefusedException(new CaseRefusal.OtherInspectorNeeded());
        }
    }

    private void settle(Inspector inspector, CaseView view, CaseDecision decision) {
        ClosingReason reason = decision.outcome().reason();
        if (reason == null) {
            desk.annul(inspector, view.file().id());
            return;
        }
        view.complaints().stream()
                .filter(one -> one.first() == null && one.state() == ComplaintState.IN_CASE)
                .map(CaseComplaint::id)
                .sorted()
                .forEach(one -> desk.closeInCase(inspector, one, view.file().id(), reason));
    }

    private void record(Inspector inspector, String action, CaseFile file, CaseDecision decision) {
        register.record(
                inspector,
                action,
                file,
                Map.of(
                        "decision",
                        decision.id().toString(),
                        "outcome",
                        decision.outcome().name(),
                        "cents",
                        String.valueOf(decision.cents())));
    }
}
