package org.openbloctel.server.calls.consent;

import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.calls.consent.ConsentFields;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentFields;
import org.openbloctel.server.platform.pages.NextPage;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * One consent, declared by a member. Refused in the words of a line of a file. Thread-safe.
 */
@Controller
record NewConsentPages(
        DeclaredConsents declared, Mandates mandates, ConsentLaw law, SubjectNames subjects, FormRefusals refusals) {
    private static final String ROOT = "/pro/consentements/nouveau";
    private static final String FORM = "form";
    private static final int SHORT = 8;

    /** With a reference of its own, so that the second of two clicks is the same consent. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ROOT)
    String form(SignedIn.Member who, Model model) {
        String random = UUID.randomUUID().toString().substring(0, SHORT);
        model.addAttribute(FORM, NewConsentForm.named("C-" + law.today() + "-" + random));
        return page(who, model);
    }

    private String page(SignedIn.Member who, Model model) {
        List<Mandate.Principal> choices = mandates.choices(who.company());
        if (choices.size() > 1) {
            Map<String, String> principals = new LinkedHashMap<>();
            principals.put(
                    "",
                    refusals.done("campaign.principal.own", choices.getFirst().name()));
            choices.stream().skip(1).forEach(one -> principals.put(one.siren(), one.name()));
            model.addAttribute("principals", principals);
        }
        Map<String, String> channels = new LinkedHashMap<>();
        channels.put("", refusals.done("consent.new.channel.choose"));
        Consents.CHANNELS.forEach(one -> channels.put(one, refusals.done("consent.channel." + one)));
        model.addAttribute("channels", channels);
        model.addAttribute("subjects", subjects.options());
        model.addAttribute("toConfirm", law.asksForConfirmation());
        model.addAttribute("afterRefusal", law.afterRefusal());
        return "consent/new";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ROOT)
    String declare(
            SignedIn.Member who, HttpServletRequest request, HttpServletResponse response, Model model, NextPage next)
            throws IOException {
        SentFields sent = new SentFields();
        try {
            Consents.Answer answer = FileForm.read(
                    request,
                    sent::add,
                    (name, content) -> declared.record(who, NewConsentForm.of(sent), name, content));
            next.done(answer.known() ? "consent.new.known" : "consent.new.done");
            return "redirect:/pro/consentements/" + answer.id();
        } catch (RefusedException refused) {
            show(refused.refusal(), FileForm.refused(request, response, model, FORM, NewConsentForm.of(sent)));
            return page(who, model);
        }
    }

    private void show(Refusal refusal, BindingResult result) {
        RefusalProse.Said said = said(refusal);
        String whole = said.detail() + " " + said.cure();
        if (refusal instanceof LawRefusal.IncompleteConsent incomplete) {
            // The detail would name the fields a second time.
            result.reject(refusal.code(), said.cure());
            for (String missing : incomplete.missing().split(", ", -1)) {
                String field = missing.equals("sectors") ? "subject" : missing;
                result.rejectValue(field, refusal.code(), refusals.done("consent.new.missing", named(field)));
            }
            return;
        }
        Optional<String> field = field(refusal);
        field.ifPresentOrElse(
                one -> result.rejectValue(one, refusal.code(), whole), () -> result.reject(refusal.code(), whole));
    }

    /** In the words that a line of a file is refused with; fields by the names that they have on the page. */
    private RefusalProse.Said said(Refusal refusal) {
        List<String> named = Arrays.stream(refusal.arguments())
                .map(argument -> Stream.of(String.valueOf(argument).split(", ", -1))
                        .map(this::named)
                        .collect(Collectors.joining(", ")))
                .toList();
        return refusals.said(refusal, named);
    }

    private String named(String field) {
        return isField(field) ? refusals.done("consent.new.name." + field) : field;
    }

    private static boolean isField(String name) {
        return Stream.of(ConsentFields.Column.values())
                .anyMatch(column -> column.field().equals(name));
    }

    /** The field that a refusal is about; none where it is about the form as a whole. */
    private static Optional<String> field(Refusal refusal) {
        return switch (refusal) {
            case LawRefusal.UnreadableTime time -> Optional.of(time.field());
            case LawRefusal.UnreadableNumber number -> Optional.of("number");
            case LawRefusal.UnknownValue value -> Optional.of(value.field()).filter(NewConsentPages::isField);
            case LawRefusal.NumberInText text -> Optional.of(text.field());
            case LawRefusal.SubjectOfOtherSector other -> Optional.of("subject");
            case LawRefusal.ConsentPeriod period -> Optional.of("until");
            case LawRefusal.ConsentReferenceTaken taken -> Optional.of("reference");
            case LawRefusal.EmptyEvidence empty -> Optional.of("evidence");
            case LawRefusal.OtherEvidence other -> Optional.of("file");
            case LawRefusal.EvidenceTooLarge large -> Optional.of("file");
            case CompanyRefusal.WrongSiren siren -> Optional.of("thirdParties");
            case CompanyRefusal.NoMandate mandate -> Optional.of("principal");
            default -> Optional.empty();
        };
    }

    /**
     * Records what a member declares on a page. It goes the way of a line of a file, to the judge that the API asks. The file that proves it
     * is read as it comes, and kept encrypted once the consent is recorded. Thread-safe.
     */
    @Component
    record DeclaredConsents(Consents consents, EvidenceFiles evidence) {
        /** Records the consent first: its evidence is kept for a consent that stands. The same form again adds what is missing. */
        Consents.Answer record(SignedIn.Member who, NewConsentForm form, String name, InputStream content)
                throws IOException {
            byte @Nullable [] file = name.isBlank() ? null : EvidenceFiles.read(content);
            Map<ConsentFields.Column, String> line = form.line();
            if (file != null) {
                String digest = EvidenceFiles.digest(file);
                if (!form.digest().isEmpty() && !form.digest().equals(digest)) {
                    throw new RefusedException(new LawRefusal.OtherEvidence());
                }
                line.put(ConsentFields.Column.EVIDENCE, digest);
            }
            Consents.Answer answer = consents.record(
                            who.company(), who.actor(), false, List.of(ConsentFields.claim(line)))
                    .getFirst();
            Refusal refusal = answer.refusal();
            UUID id = answer.id();
            if (refusal != null) {
                throw new RefusedException(refusal);
            }
            if (file != null && id != null) {
                evidence.put(who.company(), who.actor(), id, new ByteArrayInputStream(file));
            }
            return answer;
        }
    }
}
