package org.openbloctel.server.calls.consent;

import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.calls.consent.NumberConsents;
import org.openbloctel.server.accounts.consumer.ConsentProof;
import org.openbloctel.server.accounts.consumer.Receipts;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The consents that companies claim for a consumer's proved numbers: seen, withdrawn, taken along. */
@Controller
record ConsentPages(NumberConsents consents, ConsentDocuments documents, InstantSource clock) {
    @Access(CONSUMER)
    @GetMapping("/espace/consentements")
    String all(SignedIn.Consumer who, Model model) {
        List<NumberConsents.OfNumber> numbers = consents.of(who.id());
        Instant now = clock.instant();
        model.addAttribute("numbers", numbers);
        model.addAttribute(
                "open", numbers.stream().flatMap(of -> of.consents().stream()).anyMatch(one -> one.open(now)));
        model.addAttribute("now", now);
        model.addAttribute("root", "/espace/consentements");
        return "consent/space";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/consentements/{id}/preuve.json")
    ResponseEntity<ConsentProof> proof(SignedIn.Consumer who, @PathVariable("id") UUID id) {
        return Receipts.download("preuve-" + id + ".json", MediaType.APPLICATION_JSON)
                .body(ConsentProof.of(consents.one(who.id(), id)));
    }

    @Access(CONSUMER)
    @GetMapping("/espace/consentements/{id}/preuve.pdf")
    ResponseEntity<byte[]> document(SignedIn.Consumer who, @PathVariable("id") UUID id) {
        return documents.pdf(consents.one(who.id(), id));
    }

    @Access(CONSUMER)
    @PostMapping("/espace/consentements/{id}/retrait")
    String withdraw(SignedIn.Consumer who, @PathVariable("id") UUID id, NextPage next) {
        GivenConsent withdrawn = consents.withdraw(who.id(), id);
        next.done("consent.withdrawn.one", withdrawn.principal());
        return "redirect:/espace/consentements";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/consentements/{id}/confirmation")
    String confirm(SignedIn.Consumer who, @PathVariable("id") UUID id, NextPage next) {
        GivenConsent confirmed = consents.confirm(who.id(), id);
        next.done("consent.confirmed.one", confirmed.principal());
        return "redirect:/espace/consentements";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/consentements/retrait")
    String withdrawAll(SignedIn.Consumer who, NextPage next) {
        next.done("consent.withdrawn.all", consents.withdrawAll(who.id()));
        return "redirect:/espace/consentements";
    }
}
