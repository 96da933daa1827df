package org.openbloctel.registry.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.resources.DictionaryUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** A password is long and mixed, or a phrase; and none of those that are tried first. */
@Tag("long")
final class PasswordRulesTest {
    private static final String EMAIL = "dominique@example.org";

    @ParameterizedTest
    @ValueSource(
            strings = {"correct Horse 7", "Vf8!kq2PzLwX", "trois chevaux gris dans un pré", "été-HIVER-2026-neige"})
    void goodOnesPass(String password) {
        assertThatCode(() -> PasswordRules.check(password, EMAIL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Vf8!kq2PzLw, length",
        "aaaaaaaaaaaaB1, common",
        "vfkqpzlwxhtrm, kinds",
        "Password2026!, common",
        "MotDePasse123!, common",
        "Azertyuiop123, common",
        "Dominique-1234, personal"
    })
    void weakOnesAreRefusedByTheRuleTheyBreak(String password, String rule) {
        assertRefused(() -> PasswordRules.check(password, EMAIL), new AccessRefusal.WeakPassword(rule));
    }

    /** V6.2.4 of ASVS: those of the 100,000 most used passwords of nbvcxz that keep our rules as they are. */
    @Test
    void mostUsedPasswordsThatKeepTheRulesAreRefused() {
        List<String> keeping = mostUsed().stream()
                .filter(password -> password.length() >= PasswordRules.MIN_LENGTH)
                .filter(password -> password.length() >= PasswordRules.PHRASE
                        || Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^A-Za-z0-9]")
                                        .filter(kind -> Pattern.compile(kind)
                                                .matcher(password)
                                                .find())
                                        .count()
                                >= 3)
                .toList();
        assertThat(keeping)
                .hasSizeGreaterThan(30)
                .allSatisfy(password -> assertThatThrownBy(() -> PasswordRules.check(password, EMAIL))
                        .as(password)
                        .isInstanceOf(RefusedException.class));
    }

    /** The words among the first 3,000 keep them once they are dressed as people dress them: a few in a thousand pass. */
    @Test
    void mostUsedPasswordsAreRefusedWhenTheyAreDressedToKeepTheRules() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("PasswordRulesTest seed " + seed);
        Random random = new Random(seed);
        List<String> first = mostUsed().subList(0, 3_000).stream()
                .filter(word -> Character.isLetter(word.charAt(0)))
                .toList();
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String word = first.get(random.nextInt(first.size()));
            String dressed = dressed(word, random.nextBoolean());
            try {
                PasswordRules.check(dressed, EMAIL);
                passed.add(dressed);
            } catch (RefusedException e) {
                assertThat(e.refusal()).as(dressed).isEqualTo(new AccessRefusal.WeakPassword("common"));
            }
        }
        assertThat(passed).hasSizeLessThanOrEqualTo(4);
    }

    /** A capital first, then a year or the digits in their order, and signs or one at the end. */
    private static String dressed(String word, boolean year) {
        String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        int missing = Math.max(1, PasswordRules.MIN_LENGTH - 1 - word.length());
        return year
                ? capital + "2024" + "!".repeat(Math.max(1, missing - 3))
                : capital + "1234567890".substring(0, missing) + "!";
    }

    private static List<String> mostUsed() {
        return DictionaryUtil.loadRankedDictionary(DictionaryUtil.passwords).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void randomPasswordsPass() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("PasswordRulesTest seed " + seed);
        Random random = new Random(seed);
        String characters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-!?";
        for (int i = 0; i < 50; i++) {
            StringBuilder password = new StringBuilder("aB3");
            while (password.length() < 14) {
                password.append(characters.charAt(random.nextInt(characters.length())));
            }
            assertThatCode(() -> PasswordRules.check(password.toString(), EMAIL))
                    .as(password.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void lengthCountsCharactersAndHasAnEnd() {
        assertThatCode(() -> PasswordRules.check("Aé7" + "😀🎈🚗🌳🐎🦊🍎⚽🎲", EMAIL))
                .doesNotThrowAnyException();
        assertThatCode(() -> PasswordRules.check("Abcdefg 7".repeat(22) + "xy", EMAIL))
                .doesNotThrowAnyException();
        assertRefused(
                () -> PasswordRules.check("Abcdefg 7".repeat(22) + "xyz", EMAIL),
                new AccessRefusal.WeakPassword("length"));
    }

    @Test
    void emailsAreComparedTrimmedAndInLowerCase() {
        assertThat(Email.of(" Dominique@Example.ORG ")).isEqualTo(EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x@y", "a@b@c.fr", "a b@c.fr", "a@b.fr\nBcc: c@d.fr", "<a@b.fr>", "a@b.fr,c@d.fr"})
    void whatIsNoEmailIsRefused(String typed) {
        assertRefused(() -> Email.of(typed), new RequestRefusal.UnreadableField("email"));
    }
}
