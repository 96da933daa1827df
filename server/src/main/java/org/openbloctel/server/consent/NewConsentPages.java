package org.openbloctel.server.consent;

import static org.openbloctel.server.web.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.web.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.consent.ConsentFields;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.consent.EvidenceFiles;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.law.SectorNames;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.RefusalProse;
import org.openbloctel.server.web.SentFields;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One consent, declared by a member. It goes the way of a line of a file, to the judge that the API asks, and is refused in its words. The
 * file that proves it is read as it comes, and kept encrypted once the consent is recorded. Thread-safe.
 */
@Controller
final class NewConsentPages {
    private static final String ROOT = "/pro/consentements/nouveau";
    private static final String FORM = "form";
    private static final int SHORT = 8;

    private final Consents consents;
    private final EvidenceFiles evidence;
    private final Mandates mandates;
    private final Companies companies;
    private final ConsentLaw law;
    private final SectorNames sectors;
    private final RefusalProse prose;
    private final MessageSource texts;
    private final InstantSource clock;

    NewConsentPages(
            Consents consents,
            EvidenceFiles evidence,
            Mandates mandates,
            Companies companies,
            ConsentLaw law,
            SectorNames sectors,
            RefusalProse prose,
            MessageSource texts,
            InstantSource clock) {
        this.consents = consents;
        this.evidence = evidence;
        this.mandates = mandates;
        this.companies = companies;
        this.law = law;
        this.sectors = sectors;
        this.prose = prose;
        this.texts = texts;
        this.clock = clock;
    }

    /** With a reference of its own, so that the second of two clicks is the same consent. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ROOT)
    String form(@AuthenticationPrincipal SignedIn.Member who, Model model) {
        String random = UUID.randomUUID().toString().substring(0, SHORT);
        model.addAttribute(FORM, NewConsentForm.named("C-" + LegalCalendar.today(clock) + "-" + random));
        return page(who, model);
    }

    private String page(SignedIn.Member who, Model model) {
        Map<String, String> principals = new LinkedHashMap<>();
        mandates.principals(who.company(), clock.instant()).forEach(one -> principals.put(one.siren(), one.name()));
        if (!principals.isEmpty()) {
            Map<String, String> own = new LinkedHashMap<>();
            own.put(
                    "",
                    say("campaign.principal.own", companies.get(who.company()).name()));
            own.putAll(principals);
            model.addAttribute("principals", own);
        }
        Map<String, String> channels = new LinkedHashMap<>();
        channels.put("", say("consent.new.channel.choose"));
        Consents.CHANNELS.forEach(one -> channels.put(one, say("consent.channel." + one)));
        model.addAttribute("channels", channels);
        model.addAttribute("sectors", sectors.options());
        model.addAttribute("toConfirm", law.asksForConfirmation());
        return "consent/new";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ROOT)
    String declare(
            @AuthenticationPrincipal SignedIn.Member who,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next)
            throws IOException {
        SentFields sent = new SentFields();
        try {
            Consents.Answer answer = SentForm.read(
                    request, sent::add, (name, content) -> record(who, NewConsentForm.of(sent), name, content));
            next.addFlashAttribute("done", say(answer.known() ? "consent.new.known" : "consent.new.done"));
            return "redirect:/pro/consentements/" + answer.id();
        } catch (RefusedException refused) {
            show(refused.refusal(), SentForm.refused(request, response, model, FORM, NewConsentForm.of(sent)));
            return page(who, model);
        }
    }

    /** Records the consent first: its evidence is kept for a consent that stands. The same form again adds what is missing. */
    private Consents.Answer record(SignedIn.Member who, NewConsentForm form, String name, InputStream content)
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
        Consents.Answer answer = consents.record(who.company(), who.actor(), false, List.of(ConsentFields.claim(line)))
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

    private void show(Refusal refusal, BindingResult result) {
        RefusalProse.Said said = said(refusal);
        String whole = said.detail() + " " + said.cure();
        if (refusal instanceof LawRefusal.IncompleteConsent incomplete) {
            // The detail would name the fields a second time.
            result.reject(refusal.code(), said.cure());
            for (String missing : incomplete.missing().split(", ", -1)) {
                result.rejectValue(missing, refusal.code(), say("consent.new.missing", named(missing)));
            }
            return;
        }
        Optional<String> field = field(refusal);
        field.ifPresentOrElse(
                one -> result.rejectValue(one, refusal.code(), whole), () -> result.reject(refusal.code(), whole));
    }

    /** In the words that a line of a file is refused with; fields by the names that they have on the page. */
    private RefusalProse.Said said(Refusal refusal) {
        Locale locale = LocaleContextHolder.getLocale();
        List<String> named = Arrays.stream(refusal.arguments())
                .map(argument -> Stream.of(String.valueOf(argument).split(", ", -1))
                        .map(this::named)
                        .collect(Collectors.joining(", ")))
                .toList();
        return prose.of(refusal.code(), named, locale);
    }

    private String named(String field) {
        return isField(field) ? say("consent.new.name." + field) : field;
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

    private String say(String key, Object... arguments) {
        return String.valueOf(texts.getMessage(key, arguments, LocaleContextHolder.getLocale()));
    }
}
