package org.openbloctel.registry.calls.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * The SHA-256 of what proves a consent, as {@code sha256:} and 64 hex digits. A digest is one of a file only if it can be: one that
 * repeats itself was typed, and one of an empty or trivial input is the same for every claim. Stateless.
 */
final class EvidenceDigest {
    private static final String PREFIX = "sha256:";
    private static final Pattern DIGEST = Pattern.compile(PREFIX + "[0-9a-f]{64}");
    private static final int DIGITS = 64;

    /** A digest of 256 random bits repeats itself after 32 digits once in 2^128. */
    private static final int MAX_PERIOD = DIGITS / 2;

    /** A random digest has 15.7 of the 16 digits on average, and 8 or fewer less than once in 10^15. */
    private static final int MIN_DIGITS = 9;

    private static final List<String> WORDS = List.of(
            "",
            "\r\n",
            "ok",
            "yes",
            "oui",
            "no",
            "non",
            "none",
            "null",
            "true",
            "test",
            "todo",
            "proof",
            "preuve",
            "consent",
            "consentement",
            "evidence",
            "undefined",
            "{}",
            "[]");

    /** Of nothing, of every single byte, of words that stand for a proof that is not there; each also with a line end. */
    private static final Set<String> TRIVIAL = Stream.concat(
                    IntStream.range(0, 256).mapToObj(b -> of(new byte[] {(byte) b})),
                    WORDS.stream().flatMap(word -> Stream.of(text(word), text(word + "\n"))))
            .collect(Collectors.toUnmodifiableSet());

    private EvidenceDigest() {}

    /** The digest of bytes. */
    static String of(byte[] bytes) {
        return PREFIX + Sha256.hex(bytes);
    }

    private static String text(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a text is written as a digest. */
    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** Whether a digest can be the one of a file that proves something. */
    static boolean canProve(String digest) {
        String hex = digest.substring(PREFIX.length());
        return hex.chars().distinct().count() >= MIN_DIGITS && !repeats(hex) && !TRIVIAL.contains(digest);
    }

    private static boolean repeats(String hex) {
        return IntStream.rangeClosed(1, MAX_PERIOD)
                .filter(period -> DIGITS % period == 0)
                .anyMatch(period -> hex.equals(hex.substring(0, period).repeat(DIGITS / period)));
    }
}
