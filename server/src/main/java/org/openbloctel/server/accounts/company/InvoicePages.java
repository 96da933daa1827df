package org.openbloctel.server.accounts.company;

import static org.openbloctel.server.platform.access.Access.Caller.MEMBER;

import org.openbloctel.registry.accounts.company.Invoice;
import org.openbloctel.registry.accounts.company.Invoices;
import org.openbloctel.registry.accounts.company.Payments;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The invoices of a company, as PDF. */
@Controller
record InvoicePages(Invoices invoices, Payments payments, InvoiceDocuments documents) {
    @Access(MEMBER)
    @GetMapping("/pro/factures/{number}")
    ResponseEntity<byte[]> invoice(SignedIn.Member who, @PathVariable String number) {
        Invoice.Serial wanted = Invoice.Serial.parse(number)
                .orElseThrow(() -> new RefusedException(new CompanyRefusal.UnknownInvoice()));
        Invoice invoice = invoices.find(who.company(), wanted);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"facture-" + invoice.number() + ".pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(documents.pdf(invoice, payments.instructions(invoice)));
    }
}
