package org.openbloctel.registry.company;

import java.util.Locale;
import java.util.Optional;

/**
 * The number of an invoice or credit note: no two are alike, none is missing.
 *
 * @param year the year it was issued in
 * @param number from 1 in each year
 */
public record InvoiceNumber(int year, int number) {
    /** Reads {@code 2026-000001}. */
    public static Optional<InvoiceNumber> parse(String text) {
        return text.matches("\\d{4}-\\d{6,9}")
                ? Optional.of(new InvoiceNumber(
                        Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, text.length(), 10)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d-%06d", year, number);
    }
}
