package org.openbloctel.registry.accounts.credential;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.Dictionary;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * What a password must be, after the CNIL's recommendation (deliberation 2022-100) and the ANSSI's guide: twelve characters of
 * three kinds, or twenty of any kind; none that everybody guesses first; no change by date, no upper limit that a person would meet.
 */
final class PasswordRules {
    /** The least length of a password of several kinds of characters. */
    static final int MIN_LENGTH = 12;
    /** From this length on a password needs no several kinds: a phrase. */
    static final int PHRASE = 20;

    static final int MAX_LENGTH = 200;
    private static final int KINDS = 3;
    private static final int DISTINCT = 6;
    private static final int PERSONAL = 4;

    /** What is left of much used French and English passwords without digits and signs; {@link GuessedPasswords} has the world's. */
    private static final Set<String> COMMON = Set.of(
            "",
            "password",
            "passwordpassword",
            "motdepasse",
            "motdepassemotdepasse",
            "azerty",
            "azertyuiop",
            "azertyazerty",
            "qwerty",
            "qwertyuiop",
            "qwertyqwerty",
            "qwertz",
            "bonjour",
            "bonjourbonjour",
            "bienvenue",
            "welcome",
            "soleil",
            "doudou",
            "loulou",
            "chouchou",
            "marseille",
            "paris",
            "france",
            "admin",
            "administrateur",
            "administrator",
            "secret",
            "iloveyou",
            "jetaime",
            "letmein",
            "abcdefghijkl",
            "abcdef",
            "abc",
            "openbloctel",
            "bloctel",
            "changeme",
            "changezmoi",
            "test",
            "demo");

    private PasswordRules() {}

    /** Refuses a password that is too weak, naming the rule it breaks. */
    static void check(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw weak("length");
        }
        if (length < PHRASE && kinds(password) < KINDS) {
            throw weak("kinds");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.codePoints().distinct().count() < DISTINCT || COMMON.contains(lower.replaceAll("[^a-z]", ""))) {
            throw weak("common");
        }
        String name = email.substring(0, Math.max(0, email.indexOf('@')));
        if (name.length() >= PERSONAL && lower.contains(name)) {
            throw weak("personal");
        }
        if (GuessedPasswords.contains(password)) {
            throw weak("common");
        }
    }

    private static int kinds(String password) {
        int kinds = 0;
        kinds += password.codePoints().anyMatch(Character::isLowerCase) ? 1 : 0;
        kinds += password.codePoints().anyMatch(Character::isUpperCase) ? 1 : 0;
        kinds += password.codePoints().anyMatch(Character::isDigit) ? 1 : 0;
        kinds += password.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c)) ? 1 : 0;
        return kinds;
    }

    private static RefusedException weak(String rule) {
        return new RefusedException(new AccessRefusal.WeakPassword(rule));
    }

    /**
     * Passwords that are guessed early, though they keep the rules: the most used ones, and what people make of them to meet a rule
     * ({@code Dragon2024!}). nbvcxz brings the 100,000 most used passwords, and estimates how many guesses come before one. Thread-safe.
     */
    static final class GuessedPasswords {
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
                    .anyMatch(words ->
                            words.containsKey(password) || words.containsKey(password.toLowerCase(Locale.ROOT)))) {
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
}
