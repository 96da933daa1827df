package org.openbloctel.server.authority.complaint;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.registry.accounts.consumer.EmailAddress;
import org.openbloctel.registry.authority.complaint.ComplaintDraft;
import org.openbloctel.registry.authority.complaint.ComplaintDraft.Reading;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecretLinks;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Complaints without an account: the form, the page behind the secret link, and the link of a mail that proves an address. The page says
 * nothing that depends on the list or on complaints of others.
 */
@Controller
record ComplaintPages(Complaints complaints, ComplaintShown shown, RateLimits limits) {
    /** How many complaints one household may file. */
    static final RateLimits.Limit FILING = new RateLimits.Limit("complaining", 30, Duration.ofHours(1));

    private static final String FORM = "/signaler";
    private static final String PAGE = FORM + "/suivi";

    /** The address that people remember from the service before. */
    @Access(ANYONE)
    @GetMapping("/reclamation")
    String former() {
        return "redirect:" + FORM;
    }

    @Access(ANYONE)
    @GetMapping(FORM)
    String form(Model model, Instant now) {
        ComplaintForm form = ComplaintForm.of(LegalCalendar.dayOf(now).toString(), "");
        model.addAttribute("form", form);
        return shown.form(model, form, FORM, null);
    }

    @Access(ANYONE)
    @PostMapping(FORM)
    String file(SentForm<ComplaintForm> sent, HttpServletRequest request, Instant now, NextPage next) {
        ComplaintForm form = sent.form();
        return switch (read(form, now)) {
            case Reading.Faulty faulty -> {
                faulty.wrong().forEach(wrong -> sent.reject(wrong.field(), wrong.refusal()));
                yield shown.form(sent.model(), form, FORM, null);
            }
            case Reading.Whole whole -> {
                try {
                    limits.checkAddress(FILING, request.getRemoteAddr());
                    yield "redirect:" + filed(form, whole.filing(), request, next);
                } catch (RefusedException refused) {
                    sent.refuse(refused);
                    yield shown.form(sent.model(), form, FORM, null);
                }
            }
        };
    }

    private String filed(ComplaintForm form, Filing filing, HttpServletRequest request, NextPage next) {
        String once = form.once().isBlank() ? "" : form.once() + form.email();
        Complaints.Filed filed = complaints.file(filing, once, request.getRemoteAddr());
        if (!form.email().isBlank()) {
            complaints.follow(filed.id(), form.email(), LocaleContextHolder.getLocale());
        }
        done(next, filing, filed);
        return SecretLinks.open(request, PAGE, complaints.token(filed.id()));
    }

    /** Says the reference, and how much of a paste could not be read. */
    static void done(NextPage next, Filing filing, Complaints.Filed filed) {
        String reference = filed.reference().spelled();
        if (!filed.again() && filing.unread() > 0) {
            next.done("complaint.filed.unread", reference, filing.calls().size(), filing.unread());
        } else {
            next.done(filed.again() ? "complaint.filed.again" : "complaint.filed.done", reference);
        }
    }

    private static Reading read(ComplaintForm form, Instant now) {
        Reading reading = form.draft(form.number()).read(now);
        if (form.email().isBlank()) {
            return reading;
        }
        try {
            EmailAddress.read(form.email());
            return reading;
        } catch (RefusedException refused) {
            List<ComplaintDraft.Wrong> wrong =
                    new ArrayList<>(reading instanceof Reading.Faulty faulty ? faulty.wrong() : List.of());
            wrong.add(new ComplaintDraft.Wrong("email", refused.refusal()));
            return new Reading.Faulty(wrong);
        }
    }

    @Access(ANYONE)
    @GetMapping(PAGE)
    String page(@RequestParam(name = "jeton", defaultValue = "") String token, Model model) {
        return shown.one(model, complaints.shown(token), token);
    }

    @Access(ANYONE)
    @PostMapping(PAGE)
    String unfollow(
            @RequestParam(name = "jeton", defaultValue = "") String token, HttpServletRequest request, NextPage next) {
        complaints.unfollow(token);
        next.done("complaint.unfollowed");
        return "redirect:" + SecretLinks.open(request, PAGE, token);
    }

    /** A page with a button: programs that look through mails open its link. */
    @Access(ANYONE)
    @GetMapping(PAGE + "/adresse")
    String proof(@RequestParam(name = "jeton", defaultValue = "") String token, Model model) {
        model.addAttribute("known", complaints.canProve(token));
        model.addAttribute("token", token);
        return "complaint/prove";
    }

    @Access(ANYONE)
    @PostMapping(PAGE + "/adresse")
    String prove(
            @RequestParam(name = "jeton", defaultValue = "") String token, HttpServletRequest request, NextPage next) {
        String shows = complaints.prove(token);
        next.done("complaint.followed");
        return "redirect:" + SecretLinks.open(request, PAGE, shows);
    }
}
