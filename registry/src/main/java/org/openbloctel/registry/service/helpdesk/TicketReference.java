package org.openbloctel.registry.service.helpdesk;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The name of a ticket for people, some 8 · 10¹⁰ of them. It opens nothing by itself. Its symbols are digits and letters that are not mistaken
 * for each other, spoken or written.
 *
 * @param symbols eight, without prefix and dashes
 */
public record TicketReference(String symbols) {
    static final int LENGTH = 8;

    private static final String ALPHABET = "23456789ACEFHJKLMNPRTXY";
    private static final String PREFIX = "Q";

    static TicketReference random(RandomGenerator random) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        while (symbols.length() < LENGTH) {
            symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new TicketReference(symbols.toString());
    }

    /** Reads what a person typed; empty when it is none. */
    public static Optional<TicketReference> read(String typed) {
        String symbols = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        boolean whole = symbols.length() == PREFIX.length() + LENGTH
                && symbols.startsWith(PREFIX)
                && symbols.chars().skip(PREFIX.length()).allMatch(one -> ALPHABET.indexOf(one) >= 0);
        return whole ? Optional.of(new TicketReference(symbols.substring(PREFIX.length()))) : Optional.empty();
    }

    /** In groups, as it is read out: {@code Q-7K3M-9PXR}. */
    public String spelled() {
        return PREFIX + "-" + symbols.substring(0, LENGTH / 2) + "-" + symbols.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return spelled();
    }
}
