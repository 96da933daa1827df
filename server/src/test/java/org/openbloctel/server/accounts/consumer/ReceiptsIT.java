package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.OppositionRules;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.accounts.consumer.RegistrationNumber;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.document.Conformance;
import org.springframework.context.i18n.LocaleContextHolder;

/** The receipt as a PDF says what the law wants it to say, and conforms. */
final class ReceiptsIT {
    @Test
    void receiptSaysNumberHourEffectAndTermInBothLanguages() throws Exception {
        Registration registration = new Registration(
                UUID.randomUUID(),
                new RegistrationNumber("482109375514"),
                new PhoneNumber(33_639_980_001L),
                Instant.parse("2026-11-24T14:05:00Z"),
                LocalDate.of(2026, 12, 24),
                LocalDate.of(2029, 11, 24),
                OppositionRules.Renewal.TACIT,
                LocalDate.of(2029, 8, 24),
                null,
                null);
        try (ServerFixture server = ServerFixture.start()) {
            for (Locale locale : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
                LocaleContextHolder.setLocale(locale);
                byte[] pdf = server.bean(Receipts.class).receipt(registration, locale);
                Conformance.assertConforms(pdf);
                try (PDDocument document = Loader.loadPDF(pdf)) {
                    assertThat(new PDFTextStripper().getText(document))
                            .contains("06\u00a039\u00a098\u00a000\u00a001", "482\u00a0109\u00a0375\u00a0514", "2029")
                            .contains("/verifier-mon-inscription")
                            .contains(
                                    locale.equals(Locale.FRENCH)
                                            ? "24\u00a0novembre 2026 à\u00a015\u00a0h\u00a005"
                                            : "24\u00a0November 2026 at\u00a015:05");
                }
            }
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }
}
