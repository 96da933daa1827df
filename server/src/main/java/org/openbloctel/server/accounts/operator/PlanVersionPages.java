package org.openbloctel.server.accounts.operator;

import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openbloctel.registry.accounts.company.Plan;
import org.openbloctel.registry.accounts.company.PlanVersions;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Plans and prices as the operator changes them: proposed by one person, read beside the old ones, confirmed or refused by another. */
@Controller
record PlanVersionPages(
        PlanVersions versions, FourEyes fourEyes, Staff staff, FormRefusals texts, InstantSource clock) {
    private static final String PATH = "/operateur/formules";
    private static final String FORM = "form";

    /**
     * A proposal, and the name of the person who made it.
     *
     * @param own whether the reader made it: another person confirms
     */
    record Waiting(PlanVersions.Proposal proposal, String by, boolean own) {}

    /** The form is filled with the terms of the plan that was chosen. */
    @Access(value = STAFF, stepUp = true)
    @GetMapping(PATH)
    String all(SignedIn.Staff who, @RequestParam(defaultValue = "") String formule, Model model) {
        LocalDate today = LegalCalendar.today(clock);
        PlanVersionForm form = versions.all().stream()
                .filter(one -> one.code().equals(formule) && one.holdsOn(today))
                .findFirst()
                .map(PlanVersionForm::of)
                .orElseGet(() -> new PlanVersionForm(formule, "version", "", "", "", "", "", "", ""));
        model.addAttribute(FORM, form);
        return page(who, model);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH)
    String propose(SignedIn.Staff who, @SentForm.Named(FORM) SentForm<PlanVersionForm> sent, NextPage next) {
        try {
            versions.propose(sent.form().read(), who.id());
            next.done(fourEyes.required() ? "operator.four-eyes.asked" : "operator.plans.proposed");
            return "redirect:" + PATH;
        } catch (RefusedException refused) {
            sent.refuse(refused, refused.refusal() instanceof LawRefusal.NumberInText ? "source" : "validFrom");
            return page(who, sent.model());
        }
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/confirmer")
    String confirm(SignedIn.Staff who, @RequestParam String plan, @RequestParam String digest, NextPage next) {
        versions.confirm(plan, digest, who.id());
        next.done("operator.plans.confirmed");
        return "redirect:" + PATH;
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping(PATH + "/refuser")
    String refuse(SignedIn.Staff who, @RequestParam String plan, NextPage next) {
        if (versions.refuse(plan, who.id())) {
            next.done("operator.plans.refused");
        }
        return "redirect:" + PATH;
    }

    /** An address that a form is sent to answers a reader, too. */
    @Access(value = STAFF, stepUp = true)
    @GetMapping({PATH + "/confirmer", PATH + "/refuser"})
    String back() {
        return "redirect:" + PATH;
    }

    private String page(SignedIn.Staff who, Model model) {
        LocalDate today = LegalCalendar.today(clock);
        List<Plan> all = versions.all();
        model.addAttribute("waiting", waiting(who));
        model.addAttribute(
                "today", all.stream().filter(one -> one.holdsOn(today)).toList());
        model.addAttribute(
                "coming", all.stream().filter(one -> one.from().isAfter(today)).toList());
        model.addAttribute(
                "former",
                all.stream()
                        .filter(one -> one.to() != null && one.to().isBefore(today))
                        .toList());
        Map<String, String> plans = new LinkedHashMap<>();
        all.forEach(one -> plans.put(one.code(), texts.done("company.plan." + one.code())));
        model.addAttribute("plans", plans);
        Map<String, String> changes = new LinkedHashMap<>();
        for (String change : List.of("version", "end")) {
            changes.put(change, texts.done("operator.plans.change." + change));
        }
        model.addAttribute("changes", changes);
        model.addAttribute("tomorrow", today.plusDays(1));
        model.addAttribute("twoPeople", fourEyes.required());
        return "operator/plans";
    }

    private List<Waiting> waiting(SignedIn.Staff who) {
        return versions.pending().stream()
                .map(one -> new Waiting(
                        one,
                        staff.find(one.asked().askedBy())
                                .map(Staff.Person::name)
                                .orElse("—"),
                        one.asked().askedBy().equals(who.id())))
                .toList();
    }
}
