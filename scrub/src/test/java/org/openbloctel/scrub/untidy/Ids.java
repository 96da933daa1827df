package org.openbloctel.scrub.untidy;

import java.math.BigInteger;
import java.util.SplittableRandom;

/** Digits that are no phone numbers, with the sums that they have in real files. */
public final class Ids {
    private final SplittableRandom random;

    /** Ids of this random. */
    public Ids(SplittableRandom random) {
        this.random = random;
    }

    /** So many digits. */
    public String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** Two digits, from {@code least} to {@code most}. */
    public String two(int least, int most) {
        return "%02d".formatted(random.nextInt(least, most + 1));
    }

    /** A SIRET: the SIREN in it has its sum, too. */
    public String siret() {
        return luhn(luhn(digits(8)) + digits(4));
    }

    /** The digits, and the one behind them that makes their sum by Luhn right. */
    public static String luhn(String digits) {
        return digits + (10 - sum(digits + "0") % 10) % 10;
    }

    /** Whether the sum by Luhn is right. */
    public static boolean isLuhn(String digits) {
        return sum(digits) % 10 == 0;
    }

    private static int sum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(digits.length() - 1 - i) - '0') * (1 + i % 2);
            sum += digit / 10 + digit % 10;
        }
        return sum;
    }

    /** An IBAN of a country, such as {@code FR}. */
    public static String iban(String country, String account) {
        String letters =
                country.chars().mapToObj(c -> Integer.toString(c - 'A' + 10)).reduce("", String::concat);
        int rest = new BigInteger(account + letters + "00")
                .mod(BigInteger.valueOf(97))
                .intValue();
        return country + "%02d".formatted(98 - rest) + account;
    }
}
