package org.openbloctel.server.consent;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.consent.ImportColumn;

/** One consent, as a member types it. What a line of a file would hold is {@link #line}: both are read and judged in one place. */
public final class NewConsentForm {
    private static final Pattern DIGEST = Pattern.compile("(?i)(?:sha256:)?([0-9a-f]{64})");
    private static final String YES = "true";

    private final Map<ImportColumn, String> typed = new EnumMap<>(ImportColumn.class);
    private final List<String> sectors = new ArrayList<>();

    /** Takes a field of a form that is read part by part. */
    void set(String field, String value) {
        if (field.equals("sectors")) {
            sectors.add(value);
        } else {
            for (ImportColumn column : ImportColumn.values()) {
                if (column.field().equals(field)) {
                    typed.put(column, value);
                }
            }
        }
    }

    /** What a line of a file would say. A day or time that cannot be read stays as it was typed, to be refused by the judge. */
    Map<ImportColumn, String> line() {
        Map<ImportColumn, String> line = new EnumMap<>(typed);
        line.put(ImportColumn.SECTORS, String.join(",", sectors));
        line.put(ImportColumn.GIVEN_AT, instant(text(ImportColumn.GIVEN_AT)));
        line.put(ImportColumn.UNTIL, endOf(text(ImportColumn.UNTIL)));
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
        String written = text(ImportColumn.EVIDENCE);
        Matcher found = DIGEST.matcher(written);
        return found.matches() ? "sha256:" + found.group(1).toLowerCase(Locale.ROOT) : written;
    }

    private String text(ImportColumn column) {
        return typed.getOrDefault(column, "").strip();
    }

    /** For the form. */
    public String getReference() {
        return text(ImportColumn.REFERENCE);
    }

    /** For the form. */
    public void setReference(String reference) {
        typed.put(ImportColumn.REFERENCE, reference);
    }

    /** For the form. */
    public String getNumber() {
        return text(ImportColumn.NUMBER);
    }

    /** For the form. */
    public String getGivenAt() {
        return text(ImportColumn.GIVEN_AT);
    }

    /** For the form. */
    public String getUntil() {
        return text(ImportColumn.UNTIL);
    }

    /** For the form. */
    public String getPrincipal() {
        return text(ImportColumn.PRINCIPAL);
    }

    /** For the form. */
    public String getThirdParties() {
        return text(ImportColumn.THIRD_PARTIES);
    }

    /** For the form. */
    public String getGoods() {
        return text(ImportColumn.GOODS);
    }

    /** For the form. */
    public List<String> getSectors() {
        return List.copyOf(sectors);
    }

    /** For the form. */
    public String getText() {
        return text(ImportColumn.TEXT);
    }

    /** For the form. */
    public String getChannel() {
        return text(ImportColumn.CHANNEL);
    }

    /** For the form. */
    public boolean isPositiveAct() {
        return text(ImportColumn.POSITIVE_ACT).equals(YES);
    }

    /** For the form. */
    public boolean isWithdrawalExplained() {
        return text(ImportColumn.WITHDRAWAL_EXPLAINED).equals(YES);
    }

    /** For the form. */
    public boolean isProofOffered() {
        return text(ImportColumn.PROOF_OFFERED).equals(YES);
    }

    /** For the form. */
    public String getEvidence() {
        return text(ImportColumn.EVIDENCE);
    }

    /** For the form: the file itself is not kept in it. */
    public String getFile() {
        return "";
    }
}
