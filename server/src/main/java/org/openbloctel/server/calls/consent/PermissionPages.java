package org.openbloctel.server.calls.consent;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Company;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.calls.consent.Permissions;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.consumer.Refusals;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Letting a named company call in spite of the list: the company is found first, then it is said for what and how long. */
@Controller
record PermissionPages(
        Permissions permissions, RateLimits limits, MessageSource texts, Formats formats, SubjectNames subjects) {
    /** Each one sends a mail to a company: its mailbox must not be flooded. */
    private static final RateLimits.Limit GIVING = new RateLimits.Limit("permitting", 20, Duration.ofHours(1));

    private static final String ROOT = "/espace/consentements/autoriser";

    @Access(CONSUMER)
    @GetMapping(ROOT)
    String find(
            SignedIn.Consumer who, @RequestParam(name = "entreprise", defaultValue = "") String typed, Model model) {
        model.addAttribute("proved", !permissions.registrations(who.id()).isEmpty());
        model.addAttribute("typed", typed);
        model.addAttribute("found", typed.isBlank() ? null : permissions.find(typed));
        return "consent/permit-find";
    }

    @Access(CONSUMER)
    @GetMapping(ROOT + "/{siren}")
    String form(
            SignedIn.Consumer who,
            @PathVariable("siren") String siren,
            @ModelAttribute("form") PermissionForm form,
            Model model) {
        model.addAttribute("form", form.until(permissions.latest()));
        return page(who, siren, model);
    }

    private String page(SignedIn.Consumer who, String siren, Model model) {
        List<Registration> proved = permissions.registrations(who.id());
        if (proved.isEmpty()) {
            return "redirect:" + ROOT;
        }
        Company.Named company = permissions.company(siren);
        Map<String, String> numbers = new LinkedHashMap<>();
        for (Registration one : proved) {
            PhoneNumber number = one.number();
            numbers.put(one.id().toString(), number == null ? "" : number.spelled());
        }
        model.addAttribute("company", company);
        model.addAttribute("numbers", numbers);
        model.addAttribute("subjects", subjects.options());
        model.addAttribute("latest", formats.day(permissions.latest()));
        model.addAttribute("text", text(company));
        return "consent/permit";
    }

    @Access(CONSUMER)
    @PostMapping(ROOT + "/{siren}")
    String give(
            SignedIn.Consumer who, @PathVariable("siren") String siren, SentForm<PermissionForm> sent, NextPage next) {
        PermissionForm form = sent.form();
        Company.Named company = permissions.company(siren);
        try {
            limits.check(GIVING, who.actor());
            permissions.give(
                    who.id(),
                    new Permissions.Wish(
                            registration(form.registration()),
                            siren,
                            form.goods(),
                            Subject.of(form.subject()).orElse(null),
                            day(form.until()),
                            text(company),
                            form.given()));
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, field(refused));
            return page(who, siren, sent.model());
        }
        next.done("consent.permit.done", company.name());
        return "redirect:/espace/consentements";
    }

    private static String field(RefusedException refused) {
        return switch (refused.refusal()) {
            case LawRefusal.PermissionGoods goods -> "goods";
            case LawRefusal.PermissionSectors none -> "subject";
            case LawRefusal.PermissionDay day -> "until";
            case LawRefusal.PermissionNotGiven box -> "given";
            default -> "registration";
        };
    }

    /** What stands beside the box, and is kept as it stood there. */
    private String text(Company.Named company) {
        return say("consent.permit.text", company.name(), company.siren()) + " " + say("consent.permit.text.rights");
    }

    private static UUID registration(String typed) {
        try {
            return UUID.fromString(typed);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new LawRefusal.NumberNotProved());
        }
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return LegalCalendar.read(typed.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /**
     * A permission for a company, as typed.
     *
     * @param given whether the box was ticked; it is never ticked beforehand
     */
    record PermissionForm(String registration, String goods, String subject, String until, Boolean given)
            implements KeptForm {
        PermissionForm {
            registration = requireNonNullElse(registration, "");
            goods = requireNonNullElse(goods, "");
            subject = requireNonNullElse(subject, "");
            until = requireNonNullElse(until, "");
            given = requireNonNullElse(given, false);
        }

        /** The same until this day. */
        PermissionForm until(LocalDate last) {
            return new PermissionForm(registration, goods, subject, last.toString(), given);
        }
    }
}
