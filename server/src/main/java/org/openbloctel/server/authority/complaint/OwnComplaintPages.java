package org.openbloctel.server.authority.complaint;

import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.authority.complaint.ComplaintDraft.Reading;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Complaints in the consumer space: about one's own numbers, seen by their complainant alone. */
@Controller
record OwnComplaintPages(Complaints complaints, Consumers consumers, ComplaintShown shown, RateLimits limits) {
    private static final String FORM = "/espace/signaler";
    private static final String LIST = "/espace/signalements";

    @Access(CONSUMER)
    @GetMapping(LIST)
    String list(SignedIn.Consumer who, Model model) {
        model.addAttribute("all", complaints.of(who.id()));
        return "complaint/list";
    }

    @Access(CONSUMER)
    @GetMapping(LIST + "/{id}")
    String one(SignedIn.Consumer who, @PathVariable("id") UUID id, Model model) {
        return shown.one(model, complaints.one(who.id(), id), null);
    }

    @Access(CONSUMER)
    @GetMapping(FORM)
    String form(SignedIn.Consumer who, Model model, Instant now) {
        Map<String, String> numbers = numbers(who);
        if (numbers.isEmpty()) {
            // Of no number of theirs: the form for everybody asks for one.
            return "redirect:/signaler";
        }
        String first = numbers.keySet().iterator().next();
        ComplaintForm form = ComplaintForm.of(LegalCalendar.dayOf(now).toString(), first);
        model.addAttribute("form", form);
        return shown.form(model, form, FORM, numbers);
    }

    @Access(CONSUMER)
    @PostMapping(FORM)
    String file(
            SignedIn.Consumer who,
            SentForm<ComplaintForm> sent,
            HttpServletRequest request,
            Instant now,
            NextPage next) {
        ComplaintForm form = sent.form();
        Map<String, String> numbers = numbers(who);
        String called = numbers.getOrDefault(form.registration(), "");
        return switch (form.draft(called).read(now)) {
            case Reading.Faulty faulty -> {
                faulty.wrong()
                        .forEach(wrong -> sent.reject(
                                wrong.field().equals("number") ? "registration" : wrong.field(), wrong.refusal()));
                yield shown.form(sent.model(), form, FORM, numbers);
            }
            case Reading.Whole whole -> {
                try {
                    limits.checkAddress(ComplaintPages.FILING, request.getRemoteAddr());
                    yield "redirect:" + filed(who, whole.filing(), request, next);
                } catch (RefusedException refused) {
                    sent.refuse(refused);
                    yield shown.form(sent.model(), form, FORM, numbers);
                }
            }
        };
    }

    private String filed(SignedIn.Consumer who, Filing filing, HttpServletRequest request, NextPage next) {
        Complaints.Filed filed = complaints.file(who.id(), filing, request.getRemoteAddr());
        ComplaintPages.done(next, filing, filed);
        return LIST + "/" + filed.id();
    }

    /** One's own numbers, those that are still on the list first, each once. */
    private Map<String, String> numbers(SignedIn.Consumer who) {
        List<Registration> all = consumers.space(who.id()).registrations();
        Map<String, String> numbers = new LinkedHashMap<>();
        for (Registration one : all) {
            PhoneNumber number = one.number();
            if (number != null && !numbers.containsValue(number.spelled())) {
                numbers.put(one.id().toString(), number.spelled());
            }
        }
        return numbers;
    }
}
