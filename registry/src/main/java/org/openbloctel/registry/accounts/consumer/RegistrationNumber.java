package org.openbloctel.registry.accounts.consumer;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a consumer names a registration by, over the telephone too: twelve digits, the last a check digit that finds every single
 * wrong digit and every swap of neighbours (Damm). Random, so that it tells nothing and is not guessed.
 *
 * @param digits twelve digits, the first not 0
 */
public record RegistrationNumber(String digits) {
    private static final int LENGTH = 12;

    /** The quasigroup of order 10 of H. M. Damm's thesis (2004), totally anti-symmetric. */
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
    };

    /** A new one. */
    static RegistrationNumber random(RandomGenerator random) {
        StringBuilder digits = new StringBuilder(LENGTH).append(random.nextInt(1, 10));
        while (digits.length() < LENGTH - 1) {
            digits.append(random.nextInt(10));
        }
        return new RegistrationNumber(digits.append(check(digits)).toString());
    }

    /** Reads what a person typed, with blanks, dots and dashes anywhere; empty when the check digit does not fit. */
    public static Optional<RegistrationNumber> read(String typed) {
        String digits = typed.replaceAll("[\\s\\u00a0\\u202f.-]", "");
        return digits.matches("[1-9][0-9]{11}") && check(digits) == 0
                ? Optional.of(new RegistrationNumber(digits))
                : Optional.empty();
    }

    /** In threes with no-break spaces, as it is read out. */
    public String spelled() {
        return digits.replaceAll("(\\d{3})(?=\\d)", "$1\u00a0");
    }

    private static int check(CharSequence digits) {
        int interim = 0;
        for (int i = 0; i < digits.length(); i++) {
            interim = DAMM[interim][digits.charAt(i) - '0'];
        }
        return interim;
    }

    @Override
    public String toString() {
        return spelled();
    }
}
