package org.openbloctel.server.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.guard.Canaries;
import org.openbloctel.registry.guard.CanaryBatch;
import org.openbloctel.registry.guard.CanarySighting;
import org.openbloctel.registry.operator.Decision;
import org.openbloctel.registry.operator.FourEyes;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of canaries shows. Thread-safe. */
@Component
final class CanaryShown {
    private final Canaries canaries;
    private final FourEyes fourEyes;
    private final Companies companies;

    CanaryShown(Canaries canaries, FourEyes fourEyes, Companies companies) {
        this.canaries = canaries;
        this.fourEyes = fourEyes;
        this.companies = companies;
    }

    /** A batch, and since when its listing or withdrawal waits for a second person. */
    record Batch(CanaryBatch batch, @Nullable Instant waits) {}

    /** Who had a canary's answer. */
    record Sighting(CanarySighting seen, String company, String principal) {}

    void all(Model model) {
        model.addAttribute("count", canaries.count());
        model.addAttribute(
                "batches", canaries.batches().stream().map(this::shown).toList());
        model.addAttribute("calls", canaries.calls());
    }

    private Batch shown(CanaryBatch batch) {
        Decision.Kind kind = batch.isAsked() ? Decision.Kind.CANARIES : Decision.Kind.CANARY_WITHDRAWAL;
        Optional<Decision> pending =
                batch.withdrawnAt().isPresent() ? Optional.empty() : fourEyes.pending(kind, batch.id());
        return new Batch(batch, pending.map(Decision::askedAt).orElse(null));
    }

    void one(Canaries.Traced traced, Model model) {
        List<Sighting> sightings = traced.sightings().stream()
                .map(seen -> new Sighting(
                        seen,
                        companies.get(seen.company()).name(),
                        seen.principal().equals(seen.company())
                                ? ""
                                : companies.get(seen.principal()).name()))
                .toList();
        model.addAttribute("call", traced.call());
        model.addAttribute("caller", traced.caller().orElse(""));
        model.addAttribute("sightings", sightings);
    }
}
