package org.openbloctel.server.calls.campaign;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.calls.call.CallTexts;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedFields;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A new campaign: for whom, about what, from when to when, and what excuses it, with what each ground demands by the law of today. One
 * that is forbidden on all its days is saved only once its reader was told so and confirms it.
 */
@Controller
record NewCampaignPages(
        Campaigns campaigns,
        Mandates mandates,
        GroundLaw law,
        FormRefusals refusals,
        OutlookShown shown,
        SubjectNames subjects) {
    private static final int FIRST_MONTHS = 3;

    static boolean mayDeclare(SignedIn.Member who) {
        return who.role() != SignedIn.Role.AUDITOR;
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/campagnes/nouvelle")
    String form(SignedIn.Member who, @ModelAttribute("form") CampaignForm form, Model model) {
        LocalDate today = law.today();
        model.addAttribute("form", form.on(today, today.plusMonths(FIRST_MONTHS)));
        return page(who, model);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/campagnes/nouvelle")
    String declare(
            SignedIn.Member who,
            SentForm<CampaignForm> sent,
            @RequestParam(name = "confirmed", defaultValue = "") String confirmed,
            NextPage next) {
        CampaignForm form = sent.form();
        Model model = sent.model();
        missing(form, sent.errors());
        if (sent.errors().hasErrors()) {
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(who, model);
        }
        Campaign campaign;
        try {
            Campaigns.Terms terms = terms(form);
            campaigns.requireDeclarable(who.company(), terms);
            String confirmation = confirmation(terms);
            if (shown.forbids(terms) && !confirmed.equals(confirmation)) {
                model.addAttribute("outlook", shown.of(terms));
                model.addAttribute("confirmation", confirmation);
                FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
                return page(who, model);
            }
            campaign = campaigns.declare(who.company(), who.actor(), terms);
        } catch (RefusedException refused) {
            sent.refuse(refused, field(refused.refusal()));
            return page(who, model);
        }
        next.done("campaign.declared");
        return "redirect:/pro/campagnes/" + campaign.id();
    }

    /** Says at once all that was left out. */
    private void missing(CampaignForm form, BindingResult result) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("name", form.name());
        typed.put("subject", form.subject() + form.sector());
        typed.put("startsOn", form.startsOn());
        typed.put("endsOn", form.endsOn());
        if (!form.ground().isBlank()) {
            typed.put("evidence", form.evidence());
        }
        typed.forEach((field, value) -> {
            if (value.isBlank()) {
                result.rejectValue(field, "BT-0701", refusals.done("campaign.missing." + field));
            }
        });
    }

    /** What the reader was warned of, so that a warning is confirmed for these terms and for no others. */
    private static String confirmation(Campaigns.Terms terms) {
        Campaign.Exemption ground = terms.ground();
        return String.join(
                " ",
                terms.subject() == null
                        ? terms.sector().code()
                        : terms.subject().id(),
                ground == null ? "none" : ground.code(),
                terms.startsOn().toString(),
                terms.endsOn().toString());
    }

    private static Campaigns.Terms terms(CampaignForm form) {
        Subject subject = CallTexts.valueOrNull("subject", orNull(form.subject()), Subject::of);
        Sector sector = subject != null
                ? subject.sector()
                : CallTexts.valueOrNull("subject", orNull(form.sector()), Sector::of);
        if (sector == null) {
            throw new RefusedException(new RequestRefusal.UnreadableField("subject"));
        }
        return new Campaigns.Terms(
                orNull(form.principal()),
                form.name(),
                sector,
                subject,
                orNull(form.goods()),
                CallTexts.valueOrNull("ground", orNull(form.ground()), Campaign.Exemption::of),
                orNull(form.evidence()),
                TypedFields.day("startsOn", form.startsOn()),
                TypedFields.day("endsOn", form.endsOn()));
    }

    private static @Nullable String orNull(String typed) {
        return typed.isBlank() ? null : typed;
    }

    /** The field of a form of campaigns that a refusal is about. */
    static String field(Refusal refusal) {
        return switch (refusal) {
            case LawRefusal.CampaignDays days -> "endsOn";
            case LawRefusal.UnfoundedExemption unfounded -> "ground";
            case LawRefusal.UnknownValue unknown -> unknown.field();
            case LawRefusal.SubjectNeeded needed -> "subject";
            case LawRefusal.GoodsNeeded needed -> "goods";
            case LawRefusal.NumberInText text -> text.field();
            case RequestRefusal.UnreadableField unreadable -> unreadable.field();
            case CompanyRefusal.NoMandate none -> "principal";
            default -> "name";
        };
    }

    private String page(SignedIn.Member who, Model model) {
        Map<String, String> principals = new LinkedHashMap<>();
        List<Mandate.Principal> choices = mandates.choices(who.company());
        principals.put(
                "", refusals.done("campaign.principal.own", choices.getFirst().name()));
        choices.stream().skip(1).forEach(one -> principals.put(one.siren(), one.name()));
        model.addAttribute("principals", principals);
        model.addAttribute("subjects", subjects.options());
        Map<String, String> grounds = new LinkedHashMap<>();
        grounds.put("", refusals.done("campaign.ground.none"));
        grounds.putAll(refusals.options(
                "campaign.ground.%s",
                Arrays.stream(Campaign.Exemption.values())
                        .map(Campaign.Exemption::code)
                        .toArray(String[]::new)));
        model.addAttribute("grounds", grounds);
        model.addAttribute("law", law.all());
        model.addAttribute("today", law.today());
        return "campaign/new";
    }

    /**
     * A campaign, as typed.
     *
     * @param sector only of a page of the release before, which has no subjects
     */
    record CampaignForm(
            String principal,
            String name,
            String sector,
            String subject,
            String goods,
            String ground,
            String evidence,
            String startsOn,
            String endsOn)
            implements KeptForm {
        CampaignForm {
            principal = requireNonNullElse(principal, "");
            name = requireNonNullElse(name, "");
            sector = requireNonNullElse(sector, "");
            subject = requireNonNullElse(subject, "");
            goods = requireNonNullElse(goods, "");
            ground = requireNonNullElse(ground, "");
            evidence = requireNonNullElse(evidence, "");
            startsOn = requireNonNullElse(startsOn, "");
            endsOn = requireNonNullElse(endsOn, "");
        }

        /** The same with these days. */
        CampaignForm on(LocalDate first, LocalDate last) {
            return new CampaignForm(
                    principal, name, sector, subject, goods, ground, evidence, first.toString(), last.toString());
        }
    }
}
