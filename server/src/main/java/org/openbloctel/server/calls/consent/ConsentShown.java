package org.openbloctel.server.calls.consent;

import java.time.InstantSource;
import java.util.UUID;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** One consent as its page shows it to a member of a company. Thread-safe. */
@Component
final class ConsentShown {
    private final CompanyConsents mine;
    private final ConsentLinks links;
    private final EvidenceFiles evidence;
    private final ConsentLaw law;
    private final InstantSource clock;

    ConsentShown(
            CompanyConsents mine, ConsentLinks links, EvidenceFiles evidence, ConsentLaw law, InstantSource clock) {
        this.mine = mine;
        this.links = links;
        this.evidence = evidence;
        this.law = law;
        this.clock = clock;
    }

    /** Answers the consent, too. */
    GivenConsent addTo(Model model, SignedIn.Member who, UUID id) {
        GivenConsent one = mine.one(who.company(), id);
        boolean changes = mine.isRecordedBy(who.company(), id) && who.role() != SignedIn.Role.AUDITOR;
        model.addAttribute("one", one);
        boolean open = one.open(clock.instant());
        model.addAttribute("incomplete", one.sectors().isEmpty() && open);
        model.addAttribute("unnamed", one.lacksSubject() && open && !one.confirmed());
        model.addAttribute("toConfirm", open && !one.confirmed() && law.asksForConfirmation());
        model.addAttribute("afterRefusal", open && !one.confirmed() ? law.afterRefusal() : null);
        model.addAttribute("link", changes && open ? links.of(id) : null);
        model.addAttribute("changes", changes);
        model.addAttribute("kept", evidence.has(id));
        return one;
    }
}
