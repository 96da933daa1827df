package org.openbloctel.server.list.guard;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Shown;
import org.openbloctel.registry.list.guard.Canaries;
import org.openbloctel.registry.list.guard.CanaryBatch;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of canaries shows. Thread-safe. */
@Component
record CanaryShown(Canaries canaries, FourEyes fourEyes, Companies companies) {
    /** A batch, and how its listing or withdrawal stands. */
    record Batch(CanaryBatch batch, FourEyes.Standing decision) {}

    /** Who had a canary's answer. */
    record Sighting(Canaries.Sighting seen, String company, String principal) {}

    void all(Model model) {
        model.addAttribute("count", canaries.count());
        model.addAttribute(
                "batches", canaries.batches().stream().map(this::shown).toList());
        model.addAttribute("calls", canaries.calls());
    }

    private Batch shown(CanaryBatch batch) {
        return new Batch(batch, fourEyes.standing(batch.isAsked() ? listing(batch.id()) : withdrawal(batch.id())));
    }

    /** That a batch comes on the list. */
    FourEyes.Matter listing(UUID batch) {
        return matter(Decision.Kind.CANARIES, batch);
    }

    /** That it leaves it. */
    FourEyes.Matter withdrawal(UUID batch) {
        return matter(Decision.Kind.CANARY_WITHDRAWAL, batch);
    }

    private FourEyes.Matter matter(Decision.Kind kind, UUID id) {
        return new FourEyes.Matter(
                kind,
                id,
                () -> canaries.batches().stream()
                        .filter(batch -> batch.id().equals(id))
                        .map(batch -> Shown.NOTHING.with(
                                "canaries",
                                batch.lender(),
                                batch.numbers(),
                                batch.askedBy(),
                                batch.askedAt(),
                                batch.listedAt(),
                                batch.withdrawnAt()))
                        .findFirst()
                        .orElse(Shown.NOTHING));
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
