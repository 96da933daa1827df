package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.CaseComplaint;

/**
 * A case with all that belongs to it, as inspectors see it.
 *
 * @param steps its states, the earliest first
 * @param entries notes, letters and observations, the earliest first
 * @param decisions the earliest first
 * @param late complaints that joined those of the case later, and are not in it
 */
public record CaseView(
        CaseFile file,
        List<CaseComplaint> complaints,
        Arithmetic arithmetic,
        List<Step> steps,
        List<CaseEntry> entries,
        List<CaseDecision> decisions,
        long late) {
    /** Copies the lists. */
    public CaseView {
        complaints = List.copyOf(complaints);
        steps = List.copyOf(steps);
        entries = List.copyOf(entries);
        decisions = List.copyOf(decisions);
    }

    /**
     * A state that it reached.
     *
     * @param inspector null for the company, and for an expired delay
     */
    public record Step(CaseState state, @Nullable UUID inspector, Instant at) {}

    /** The decision that waits for another inspector. */
    public Optional<CaseDecision> proposed() {
        return decisions.stream().filter(one -> one.confirmed() == null).findFirst();
    }

    /** The decision that holds: an annulment goes before the sanction that it ends. */
    public Optional<CaseDecision> decided() {
        return decisions.reversed().stream()
                .filter(one -> one.confirmed() != null)
                .findFirst();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
