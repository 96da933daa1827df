package org.openbloctel.server.accounts.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.PaperRegistrations;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Receipts and letters as PDF. Thread-safe. */
@Component
public final class Receipts {
    /** Where a registration is checked by its number. */
    private static final String CHECK = "/verifier-mon-inscription";

    private final Documents documents;
    private final MessageSource texts;
    private final Formats formats;
    private final ConsumerSettings settings;

    Receipts(Documents documents, MessageSource texts, Formats formats, ConsumerSettings settings) {
        this.documents = documents;
        this.texts = texts;
        this.formats = formats;
        this.settings = settings;
    }

    /**
     * One registration as a document shows it.
     *
     * @param number the phone number, for its owner
     * @param registrationNumber in threes
     * @param alive whether the number is on the list
     */
    public record Line(String number, String registrationNumber, Dates dates, boolean alive) {}

    /**
     * The dates of a registration.
     *
     * @param registered day and hour
     * @param effective a day
     * @param ends a day
     * @param ended day and hour, or nothing
     */
    public record Dates(String registered, String effective, String ends, String ended) {}

    /** The receipt of a registration, for its consumer. */
    byte[] receipt(Registration registration, Locale locale) {
        String withdraw = say("consumer.document.withdraw.space", locale, settings.portal() + "/espace");
        return document("consumer.document.receipt", Envelope.NONE, List.of(registration), withdraw, locale);
    }

    /** The letter that answers a letter, in the language of its reader, not of the operator who prints it. */
    byte[] letter(PaperRegistrations.Outgoing letter) {
        Locale locale = letter.consumer().locale();
        Locale here = LocaleContextHolder.getLocale();
        try {
            LocaleContextHolder.setLocale(locale);
            return document(
                    switch (letter.kind()) {
                        case "RECEIPT" -> "consumer.document.receipt";
                        case "RENEWAL_NOTICE" -> "consumer.document.renewal";
                        case "WITHDRAWAL" -> "consumer.document.withdrawal";
                        default -> throw new IllegalArgumentException(letter.kind());
                    },
                    new Envelope(
                            address(letter.consumer().name(), letter.consumer().postalAddress()), letter.reference()),
                    letter.registrations(),
                    say("consumer.document.withdraw.letter", locale),
                    locale);
        } finally {
            LocaleContextHolder.setLocale(here);
        }
    }

    /** Where a letter goes, and the reference of the one that it answers. */
    private record Envelope(List<String> address, String reference) {
        static final Envelope NONE = new Envelope(List.of(), "");
    }

    private byte[] document(
            String kind, Envelope envelope, List<Registration> registrations, String withdraw, Locale locale) {
        List<Line> lines = registrations.stream().map(this::line).toList();
        return documents.pdf(
                "consumer/document",
                locale,
                Map.of(
                        "title",
                        say(kind, locale),
                        "text",
                        say(kind + ".text", locale),
                        "address",
                        envelope.address(),
                        "reference",
                        envelope.reference(),
                        "registrations",
                        lines,
                        "living",
                        lines.stream().anyMatch(Line::alive),
                        "withdraw",
                        withdraw,
                        "check",
                        say("consumer.document.check", locale, settings.portal() + CHECK)));
    }

    private Line line(Registration registration) {
        PhoneNumber number = registration.number();
        Registration.End end = registration.end();
        return new Line(
                number == null ? "" : number.spelled(),
                registration.registrationNumber().spelled(),
                new Dates(
                        formats.instant(registration.registeredAt()),
                        formats.day(registration.effectiveOn()),
                        formats.day(registration.endsOn()),
                        end == null ? "" : formats.instant(end.at())),
                registration.alive());
    }

    private static List<String> address(@Nullable String name, @Nullable String postalAddress) {
        List<String> lines = new ArrayList<>();
        if (name != null) {
            lines.add(name);
        }
        if (postalAddress != null) {
            postalAddress.lines().map(String::strip).forEach(lines::add);
        }
        return lines;
    }

    private String say(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(texts.getMessage(key, arguments, locale));
    }

    /** A file that the browser keeps instead of showing, and that no cache keeps. */
    public static ResponseEntity.BodyBuilder download(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString());
    }
}
