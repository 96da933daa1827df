package org.openbloctel.server.certificate;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.WrittenDates;
import org.openbloctel.registry.certificate.Issued;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A certificate in the words and figures of one language. Read from the signed content itself, so that page and PDF show what
 * was signed and nothing else. Immutable.
 *
 * @param id its id
 * @param issuer the service's name
 * @param address where anyone can verify it
 * @param issuedAt when, in Paris
 * @param validUntil the last day its check is good for
 * @param submittedBy who gave the file
 * @param principal for whom
 * @param ownAccount whether these are the same company
 * @param campaign the campaign's name
 * @param input the call file
 * @param outputs the returned files
 * @param scope {@code list} or {@code law}; a certificate of format 1 was about the list
 * @param counts rows, callable, opposed, forbidden, unchecked
 * @param list by which list
 * @param article of the law
 * @param law what it meant that day
 * @param rules the rules that were applied, with their articles; empty for the list alone
 */
public record CertificateView(
        String id,
        String issuer,
        String address,
        String issuedAt,
        String validUntil,
        Company submittedBy,
        Company principal,
        boolean ownAccount,
        @Nullable String campaign,
        File input,
        List<File> outputs,
        String scope,
        Counts counts,
        OppositionList list,
        String article,
        String law,
        List<String> rules) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SIREN_GROUP = 3;

    /** A company: name, and its SIREN in groups of three. */
    public record Company(String name, String siren) {}

    /** A file: what kind of returned file ({@code input} for the call file), its name, its SHA-256 in hexadecimal. */
    public record File(String kind, String name, String digest) {}

    /** Counts of lines, as written. */
    public record Counts(String rows, String callable, String opposed, String forbidden, String unchecked) {}

    /** Whether the law of the day was asked, and not the list alone. */
    public boolean isByLaw() {
        return scope.equals("law");
    }

    /** What a kind of file is called: who is not on a list may still not be callable. */
    public String named(String kind) {
        return kind.equals("callable") && !isByLaw() ? "not-listed" : kind;
    }

    /** The list: its revision, how many numbers, its digest, its time. */
    public record OppositionList(String revision, String numbers, String digest, String time) {}

    /** What was signed, for a reader of this language. */
    public static CertificateView of(Issued issued, Locale locale) {
        JsonNode content = JSON.readTree(issued.json());
        Writer write = new Writer(locale);
        Company submittedBy = company(content.path("submittedBy"));
        Company principal = company(content.path("principal"));
        JsonNode list = content.path("list");
        JsonNode law = content.path("law");
        JsonNode campaign = content.path("campaign");
        List<File> outputs = new ArrayList<>();
        content.path("outputs")
                .forEach(output -> outputs.add(file(output.path("kind").asString(), output)));
        return new CertificateView(
                content.path("id").asString(),
                content.path("issuer").path("name").asString(),
                content.path("issuer").path("url").asString() + "/verifier/" + issued.id(),
                write.time(Instant.parse(content.path("issuedAt").asString())),
                write.day(LocalDate.parse(content.path("validUntil").asString())),
                submittedBy,
                principal,
                submittedBy.equals(principal),
                campaign.isNull() ? null : campaign.asString(),
                file("input", content.path("input")),
                List.copyOf(outputs),
                content.path("scope").asString("list"),
                counts(content.path("counts"), write),
                new OppositionList(
                        write.number(list.path("revision").asLong()),
                        write.number(list.path("numbers").asLong()),
                        hexadecimal(list.path("digest")),
                        write.time(Instant.parse(list.path("time").asString()))),
                law.path("article").asString(),
                law.path("text").path(write.french() ? "fr" : "en").asString(),
                rules(law.path("rules"), write));
    }

    private static List<String> rules(JsonNode rules, Writer write) {
        List<String> texts = new ArrayList<>();
        rules.forEach(rule ->
                texts.add(rule.path("title").path(write.french() ? "fr" : "en").asString() + " ("
                        + rule.path("article").asString() + ")"));
        return List.copyOf(texts);
    }

    private static Company company(JsonNode company) {
        String siren = company.path("siren").asString();
        StringBuilder grouped = new StringBuilder(siren);
        for (int at = SIREN_GROUP; at < grouped.length(); at += SIREN_GROUP + 1) {
            grouped.insert(at, '\u00a0');
        }
        return new Company(company.path("name").asString(), grouped.toString());
    }

    private static File file(String kind, JsonNode file) {
        return new File(kind, file.path("name").asString(), hexadecimal(file.path("sha256")));
    }

    private static Counts counts(JsonNode counts, Writer write) {
        return new Counts(
                write.number(counts.path("rows").asLong()),
                write.number(counts.path("callable").asLong()),
                write.number(counts.path("opposed").asLong()),
                write.number(counts.path("forbidden").asLong(0)),
                write.number(counts.path("unchecked").asLong()));
    }

    private static String hexadecimal(JsonNode digest) {
        return digest.asString().replace("sha256:", "");
    }

    /** Days, hours and numbers as a language writes them. */
    private record Writer(Locale locale) {
        boolean french() {
            return locale.getLanguage().equals("fr");
        }

        String day(LocalDate day) {
            return new WrittenDates(locale).day(day);
        }

        String time(Instant instant) {
            return new WrittenDates(locale).moment(instant);
        }

        String number(long number) {
            return NumberFormat.getIntegerInstance(locale).format(number);
        }
    }
}
