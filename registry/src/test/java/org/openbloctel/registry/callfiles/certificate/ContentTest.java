package org.openbloctel.registry.callfiles.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.audit.Link;

/** A certificate counts days as the law does, names the law of its day, and holds no phone number. */
@Tag("long")
final class ContentTest {
    private static final UUID ID = new UUID(0, 1);
    private static final Issuer ISSUER = new Issuer("OpenBloctel", "https://bloctel.example.org");

    @ParameterizedTest
    @CsvSource({
        // Thirty days behind the day itself, in Paris: over the change of the clocks, and just behind midnight there.
        "2026-11-25T08:00:00Z, 2026-12-25, 2026-12-25T23:00:00Z",
        "2026-03-01T08:00:00Z, 2026-03-31, 2026-03-31T22:00:00Z",
        "2026-03-01T23:00:00Z, 2026-04-01, 2026-04-01T22:00:00Z",
        "2026-10-24T21:59:59Z, 2026-11-23, 2026-11-23T23:00:00Z",
        "2028-01-30T08:00:00Z, 2028-02-29, 2028-02-29T23:00:00Z"
    })
    void checkIsGoodForThirtyCalendarDays(Instant at, String validUntil, String expiresAt) {
        assertThat(json(at, "a.csv"))
                .contains("\"validUntil\":\"" + validUntil + "\",\"expiresAt\":\"" + expiresAt + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2016-01-01T00:00:00Z, opposition-list-2016",
        "2020-07-25T21:59:59Z, opposition-list-2016",
        "2020-07-25T22:00:00Z, opposition-list-2020",
        "2023-02-28T22:59:59Z, opposition-list-2020",
        "2023-02-28T23:00:00Z, calling-hours-2023",
        "2026-08-10T21:59:59Z, calling-hours-2023",
        "2026-08-10T22:00:00Z, consent-2026"
    })
    void lawIsThatOfTheDayInParis(Instant at, String regime) {
        assertThat(json(at, "a.csv")).contains("\"regime\":\"" + regime + "\"", "\"fr\":\"", "\"en\":\"");
    }

    /** {@code callable} beside it is the name of before, until 1.0. */
    @Test
    void whatTheListAloneFindsNothingAboutIsNotListed() {
        assertThat(json(Instant.EPOCH, "a.csv"))
                .contains(
                        "\"scope\":\"list\",\"counts\":{\"rows\":53,\"notListed\":30,\"callable\":30,",
                        "\"kind\":\"not-listed\"")
                .doesNotContain("\"kind\":\"callable\"");
        assertThat(Content.json(
                        ID,
                        ISSUER,
                        Instant.EPOCH,
                        CertificateSamples.lawRequest(ID, "a.csv"),
                        new Link(7, "0a".repeat(32))))
                .contains("\"scope\":\"law\",\"counts\":{\"rows\":2453,\"callable\":30,", "\"kind\":\"callable\"")
                .doesNotContain("notListed", "not-listed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0639980001.csv",
                "liste 06 39 98 00 01.csv",
                "+33639980001.csv",
                "33.6.39.98.00.01.csv",
                "06-39-98-00-01-b.csv",
                "٠٦٣٩٩٨٠٠٠١.csv"
            })
    void numberInAFileNameIsMasked(String name) {
        String json = json(Instant.EPOCH, name);
        assertThat(json).contains("•••••••••").doesNotContain("9800").doesNotContain("98 00", "98.00", "98-00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prospects-2026-11-25.csv", "campagne 12 lot 3.csv", "20261125.csv"})
    void otherFileNamesStay(String name) {
        assertThat(Content.masked(name)).isEqualTo(name);
    }

    /** These bytes are signed: no library may come to write them in another way. */
    @Test
    void textsAreEscapedAsTheFormatSays() {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("z/\u00e9\u00a0\u2028\u007f", "\"\\\b\f\n\r\t\u0000\u001f");
        content.put("a", "\ud83d\ude00 \ud83d <&>'");
        content.put("numbers", List.of(1, Long.MIN_VALUE));
        content.put("none", null);
        content.put("empty", List.of(Map.of(), List.of(), true));
        content.put("at", Instant.parse("2026-11-25T08:00:00.100Z"));
        content.put("day", LocalDate.parse("2026-11-25"));
        content.put("id", ID);
        assertThat(Json.of(content))
                .isEqualTo(
                        "{\"z/\u00e9\u00a0\u2028\u007f\":\"\\\"\\\\\\u0008\\u000c\\u000a\\u000d\\u0009\\u0000\\u001f\","
                                + "\"a\":\"\\ud83d\\ude00 \\ud83d <&>'\",\"numbers\":[1,-9223372036854775808],\"none\":null,"
                                + "\"empty\":[{},[],true],\"at\":\"2026-11-25T08:00:00.100Z\",\"day\":\"2026-11-25\","
                                + "\"id\":\"00000000-0000-0000-0000-000000000001\"}");
    }

    @Test
    void fileWithoutADigestIsNotCertified() {
        CertificateRequest sound = CertificateSamples.request(ID, "a.csv");
        CertificateRequest.Output output = sound.outputs().getFirst();
        Content.check(sound);
        assertThatThrownBy(() -> Content.check(with(sound, List.of(output, output))))
                .hasMessageContaining("twice");
        assertThatThrownBy(
                        () -> Content.check(with(sound, List.of(new CertificateRequest.Output("callable", "a", "")))))
                .hasMessageContaining("SHA-256");
    }

    @Test
    void everyFlippedBitOfTheSignedFormIsFound() {
        KeyPair pair = Ed25519.newPair();
        byte[] publicBytes = Ed25519.publicBytes(pair.getPublic());
        Jws.SigningKey key = new Jws.SigningKey("kid", pair.getPrivate().getEncoded());
        String jws = Jws.signed(key, "{\"id\":\"1\"}");
        assertThat(Jws.verifies(jws, "kid", publicBytes)).isTrue();
        for (int bit = 0; bit < jws.length() * 8; bit++) {
            byte[] altered = jws.getBytes(StandardCharsets.ISO_8859_1);
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Jws.verifies(new String(altered, StandardCharsets.ISO_8859_1), "kid", publicBytes))
                    .as("bit %d", bit)
                    .isFalse();
        }
        for (int length = 0; length < jws.length(); length++) {
            assertThat(Jws.verifies(jws.substring(0, length), "kid", publicBytes))
                    .isFalse();
        }
    }

    @Test
    void keyIdIsTheThumbprintOfTheStandard() {
        // The key and thumbprint of RFC 8037, appendix A.3.
        byte[] key = java.util.Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(SigningKeys.thumbprint(key)).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    private static CertificateRequest with(CertificateRequest sound, List<CertificateRequest.Output> outputs) {
        return new CertificateRequest(
                sound.submission(),
                sound.submittedBy(),
                sound.principal(),
                null,
                sound.report(),
                sound.list(),
                outputs);
    }

    private static String json(Instant at, String file) {
        return Content.json(ID, ISSUER, at, CertificateSamples.request(ID, file), new Link(7, "0a".repeat(32)));
    }
}
