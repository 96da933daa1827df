package org.openbloctel.registry.accounts.credential;

import java.util.Locale;
import java.util.Set;
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
}
