package org.openbloctel.server.operator;

import static org.openbloctel.server.web.Access.Caller.STAFF;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.company.InvoiceNumber;
import org.openbloctel.registry.company.Invoices;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.Access;
import org.openbloctel.server.web.NextPage;
import org.openbloctel.server.web.SentForm;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Payments: what is awaited, what came. */
@Controller
final class PaymentPages {
    private static final int LATEST = 20;

    private final Invoices invoices;
    private final InstantSource clock;

    PaymentPages(Invoices invoices, InstantSource clock) {
        this.invoices = invoices;
        this.clock = clock;
    }

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

    @Access(STAFF)
    @PostMapping("/operateur/paiements/{number}")
    String paid(SignedIn.Staff who, @PathVariable String number, SentForm<PaymentForm> sent, NextPage next) {
        PaymentForm form = sent.form();
        try {
            invoices.paid(read(number), day(form), "transfer", reference(form), who.actor());
        } catch (RefusedException refused) {
            if (refused.refusal() instanceof CompanyRefusal.InvoiceSettled) {
                // The page has no form any more in which it could be shown.
                throw refused;
            }
            sent.refuse(refused, "reference");
            return page(number, sent.model());
        }
        next.done("operator.payments.noted", number);
        return "redirect:/operateur/paiements";
    }

    @Access(STAFF)
    @PostMapping("/operateur/paiements/{number}/avoir")
    String credit(SignedIn.Staff who, @PathVariable String number, NextPage next) {
        invoices.credit(read(number), who.actor());
        next.done("operator.payments.credited", number);
        return "redirect:/operateur/paiements";
    }

    private String page(String number, Model model) {
        model.addAttribute("invoice", invoices.find(read(number)));
        return "operator/payment";
    }

    private LocalDate day(PaymentForm form) {
        try {
            LocalDate day = LegalCalendar.read(form.receivedOn().strip());
            if (!day.isAfter(LegalCalendar.today(clock))) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("receivedOn"));
        }
        throw new RefusedException(new RequestRefusal.UnreadableField("receivedOn"));
    }

    private static String reference(PaymentForm form) {
        String reference = form.reference().strip();
        if (reference.isEmpty() || reference.length() > 140) {
            throw new RefusedException(new RequestRefusal.UnreadableField("reference"));
        }
        return reference;
    }

    private static InvoiceNumber read(String number) {
        return InvoiceNumber.parse(number).orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
    }
}
