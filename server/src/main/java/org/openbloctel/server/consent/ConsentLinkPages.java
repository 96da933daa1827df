package org.openbloctel.server.consent;

import static org.openbloctel.server.web.Access.Caller.ANYONE;

import java.time.InstantSource;
import org.openbloctel.registry.consent.ConsentLinks;
import org.openbloctel.registry.consent.GivenConsent;
import org.openbloctel.server.web.Access;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page behind the link of one consent, which its company passed on: seen, withdrawn, taken along. Only the button withdraws, since
 * mail scanners open links.
 */
@Controller
final class ConsentLinkPages {
    private final ConsentLinks links;
    private final ConsentDocuments documents;
    private final MessageSource texts;
    private final InstantSource clock;

    ConsentLinkPages(ConsentLinks links, ConsentDocuments documents, MessageSource texts, InstantSource clock) {
        this.links = links;
        this.documents = documents;
        this.texts = texts;
        this.clock = clock;
    }

    @Access(ANYONE)
    @GetMapping(ConsentLinks.PATH)
    String one(@RequestParam(name = "jeton", defaultValue = "") String token, Model model) {
        model.addAttribute("one", links.shown(token));
        model.addAttribute("token", token);
        model.addAttribute("now", clock.instant());
        return "consent/link";
    }

    @Access(ANYONE)
    @GetMapping(ConsentLinks.PATH + "/preuve.pdf")
    ResponseEntity<byte[]> document(@RequestParam(name = "jeton", defaultValue = "") String token) {
        return documents.pdf(links.shown(token));
    }

    @Access(ANYONE)
    @PostMapping(ConsentLinks.PATH)
    String withdraw(@RequestParam(name = "jeton", defaultValue = "") String token, RedirectAttributes next) {
        GivenConsent withdrawn = links.withdraw(token);
        next.addFlashAttribute(
                "done",
                texts.getMessage(
                        "consent.withdrawn.one",
                        new Object[] {withdrawn.principal()},
                        LocaleContextHolder.getLocale()));
        next.addAttribute("jeton", token);
        return "redirect:" + ConsentLinks.PATH;
    }
}
