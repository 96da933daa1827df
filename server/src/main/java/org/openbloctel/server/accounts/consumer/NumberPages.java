package org.openbloctel.server.accounts.consumer;

import static org.openbloctel.server.platform.access.Access.Caller.CONSUMER;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Confirmations;
import org.openbloctel.registry.accounts.consumer.Consumer;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.NumberCodes.Sender.Channel;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.accounts.consumer.NumberForm.NumberCodeForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.SentForm;
import org.openbloctel.server.platform.pages.NextPage;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A consumer's numbers: seen, added, proved, withdrawn. Ids stand in the addresses, never numbers. */
@Controller
record NumberPages(
        Consumers consumers, NumberCodes codes, Confirmations confirmations, Receipts receipts, InstantSource clock) {
    @Access(CONSUMER)
    @GetMapping("/espace")
    String space(SignedIn.Consumer who, @ModelAttribute("form") NumberForm form, Model model) {
        return space(who, model);
    }

    private String space(SignedIn.Consumer who, Model model) {
        Consumer.Space mine = consumers.space(who.id());
        model.addAttribute("mine", mine);
        model.addAttribute("today", LegalCalendar.today(clock));
        return "consumer/space";
    }

    /** Where a form was shown again, a change of language asks for its address. */
    @Access(CONSUMER)
    @GetMapping("/espace/numeros")
    String numbers() {
        return "redirect:/espace";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/numeros")
    String add(SignedIn.Consumer who, SentForm<NumberForm> sent, Browser browser, NextPage next) {
        Consumers.Opposed opposed;
        try {
            opposed = consumers.add(who.id(), sent.form().number(), browser.address());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "number");
            return space(who, sent.model());
        }
        return switch (opposed) {
            case Consumers.Opposed.Registered registered -> {
                next.done(registered.added() ? "consumer.receipt.done" : "consumer.receipt.already");
                yield "redirect:/espace/numeros/" + registered.registration().id();
            }
            case Consumers.Opposed.CodeNeeded needed -> toCode(needed.request(), needed.limit(), next);
        };
    }

    @Access(CONSUMER)
    @PostMapping("/espace/demandes/{id}/abandon")
    String drop(SignedIn.Consumer who, @PathVariable("id") UUID id, NextPage next) {
        consumers.drop(who.id(), id);
        next.done("consumer.drop.done");
        return "redirect:/espace";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/numeros/{id}")
    String number(SignedIn.Consumer who, @PathVariable("id") UUID id, Model model) {
        Registration registration = consumers.registration(who.id(), id);
        PhoneNumber number = registration.number();
        model.addAttribute("registration", registration);
        model.addAttribute("number", number == null ? null : number.spelled());
        model.addAttribute("today", LegalCalendar.today(clock));
        return "consumer/number";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/numeros/{id}/recepisse.pdf")
    ResponseEntity<byte[]> receipt(SignedIn.Consumer who, @PathVariable("id") UUID id) {
        Registration registration = consumers.registration(who.id(), id);
        return Receipts.download(
                        "recepisse-" + registration.registrationNumber().digits() + ".pdf", MediaType.APPLICATION_PDF)
                .body(receipts.receipt(registration, LocaleContextHolder.getLocale()));
    }

    @Access(CONSUMER)
    @GetMapping("/espace/numeros/{id}/retrait")
    String withdrawal(SignedIn.Consumer who, @PathVariable("id") UUID id, Model model) {
        Registration registration = consumers.registration(who.id(), id);
        PhoneNumber number = registration.number();
        if (!registration.alive() || number == null) {
            return "redirect:/espace/numeros/" + id;
        }
        model.addAttribute("number", number.spelled());
        model.addAttribute("id", id);
        return "consumer/withdraw";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/numeros/{id}/retrait")
    String withdraw(SignedIn.Consumer who, @PathVariable("id") UUID id, Browser browser, NextPage next) {
        Registration ended;
        try {
            ended = consumers.withdraw(who.id(), id, browser.address());
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof ConsumerRefusal.TooManyActs limit) {
                // With its code it can be withdrawn at once.
                return toCode(id, limit, next);
            }
            throw refused;
        }
        PhoneNumber number = ended.number();
        next.done("consumer.withdraw.done." + effect(ended), number == null ? "" : number.spelled());
        return "redirect:/espace";
    }

    /** What became of the number: told for sure to the person who proved it, for else it tells of another person's registration. */
    private String effect(Registration ended) {
        return ended.provedAt() == null ? "unsure" : consumers.isKeptElsewhere(ended) ? "kept" : "off";
    }

    /** The page of the code, with the limit of the day that leads to it, if one does. */
    static String toCode(UUID subject, ConsumerRefusal.@Nullable TooManyActs limit, NextPage next) {
        if (limit != null) {
            next.show("limit", limit.code());
        }
        return "redirect:/espace/numeros/" + subject + "/code";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/numeros/{id}/code")
    String asksCode(SignedIn.Consumer who, @PathVariable("id") UUID id, Model model) {
        model.addAttribute("form", new NumberCodeForm("", consumers.wantsOlderWithdrawn(who.id(), id)));
        return code(who, id, model);
    }

    private String code(SignedIn.Consumer who, UUID id, Model model) {
        model.addAttribute("number", codes.number(who.id(), id).spelled());
        model.addAttribute("id", id);
        model.addAttribute(
                "required",
                consumers.space(who.id()).waiting().stream()
                        .anyMatch(request -> request.id().equals(id)));
        return "consumer/code";
    }

    @Access(CONSUMER)
    @GetMapping("/espace/numeros/{id}/code/envoi")
    String codeAgain(@PathVariable("id") UUID id) {
        return "redirect:/espace/numeros/" + id + "/code";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/numeros/{id}/code/envoi")
    String sendCode(
            SignedIn.Consumer who,
            @PathVariable("id") UUID id,
            @RequestParam("canal") Channel channel,
            SentForm<NumberCodeForm> sent,
            NextPage next) {
        try {
            codes.send(who.id(), id, channel);
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "code");
            return code(who, id, sent.model());
        }
        next.done("consumer.code.sent");
        return "redirect:/espace/numeros/" + id + "/code";
    }

    @Access(CONSUMER)
    @PostMapping("/espace/numeros/{id}/code")
    String enterCode(SignedIn.Consumer who, @PathVariable("id") UUID id, SentForm<NumberCodeForm> sent, NextPage next) {
        NumberCodeForm form = sent.form();
        Confirmations.Entered entered;
        try {
            entered = confirmations.enter(who.id(), id, form.code(), form.older());
        } catch (RefusedException refused) {
            Refusals.show(refused, sent, "code");
            return code(who, id, sent.model());
        }
        Registration registration = entered.registration();
        next.done(registration.id().equals(id) ? "consumer.receipt.proved" : "consumer.receipt.done");
        if (entered.older() instanceof Confirmations.Withdrawn withdrawn) {
            next.done("consent.withdrawn.all", withdrawn.count());
        }
        return "redirect:/espace/numeros/" + registration.id();
    }
}
