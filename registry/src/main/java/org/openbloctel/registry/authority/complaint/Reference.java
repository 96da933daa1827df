package org.openbloctel.registry.authority.complaint;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The name of a complaint for people: nine random symbols and one that checks them, 23⁹ or some 10¹² of them, so that none is guessed. It
 * opens nothing by itself. The symbols are digits and letters that are not mistaken for each other, spoken or written; their number is a
 * prime, so that the check finds every wrong symbol and every two that were swapped.
 *
 * @param symbols ten, without dashes
 */
public record Reference(String symbols) {
    private static final String ALPHABET = "23456789ACEFHJKLMNPRTXY";
    private static final int LENGTH = 10;
    private static final int GROUP = 3;

    static Reference random(RandomGenerator random) {
        StringBuilder symbols = new StringBuilder(LENGTH);
        while (symbols.length() < LENGTH - 1) {
            symbols.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        int sum = sum(symbols);
        int size = ALPHABET.length();
        return new Reference(
                symbols.append(ALPHABET.charAt((size - sum % size) % size)).toString());
    }

    /** Reads what a person typed; empty when it is none. */
    public static Optional<Reference> read(String typed) {
        String symbols = typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
        boolean known = symbols.length() == LENGTH && symbols.chars().allMatch(one -> ALPHABET.indexOf(one) >= 0);
        return known && sum(symbols) % ALPHABET.length() == 0 ? Optional.of(new Reference(symbols)) : Optional.empty();
    }

    /** Each symbol weighs its place, the last one 1. */
    private static int sum(CharSequence symbols) {
        int sum = 0;
        for (int i = 0; i < symbols.length(); i++) {
            sum += (LENGTH - i) * ALPHABET.indexOf(symbols.charAt(i));
        }
        return sum;
    }

    /** In groups, as it is read out. */
    public String spelled() {
        return symbols.substring(0, GROUP) + "-" + symbols.substring(GROUP, 2 * GROUP) + "-"
                + symbols.substring(2 * GROUP);
    }

    @Override
    public String toString() {
        return spelled();
    }
}
