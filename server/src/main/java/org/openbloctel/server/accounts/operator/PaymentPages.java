package org.openbloctel.server.accounts.operator;

import static java.util.Objects.requireNonNullElse;
import static org.openbloctel.server.platform.access.Access.Caller.STAFF;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.operator.Decision;
import org.openbloctel.registry.accounts.operator.FourEyes;
import org.openbloctel.registry.accounts.operator.Shown;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.accounts.operator.OperatorConfiguration.OperatorSettings;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
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
import org.springframework.web.bind.annotation.RequestParam;

/** Payments: what is awaited, what came. */
@Controller
record PaymentPages(
        Invoices invoices,
        FourEyes fourEyes,
        AccountShown.Decisions decisions,
        OperatorSettings operator,
        InstantSource clock) {
    private static final int LATEST = 20;

    private static final int CENTS = 100;

    @Access(STAFF)
    @GetMapping("/operateur/paiements")
    String list(Model model) {
        model.addAttribute("open", invoices.open());
        model.addAttribute("paid", invoices.paid(LATEST));
        model.addAttribute("today", LegalCalendar.today(clock));
        return "operator/payments";
    }

    @Access(STAFF)
    @GetMapping("/operateur/paiements/{number}")
    String one(@PathVariable String number, @ModelAttribute("form") PaymentForm form, Model model) {
        model.addAttribute("form", new PaymentForm(LegalCalendar.today(clock).toString(), form.reference()));
        return page(number, model);
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/paiements/{number}")
    String paid(
            SignedIn.Staff who,
            @PathVariable String number,
            @RequestParam(defaultValue = "") String digest,
            SentForm<PaymentForm> sent,
            NextPage next) {
        boolean done;
        try {
            done = note(invoices.find(read(number)), sent.form(), digest, who);
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof CompanyRefusal.InvoiceSettled
                    || refused.refusal() instanceof AccessRefusal.OtherPersonNeeded
                    || refused.refusal() instanceof AccessRefusal.DecisionChanged) {
                // About the page, and no field of it.
                throw refused;
            }
            sent.refuse(refused, "reference");
            return page(number, sent.model());
        }
        if (!done) {
            next.done("operator.four-eyes.asked");
            return "redirect:/operateur/paiements/" + number;
        }
        next.done("operator.payments.noted", number);
        return "redirect:/operateur/paiements";
    }

    /** A large payment is noted by the second person, who types what the bank says once more. */
    private boolean note(Invoice invoice, PaymentForm form, String digest, SignedIn.Staff who) {
        LocalDate day = day(form);
        String reference = reference(form);
        Runnable noted = () -> invoices.paid(invoice.number(), day, "transfer", reference, who.actor());
        if (!isLarge(invoice) || !invoice.open()) {
            noted.run();
            return true;
        }
        String said = day + " " + reference;
        return fourEyes.agree(matter(invoice), digest, said, said, who.id(), noted);
    }

    private FourEyes.Matter matter(Invoice invoice) {
        return new FourEyes.Matter(
                Decision.Kind.PAYMENT,
                subject(invoice),
                () -> Shown.NOTHING.with("invoice", invoices.find(invoice.number())));
    }

    private boolean isLarge(Invoice invoice) {
        return invoice.grossCents() >= (long) operator.twoPeopleFromEuros() * CENTS;
    }

    /** Decisions are about ids; an invoice has a number. */
    private static UUID subject(Invoice invoice) {
        return UUID.nameUUIDFromBytes(("invoice:" + invoice.number()).getBytes(StandardCharsets.UTF_8));
    }

    @Access(value = STAFF, stepUp = true)
    @PostMapping("/operateur/paiements/{number}/avoir")
    String credit(SignedIn.Staff who, @PathVariable String number, NextPage next) {
        Invoice invoice = invoices.find(read(number));
        fourEyes.decide(Decision.Kind.PAYMENT, subject(invoice), () -> invoices.credit(invoice.number(), who.actor()));
        next.done("operator.payments.credited", number);
        return "redirect:/operateur/paiements";
    }

    private String page(String number, Model model) {
        Invoice invoice = invoices.find(read(number));
        model.addAttribute("invoice", invoice);
        model.addAttribute("large", isLarge(invoice));
        model.addAttribute("twoPeople", fourEyes.required());
        model.addAttribute("fromCents", (long) operator.twoPeopleFromEuros() * CENTS);
        model.addAttribute("asked", decisions.waiting(matter(invoice)));
        return "operator/payment";
    }

    private LocalDate day(PaymentForm form) {
        LocalDate day = TypedFields.day("receivedOn", form.receivedOn());
        if (day.isAfter(LegalCalendar.today(clock))) {
            throw new RefusedException(new RequestRefusal.UnreadableField("receivedOn"));
        }
        return day;
    }

    private static String reference(PaymentForm form) {
        String reference = form.reference().strip();
        if (reference.isEmpty() || reference.length() > 140) {
            throw new RefusedException(new RequestRefusal.UnreadableField("reference"));
        }
        return reference;
    }

    private static Invoice.Serial read(String number) {
        return Invoice.Serial.parse(number)
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
    }

    /** A payment, as typed. */
    record PaymentForm(String receivedOn, String reference) implements KeptForm {
        PaymentForm {
            receivedOn = requireNonNullElse(receivedOn, "");
            reference = requireNonNullElse(reference, "");
        }
    }
}
