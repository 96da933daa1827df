package org.openbloctel.server.accounts.company;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Mandate;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.credential.SignedInPeople;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.forms.TypedFields;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who may act for whom. */
@Controller
record MandatePages(
        Mandates mandates,
        StoppedMandates stopped,
        SignedInPeople people,
        FormRefusals refusals,
        InstantSource clock,
        RateLimits limits) {
    /** Each is a mail to the other company's owners. */
    private static final RateLimits.Limit PROPOSING = new RateLimits.Limit("mandates", 20, Duration.ofHours(1));

    @Access(MEMBER)
    @GetMapping("/pro/mandats")
    String all(SignedIn.Member who, @ModelAttribute("form") MandateForm form, Model model) {
        LocalDate today = LegalCalendar.today(clock);
        String last = today.plusYears(1).minusDays(1).toString();
        model.addAttribute(
                "form", new MandateForm(Mandate.Side.PRINCIPAL.name(), form.number(), today.toString(), last));
        return page(who, model);
    }

    @Access(member = OWNER)
    @PostMapping("/pro/mandats")
    String propose(SignedIn.Member who, SentForm<MandateForm> sent, NextPage next) {
        MandateForm form = sent.form();
        try {
            Mandate.Side side =
                    form.side().equals(Mandate.Side.AGENT.name()) ? Mandate.Side.AGENT : Mandate.Side.PRINCIPAL;
            LocalDate starts = TypedFields.day("startsOn", form.startsOn());
            LocalDate ends = TypedFields.day("endsOn", form.endsOn());
            limits.check(PROPOSING, who.company().toString());
            mandates.propose(people.member(who), new Mandate.Terms(side, form.number(), starts, ends));
        } catch (RefusedException refused) {
            sent.refuse(refused, "number");
            return page(who, sent.model());
        }
        next.done("company.mandates.proposed");
        return "redirect:/pro/mandats";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/mandats/{id}/accepter")
    String accept(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        mandates.accept(people.member(who), id);
        next.done("company.mandates.accepted");
        return "redirect:/pro/mandats";
    }

    @Access(member = OWNER)
    @GetMapping("/pro/mandats/{id}/terminer")
    String ending(SignedIn.Member who, @PathVariable UUID id, Model model) {
        model.addAttribute(
                "mandate",
                mandates.of(who.company()).stream()
                        .filter(mandate -> mandate.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownMandate())));
        return "company/mandate-end";
    }

    @Access(member = OWNER)
    @PostMapping("/pro/mandats/{id}/terminer")
    String end(SignedIn.Member who, @PathVariable UUID id, NextPage next) {
        mandates.end(people.member(who), id);
        next.done("company.mandates.ended");
        return "redirect:/pro/mandats";
    }

    private String page(SignedIn.Member who, Model model) {
        List<Mandate> all = mandates.of(who.company());
        model.addAttribute("mandates", all);
        model.addAttribute("stopped", stopped.of(who.company(), all));
        model.addAttribute("me", who);
        model.addAttribute("sideOptions", refusals.options("company.mandates.side.%s", "PRINCIPAL", "AGENT"));
        return "company/mandates";
    }

    /** A mandate, as typed. */
    record MandateForm(String side, String number, String startsOn, String endsOn) implements KeptForm {
        MandateForm {
            side = requireNonNullElse(side, "");
            number = requireNonNullElse(number, "");
            startsOn = requireNonNullElse(startsOn, "");
            endsOn = requireNonNullElse(endsOn, "");
        }
    }
}
