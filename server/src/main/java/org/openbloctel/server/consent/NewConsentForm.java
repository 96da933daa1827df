package org.openbloctel.server.consent;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.consent.ImportColumn;
import org.openbloctel.server.web.SentFields;

/**
 * One consent, as a member types it, with its fields on the page. What a line of a file would hold is {@link #line}: both are read and
 * judged in one place.
 */
record NewConsentForm(
        String reference,
        String number,
        String givenAt,
        String until,
        String principal,
        String thirdParties,
        String goods,
        List<String> sectors,
        String text,
        String channel,
        Boolean positiveAct,
        Boolean withdrawalExplained,
        Boolean proofOffered,
        String evidence) {
    private static final Pattern DIGEST = Pattern.compile("(?i)(?:sha256:)?([0-9a-f]{64})");
    private static final String YES = "true";

    NewConsentForm {
        reference = requireNonNullElse(reference, "");
        number = requireNonNullElse(number, "");
        givenAt = requireNonNullElse(givenAt, "");
        until = requireNonNullElse(until, "");
        principal = requireNonNullElse(principal, "");
        thirdParties = requireNonNullElse(thirdParties, "");
        goods = requireNonNullElse(goods, "");
        sectors = List.copyOf(requireNonNullElse(sectors, List.of()));
        text = requireNonNullElse(text, "");
        channel = requireNonNullElse(channel, "");
        positiveAct = requireNonNullElse(positiveAct, false);
        withdrawalExplained = requireNonNullElse(withdrawalExplained, false);
        proofOffered = requireNonNullElse(proofOffered, false);
        evidence = requireNonNullElse(evidence, "");
    }

    static NewConsentForm of(SentFields sent) {
        return new NewConsentForm(
                text(sent, ImportColumn.REFERENCE),
                text(sent, ImportColumn.NUMBER),
                text(sent, ImportColumn.GIVEN_AT),
                text(sent, ImportColumn.UNTIL),
                text(sent, ImportColumn.PRINCIPAL),
                text(sent, ImportColumn.THIRD_PARTIES),
                text(sent, ImportColumn.GOODS),
                sent.all(ImportColumn.SECTORS.field()),
                text(sent, ImportColumn.TEXT),
                text(sent, ImportColumn.CHANNEL),
                text(sent, ImportColumn.POSITIVE_ACT).equals(YES),
                text(sent, ImportColumn.WITHDRAWAL_EXPLAINED).equals(YES),
                text(sent, ImportColumn.PROOF_OFFERED).equals(YES),
                text(sent, ImportColumn.EVIDENCE));
    }

    private static String text(SentFields sent, ImportColumn column) {
        return sent.last(column.field()).strip();
    }

    /** With nothing but the company's name for it. */
    static NewConsentForm named(String reference) {
        SentFields sent = new SentFields();
        sent.add(ImportColumn.REFERENCE.field(), reference);
        return of(sent);
    }

    /** What a line of a file would say. A day or time that cannot be read stays as it was typed, to be refused by the judge. */
    Map<ImportColumn, String> line() {
        Map<ImportColumn, String> line = new EnumMap<>(ImportColumn.class);
        line.put(ImportColumn.REFERENCE, reference);
        line.put(ImportColumn.NUMBER, number);
        line.put(ImportColumn.GIVEN_AT, instant(givenAt));
        line.put(ImportColumn.UNTIL, endOf(until));
        line.put(ImportColumn.PRINCIPAL, principal);
        line.put(ImportColumn.THIRD_PARTIES, thirdParties);
        line.put(ImportColumn.GOODS, goods);
        line.put(ImportColumn.SECTORS, String.join(",", sectors));
        line.put(ImportColumn.TEXT, text);
        line.put(ImportColumn.CHANNEL, channel);
        line.put(ImportColumn.POSITIVE_ACT, positiveAct ? YES : "");
        line.put(ImportColumn.WITHDRAWAL_EXPLAINED, withdrawalExplained ? YES : "");
        line.put(ImportColumn.PROOF_OFFERED, proofOffered ? YES : "");
        line.put(ImportColumn.EVIDENCE, digest());
        return line;
    }

    /** A time on the clocks of France, with its zone. */
    private static String instant(String written) {
        try {
            return LocalDateTime.parse(written)
                    .atZone(LegalCalendar.ZONE)
                    .toInstant()
                    .toString();
        } catch (DateTimeException e) {
            return written;
        }
    }

    /** The first instant that is not on the last day any more. */
    private static String endOf(String written) {
        try {
            return LegalCalendar.startOf(LocalDate.parse(written).plusDays(1)).toString();
        } catch (DateTimeException e) {
            return written;
        }
    }

    /** The digest as it is kept, where it is one: people copy it without its prefix, and in capitals. */
    String digest() {
        Matcher found = DIGEST.matcher(evidence);
        return found.matches() ? "sha256:" + found.group(1).toLowerCase(Locale.ROOT) : evidence;
    }

    /** The file itself is not kept in the form; what is wrong with it is shown beside its field. */
    public String getFile() {
        return "";
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "NewConsentForm";
    }
}
