package org.openbloctel.server.calls.consent;

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
import org.openbloctel.registry.calls.consent.ConsentFields;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.SentFields;

/**
 * One consent, as a member types it, with its fields on the page. What a line of a file would hold is {@link #line}: both are read and
 * judged in one place. Its sectors come only from a page of the release before, which has no subjects.
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
        String subject,
        String text,
        String channel,
        Boolean positiveAct,
        Boolean withdrawalExplained,
        Boolean proofOffered,
        String evidence)
        implements KeptForm {
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
        subject = requireNonNullElse(subject, "");
        text = requireNonNullElse(text, "");
        channel = requireNonNullElse(channel, "");
        positiveAct = requireNonNullElse(positiveAct, false);
        withdrawalExplained = requireNonNullElse(withdrawalExplained, false);
        proofOffered = requireNonNullElse(proofOffered, false);
        evidence = requireNonNullElse(evidence, "");
    }

    static NewConsentForm of(SentFields sent) {
        return new NewConsentForm(
                text(sent, ConsentFields.Column.REFERENCE),
                text(sent, ConsentFields.Column.NUMBER),
                text(sent, ConsentFields.Column.GIVEN_AT),
                text(sent, ConsentFields.Column.UNTIL),
                text(sent, ConsentFields.Column.PRINCIPAL),
                text(sent, ConsentFields.Column.THIRD_PARTIES),
                text(sent, ConsentFields.Column.GOODS),
                sent.all(ConsentFields.Column.SECTORS.field()),
                text(sent, ConsentFields.Column.SUBJECT),
                text(sent, ConsentFields.Column.TEXT),
                text(sent, ConsentFields.Column.CHANNEL),
                text(sent, ConsentFields.Column.POSITIVE_ACT).equals(YES),
                text(sent, ConsentFields.Column.WITHDRAWAL_EXPLAINED).equals(YES),
                text(sent, ConsentFields.Column.PROOF_OFFERED).equals(YES),
                text(sent, ConsentFields.Column.EVIDENCE));
    }

    private static String text(SentFields sent, ConsentFields.Column column) {
        return sent.last(column.field()).strip();
    }

    /** With nothing but the company's name for it. */
    static NewConsentForm named(String reference) {
        SentFields sent = new SentFields();
        sent.add(ConsentFields.Column.REFERENCE.field(), reference);
        return of(sent);
    }

    /** What a line of a file would say. A day or time that cannot be read stays as it was typed, to be refused by the judge. */
    Map<ConsentFields.Column, String> line() {
        Map<ConsentFields.Column, String> line = new EnumMap<>(ConsentFields.Column.class);
        line.put(ConsentFields.Column.REFERENCE, reference);
        line.put(ConsentFields.Column.NUMBER, number);
        line.put(ConsentFields.Column.GIVEN_AT, instant(givenAt));
        line.put(ConsentFields.Column.UNTIL, endOf(until));
        line.put(ConsentFields.Column.PRINCIPAL, principal);
        line.put(ConsentFields.Column.THIRD_PARTIES, thirdParties);
        line.put(ConsentFields.Column.GOODS, goods);
        line.put(ConsentFields.Column.SECTORS, String.join(",", sectors));
        line.put(ConsentFields.Column.SUBJECT, subject);
        line.put(ConsentFields.Column.TEXT, text);
        line.put(ConsentFields.Column.CHANNEL, channel);
        line.put(ConsentFields.Column.POSITIVE_ACT, positiveAct ? YES : "");
        line.put(ConsentFields.Column.WITHDRAWAL_EXPLAINED, withdrawalExplained ? YES : "");
        line.put(ConsentFields.Column.PROOF_OFFERED, proofOffered ? YES : "");
        line.put(ConsentFields.Column.EVIDENCE, digest());
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
