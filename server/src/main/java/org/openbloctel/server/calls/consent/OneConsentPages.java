package org.openbloctel.server.calls.consent;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.consent.CompanyConsents;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One consent of a company: seen, completed once where it is of before, proved by a file. Thread-safe. */
@Controller
record OneConsentPages(
        ConsentShown shown, Consents consents, EvidenceFiles evidence, SubjectNames subjects, FormRefusals refusals) {
    private static final String ONE = "/pro/consentements/{id}";

    @Access(MEMBER)
    @GetMapping(ONE)
    String one(SignedIn.Member who, @PathVariable("id") UUID id, Model model) {
        return page(who, id, null, model);
    }

    private String page(SignedIn.Member who, UUID id, @Nullable String wrong, Model model) {
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", new ConsentSubjectForm("", false));
        }
        Set<Sector> sectors = shown.addTo(model, who, id).sectors();
        model.addAttribute("subjects", sectors.isEmpty() ? subjects.options() : subjects.options(sectors));
        model.addAttribute("wrong", wrong);
        return "consent/one";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ONE)
    String complete(
            SignedIn.Member who, @PathVariable("id") UUID id, SentForm<ConsentSubjectForm> sent, NextPage next) {
        ConsentSubjectForm form = sent.form();
        try {
            consents.nameSubject(
                    who.company(), who.actor(), id, Subject.of(form.subject()).orElse(null), form.asked());
        } catch (RefusedException refused) {
            if (!(refused.refusal() instanceof LawRefusal)) {
                throw refused;
            }
            sent.reject("subject", refused.refusal());
            return page(who, id, null, sent.model());
        }
        next.done("consent.one.completed");
        return "redirect:/pro/consentements/" + id;
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ONE + "/piece")
    String keep(
            SignedIn.Member who, @PathVariable("id") UUID id, HttpServletRequest request, Model model, NextPage next)
            throws IOException {
        try {
            FileForm.read(request, (name, value) -> {}, (name, content) -> kept(who, id, name, content));
        } catch (RefusedException refused) {
            FileForm.drain(request);
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(who, id, why(refused), model);
        }
        next.done("consent.one.piece.done");
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
                ? refusals.done("consent.one.piece.none")
                : refusals.whole(refused.refusal());
    }

    /** The file as it was handed over; never shown in the browser, which might run it. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ONE + "/piece")
    ResponseEntity<byte[]> piece(SignedIn.Member who, @PathVariable("id") UUID id) throws IOException {
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

    /**
     * The subject that a consent was asked for, as a member names it afterwards.
     *
     * @param asked whether the member gives their word; the box is never ticked beforehand
     */
    record ConsentSubjectForm(String subject, Boolean asked) implements KeptForm {
        ConsentSubjectForm {
            subject = requireNonNullElse(subject, "");
            asked = requireNonNullElse(asked, false);
        }
    }

    /** One consent as its page shows it to a member of a company. Thread-safe. */
    @Component
    record ConsentShown(
            CompanyConsents mine, ConsentLinks links, EvidenceFiles evidence, ConsentLaw law, InstantSource clock) {
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
}
