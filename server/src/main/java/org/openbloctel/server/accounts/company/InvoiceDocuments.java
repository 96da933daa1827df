package org.openbloctel.server.accounts.company;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.registry.accounts.company.CompanyNumber;
import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Payments;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Invoices as PDF: in French, the law's words, for all readers; dated by the day of issue, so that the same invoice gives the
 * same bytes. Thread-safe.
 */
@Component
record InvoiceDocuments(Documents documents, MessageSource texts, Formats formats) {
    byte[] pdf(Invoice invoice, Payments.Instructions payment) {
        Map<String, String> labels = new HashMap<>();
        for (Invoice.Line line : invoice.lines()) {
            labels.put(line.label(), label(line.label()));
        }
        Map<String, Object> model = Map.of(
                "invoice", invoice,
                "siren", CompanyNumber.spaced(invoice.buyerSiren()),
                "labels", labels,
                "payment", payment,
                "transfer", payment instanceof Payments.Instructions.Transfer,
                "formats", formats);
        LocaleContext reader = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(Locale.FRENCH);
        try {
            return documents.pdf(
                    "company/invoice-document",
                    Locale.FRENCH,
                    model,
                    LegalCalendar.startOf(invoice.issuedOn()),
                    List.of());
        } finally {
            LocaleContextHolder.setLocaleContext(reader);
        }
    }

    /** {@code plan medium}, {@code signup-fee}, {@code credit 2026-000001}, {@code upgrade large 182/365}: a key, and its subject. */
    private String label(String code) {
        String[] words = code.split("[ /]", -1);
        String key = "company.invoice.line." + words[0];
        return switch (words[0]) {
            case "plan" -> text(key, text("company.plan." + words[1]));
            case "upgrade", "rest" -> text(key, text("company.plan." + words[1]), words[2], words[3]);
            default -> text(key, words.length > 1 ? words[1] : "");
        };
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.FRENCH);
    }
}
