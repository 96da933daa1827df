package org.openbloctel.server.consent;

import static org.openbloctel.server.web.Access.Caller.MEMBER;
import static org.openbloctel.server.web.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.consent.CompanyConsents;
import org.openbloctel.registry.consent.ConsentLinks;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.consent.EvidenceFiles;
import org.openbloctel.registry.consent.GivenConsent;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.law.SectorNames;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.FormRefusals;
import org.openbloctel.server.web.RefusalProse;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One consent of a company: seen, completed once where it is of before, proved by a file. Thread-safe. */
@Controller
final class OneConsentPages {
    private static final String ONE = "/pro/consentements/{id}";

    private final CompanyConsents mine;
    private final Consents consents;
    private final EvidenceFiles evidence;
    private final ConsentLinks links;
    private final ConsentLaw law;
    private final SectorNames sectors;
    private final RefusalProse prose;
    private final MessageSource texts;
    private final InstantSource clock;

    OneConsentPages(
            CompanyConsents mine,
            Consents consents,
            EvidenceFiles evidence,
            ConsentLinks links,
            ConsentLaw law,
            SectorNames sectors,
            RefusalProse prose,
            MessageSource texts,
            InstantSource clock) {
        this.mine = mine;
        this.consents = consents;
        this.evidence = evidence;
        this.links = links;
        this.law = law;
        this.sectors = sectors;
        this.prose = prose;
        this.texts = texts;
        this.clock = clock;
    }

    @Access(MEMBER)
    @GetMapping(ONE)
    String one(@AuthenticationPrincipal SignedIn.Member who, @PathVariable("id") UUID id, Model model) {
        return page(who, id, null, model);
    }

    private String page(SignedIn.Member who, UUID id, @Nullable String wrong, Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new ConsentSectorsForm(List.of(), false));
        }
        GivenConsent one = mine.one(who.company(), id);
        boolean changes = mine.isRecordedBy(who.company(), id) && who.role() != SignedIn.Role.AUDITOR;
        model.addAttribute("one", one);
        boolean open = one.open(clock.instant());
        model.addAttribute("incomplete", one.sectors().isEmpty() && open);
        model.addAttribute("toConfirm", open && !one.confirmed() && law.asksForConfirmation());
        model.addAttribute("link", changes && open ? links.of(id) : null);
        model.addAttribute("changes", changes);
        model.addAttribute("kept", evidence.has(id));
        model.addAttribute("sectors", sectors.options());
        model.addAttribute("wrong", wrong);
        return "consent/one";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ONE)
    String complete(
            @AuthenticationPrincipal SignedIn.Member who,
            @PathVariable("id") UUID id,
            @ModelAttribute("form") ConsentSectorsForm form,
            BindingResult result,
            Model model,
            RedirectAttributes next) {
        try {
            consents.complete(
                    who.company(), who.actor(), id, Set.copyOf(SectorNames.chosen(form.sectors())), form.asked());
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof LawRefusal)) {
                throw refused;
            }
            prose.reject(result, "sectors", refused.refusal());
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(who, id, null, model);
        }
        next.addFlashAttribute("done", say("consent.one.completed"));
        return "redirect:/pro/consentements/" + id;
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ONE + "/piece")
    String keep(
            @AuthenticationPrincipal SignedIn.Member who,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next)
            throws IOException {
        try {
            SentForm.read(request, (name, value) -> {}, (name, content) -> kept(who, id, name, content));
        } catch (RefusedException refused) {
            SentForm.drain(request);
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(who, id, why(refused), model);
        }
        next.addFlashAttribute("done", say("consent.one.piece.done"));
        return "redirect:/pro/consentements/" + id;
    }

    private EvidenceFiles.Kept kept(SignedIn.Member who, UUID id, String name, InputStream content) throws IOException {
        if (name.isBlank()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("file"));
        }
        return evidence.put(who.company(), who.actor(), id, content);
    }

    private String why(RefusedException refused) {
        return refused.refusal() instanceof RequestRefusal.UnreadableField
                ? say("consent.one.piece.none")
                : prose.whole(refused.refusal());
    }

    /** The file as it was handed over; never shown in the browser, which might run it. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ONE + "/piece")
    ResponseEntity<byte[]> piece(@AuthenticationPrincipal SignedIn.Member who, @PathVariable("id") UUID id)
            throws IOException {
        byte[] file =
                evidence.get(who.company(), id).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("piece-" + id)
                                .build()
                                .toString())
                .body(file);
    }

    private String say(String key) {
        return String.valueOf(texts.getMessage(key, null, LocaleContextHolder.getLocale()));
    }
}
