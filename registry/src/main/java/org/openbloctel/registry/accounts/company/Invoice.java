package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, or a credit note that takes one back. Nothing of it ever changes but whether it is settled.
 *
 * @param number its number
 * @param company who owes it
 * @param issuedOn its day
 * @param dueOn the last day to pay
 * @param seller who issues it: name, address, numbers, as printed
 * @param buyer who owes it: name and address, as printed
 * @param buyerSiren the buyer's SIREN
 * @param lines what for
 * @param netCents the sum of the lines
 * @param vatBasisPoints the rate of VAT: 2000 is 20 %
 * @param vatCents the VAT
 * @param grossCents what is to be paid
 * @param credits the invoice that this credit note takes back, or null
 * @param creditedBy the credit note that takes this invoice back, or null
 * @param paidOn when the money came, or null
 */
public record Invoice(
        Serial number,
        UUID company,
        LocalDate issuedOn,
        LocalDate dueOn,
        String seller,
        String buyer,
        String buyerSiren,
        List<Line> lines,
        long netCents,
        int vatBasisPoints,
        long vatCents,
        long grossCents,
        @Nullable Serial credits,
        @Nullable Serial creditedBy,
        @Nullable LocalDate paidOn) {

    /** Copies the lines. */
    public Invoice {
        lines = List.copyOf(lines);
    }

    /** Whether money is awaited. */
    public boolean open() {
        return credits == null && creditedBy == null && paidOn == null;
    }

    /**
     * One line.
     *
     * @param label what for: {@code plan medium}, {@code signup-fee}, {@code yearly-fee}, {@code credit 2026-000001}, {@code upgrade large 182/365},
     *     {@code rest medium 182/365}
     * @param cents its amount
     */
    public record Line(String label, long cents) {}

    /**
     * Who runs the registry, as its invoices say.
     *
     * @param name its name
     * @param address its address, several lines
     * @param siren its SIREN
     * @param vatNumber its VAT number
     */
    public record Seller(String name, String address, String siren, String vatNumber) {
        String printed() {
            return String.join("\n", name, address, "SIREN " + siren, vatNumber);
        }
    }

    /**
     * The number of an invoice or credit note: no two are alike, none is missing.
     *
     * @param year the year it was issued in
     * @param number from 1 in each year
     */
    public record Serial(int year, int number) {
        /** Reads {@code 2026-000001}. */
        public static Optional<Serial> parse(String text) {
            return text.matches("\\d{4}-\\d{6,9}")
                    ? Optional.of(
                            new Serial(Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, text.length(), 10)))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d-%06d", year, number);
        }
    }
}
