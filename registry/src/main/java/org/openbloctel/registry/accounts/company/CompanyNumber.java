package org.openbloctel.registry.accounts.company;

import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Which company, as INSEE numbers it: the SIREN of nine digits, and the SIRET of fourteen when one establishment was named.
 * Both end in a check digit (Luhn); only establishments of La Poste have digits that sum to a multiple of five instead.
 *
 * @param siren nine digits
 * @param siret fourteen digits that begin with the SIREN, or null
 */
public record CompanyNumber(String siren, @Nullable String siret) {
    private static final String LA_POSTE = "356000000";
    private static final int SIREN = 9;
    private static final int SIRET = 14;

    /** Reads a SIREN or SIRET as people type them, with blanks, dots or dashes; refused when the digits do not fit together. */
    public static CompanyNumber of(String typed) {
        String digits = digits(typed);
        if (!digits.matches("[0-9]{9}|[0-9]{14}") || digits.matches("0+")) {
            throw wrong();
        }
        String siren = digits.substring(0, SIREN);
        boolean fits = luhn(siren) && (digits.length() < SIRET || luhn(digits) || ofLaPoste(digits));
        if (!fits) {
            throw wrong();
        }
        return new CompanyNumber(siren, digits.length() == SIRET ? digits : null);
    }

    /** A number without the blanks, dots and dashes that people type, and those that pages show it with. */
    public static String digits(String typed) {
        return typed.replaceAll("[\\s\\u00a0\\u202f.\\-]", "");
    }

    /** As it is written: {@code 356 000 000}. */
    public String spaced() {
        return spaced(siren);
    }

    /** A SIREN as it is written. */
    public static String spaced(String siren) {
        return siren.substring(0, 3) + "\u00a0" + siren.substring(3, 6) + "\u00a0" + siren.substring(6);
    }

    private static boolean ofLaPoste(String siret) {
        return siret.startsWith(LA_POSTE) && siret.chars().map(c -> c - '0').sum() % 5 == 0;
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    private static RefusedException wrong() {
        return new RefusedException(new CompanyRefusal.WrongSiren());
    }
}
