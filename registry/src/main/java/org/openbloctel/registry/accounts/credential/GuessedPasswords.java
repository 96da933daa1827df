package org.openbloctel.registry.accounts.credential;

import java.math.BigDecimal;
import java.util.Locale;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.Dictionary;

/**
 * Passwords that are guessed early, though they keep the rules: the most used ones, and what people make of them to meet a rule
 * ({@code Dragon2024!}). nbvcxz brings the 100,000 most used passwords, and estimates how many guesses come before one. Thread-safe.
 */
final class GuessedPasswords {
    /**
     * A password that needs fewer guesses is refused. Nearly all extended words of the 3,000 most used passwords need fewer; random
     * passwords of twelve characters need 10^11 at least (docs/decisions/0078-guessed-passwords.md).
     */
    private static final BigDecimal FEWEST_GUESSES = BigDecimal.valueOf(1_000_000_000L);

    /** The work grows with the square of the length, and a longer password needs no fewer guesses than its beginning. */
    private static final int LOOKED_AT = 40;

    private GuessedPasswords() {}

    static boolean contains(String password) {
        // As it stands in a dictionary: the estimate counts each capital in its middle as hard to guess.
        if (Loaded.ESTIMATOR.getConfiguration().getDictionaries().stream()
                .map(Dictionary::getDictonary)
                .anyMatch(
                        words -> words.containsKey(password) || words.containsKey(password.toLowerCase(Locale.ROOT)))) {
            return true;
        }
        String beginning = password.length() > LOOKED_AT ? password.substring(0, LOOKED_AT) : password;
        return Loaded.ESTIMATOR.estimate(beginning).getGuesses().compareTo(FEWEST_GUESSES) < 0;
    }

    /** Read when a password is chosen for the first time, not at the start. */
    private static final class Loaded {
        static final Nbvcxz ESTIMATOR = new Nbvcxz();
    }
}
