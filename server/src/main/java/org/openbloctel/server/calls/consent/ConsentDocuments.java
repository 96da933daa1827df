package org.openbloctel.server.calls.consent;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.consent.GivenConsent;
import org.openbloctel.server.accounts.consumer.ConsentProof;
import org.openbloctel.server.accounts.consumer.Receipts;
import org.openbloctel.server.calls.law.SectorNames;
import org.openbloctel.server.calls.law.SubjectNames;
import org.openbloctel.server.platform.document.Attachment;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The free copy of a consent's proof on a durable medium (R. 223-2): a PDF for people, with the same as JSON inside it for programs.
 * Thread-safe.
 */
@Component
record ConsentDocuments(
        Documents documents, MessageSource texts, Formats formats, SectorNames sectors, SubjectNames subjects) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The proof as a file that the browser keeps. */
    ResponseEntity<byte[]> pdf(GivenConsent given) {
        Locale locale = LocaleContextHolder.getLocale();
        Attachment data = new Attachment(
                "preuve.json",
                "application/json",
                Objects.requireNonNull(texts.getMessage("consent.document.attachment", null, locale)),
                JSON.writeValueAsBytes(ConsentProof.of(given)));
        Subject subject = given.subject();
        byte[] pdf = documents.pdf(
                "consent/document",
                locale,
                Map.ofEntries(
                        Map.entry(
                                "title",
                                Objects.requireNonNull(texts.getMessage("consent.document.title", null, locale))),
                        Map.entry("c", given),
                        Map.entry("given", formats.instant(given.givenAt())),
                        Map.entry("until", formats.instant(given.until())),
                        Map.entry("recorded", formats.instant(given.recordedAt())),
                        Map.entry("withdrawn", text(given.withdrawnAt())),
                        Map.entry("sectors", sectors.of(given.sectors())),
                        Map.entry("subject", subject == null ? "" : subjects.name(subject)),
                        Map.entry("named", text(given.subjectAt())),
                        Map.entry("completed", text(given.completedAt())),
                        Map.entry("confirmed", text(given.confirmedAt()))),
                given.recordedAt(),
                List.of(data));
        return Receipts.download("preuve-" + given.id() + ".pdf", MediaType.APPLICATION_PDF)
                .body(pdf);
    }

    private String text(@Nullable Instant at) {
        return at == null ? "" : formats.instant(at);
    }
}
