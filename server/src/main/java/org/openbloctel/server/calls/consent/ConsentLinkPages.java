package org.openbloctel.server.calls.consent;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SecretLinks;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page behind the link of one consent, which its company passed on: seen, withdrawn, taken along. Only the button withdraws, since
 * mail scanners open links.
 */
@Controller
record ConsentLinkPages(ConsentLinks links, ConsentDocuments documents, InstantSource clock) {
    @Access(ANYONE)
    @GetMapping(ConsentLinks.PATH)
    String one(@RequestParam(name = "jeton", defaultValue = "") String token, Model model) {
        model.addAttribute("one", links.shown(token));
        model.addAttribute("token", token);
        model.addAttribute("now", clock.instant());
        return "consent/link";
    }

    /** By GET from a page of the release before. */
    @Access(ANYONE)
    @RequestMapping(
            path = ConsentLinks.PATH + "/preuve.pdf",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<byte[]> document(@RequestParam(name = "jeton", defaultValue = "") String token) {
        return documents.pdf(links.shown(token));
    }

    @Access(ANYONE)
    @PostMapping(ConsentLinks.PATH)
    String withdraw(
            @RequestParam(name = "jeton", defaultValue = "") String token, HttpServletRequest request, NextPage next) {
        GivenConsent withdrawn = links.withdraw(token);
        next.done("consent.withdrawn.one", withdrawn.principal());
        return "redirect:" + SecretLinks.open(request, ConsentLinks.PATH, token);
    }
}
