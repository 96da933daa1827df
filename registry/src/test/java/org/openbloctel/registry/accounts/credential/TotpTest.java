package org.openbloctel.registry.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes are those of RFC 6238, good for one step around, and once. */
final class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_010);

    /** Appendix B of the RFC, its last six digits of eight. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheRfc(long second, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void codeOfOneStepAroundIsGood(long drift, boolean good) {
        String code = Totp.code(SECRET, NOW.plusSeconds(drift));
        assertThat(Totp.step(SECRET, code, NOW, 0).isPresent()).isEqualTo(good);
    }

    @Test
    void codeOfAUsedOrOlderStepIsNot() {
        long step = Totp.step(SECRET, Totp.code(SECRET, NOW), NOW, 0).orElseThrow();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW), NOW, step)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW.minusSeconds(30)), NOW, step))
                .isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW.plusSeconds(30)), NOW, step))
                .isPresent();
    }

    @Test
    void blanksInATypedCodeDoNotMatter() {
        String code = Totp.code(SECRET, NOW);
        assertThat(Totp.step(SECRET, " " + code.substring(0, 3) + " " + code.substring(3), NOW, 0))
                .isPresent();
        assertThat(Totp.step(SECRET, "", NOW, 0)).isEmpty();
        assertThat(Totp.step(SECRET, "abcdef", NOW, 0)).isEmpty();
    }

    /** RFC 4648, section 10, without its padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretIsTypedInBase32(String plain, String letters) {
        assertThat(Base32.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(letters);
        assertThat(Base32.decode(letters)).asString(StandardCharsets.US_ASCII).isEqualTo(plain);
    }
}
