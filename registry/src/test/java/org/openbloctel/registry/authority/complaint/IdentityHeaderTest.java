package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.IdentityHeader.Attestation;
import org.openbloctel.registry.authority.complaint.IdentityHeader.Match;

/** A header is read where it is one, statement by statement; anything else is no header, and throws nothing. */
final class IdentityHeaderTest {
    private static final String HEAD =
            "{\"alg\":\"ES256\",\"ppt\":\"shaken\",\"typ\":\"passport\",\"x5u\":\"https://cert.example/a.pem\"}";
    private static final String CLAIMS = """
            {"attest":"B","dest":{"tn":["33639981234"]},"iat":1795527000,"orig":{"tn":"33199003456"},
            "origid":"123e4567-e89b-12d3-a456-426655440000"}""";
    private static final Instant AT = Instant.ofEpochSecond(1_795_527_000);

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    static String header(String head, String claims) {
        return part(head) + "." + part(claims) + "." + "c2lnbmF0dXJlLXRoYXQtbm9ib2R5LXZlcmlmaWVz";
    }

    private static IdentityHeader read(String text) {
        return IdentityHeader.find(text).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "Identity: %s;info=<https://cert.example/a.pem>;alg=ES256;ppt=shaken",
                "Non authentifié. %s, dit-on"
            })
    void headerIsReadWithItsNameAndParametersOrAmongWords(String around) {
        IdentityHeader found = read(around.formatted(header(HEAD, CLAIMS)));
        assertThat(found)
                .isEqualTo(new IdentityHeader(
                        Attestation.B,
                        CallingNumber.read("01 99 00 34 56").orElseThrow(),
                        List.of(33_639_981_234L),
                        AT,
                        "123e4567-e89b-12d3-a456-426655440000",
                        "https://cert.example/a.pem"));
        assertThat(found).asString().doesNotContain("199003456").doesNotContain("639981234");
    }

    @Test
    void lineBreaksOfAMailAreLeftOut() {
        String whole = header(HEAD, CLAIMS);
        String folded = whole.substring(0, 40) + "\r\n  " + whole.substring(40, 90) + "\n" + whole.substring(90);
        assertThat(read(folded)).isEqualTo(read(whole));
        assertThat(read("In the header\n" + whole + "\nof the call")).isEqualTo(read(whole));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "appel non authentifié",
                "eyJhbGciOiJub25lIn0.e30.c2lnbmF0dXJl",
                "..c2lnbmF0dXJlLXdpdGhvdXQtY2xhaW1z",
                "aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccc",
                "________.________.________"
            })
    void anythingElseIsNoHeader(String text) {
        assertThat(IdentityHeader.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"passport\"",
                "{\"typ\":\"JWT\"}",
                "{\"typ\":[\"passport\"]}",
                "{\"typ\":\"passport\",\"typ\":\"passport\"}",
                "{\"typ\":\"passport\"} {}",
                "{\"typ\":\"passport\""
            })
    void signedTextOfAnotherTypeIsNoHeader(String head) {
        assertThat(IdentityHeader.find(header(head, CLAIMS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "\"claims\"",
                "123456",
                "{\"attest\":\"A\"",
                "{\"attest\":\"A\"}]",
                "{\"iat\":1,\"iat\":2}"
            })
    void claimsThatAreNoObjectAreNoHeader(String claims) {
        assertThat(IdentityHeader.find(header(HEAD, claims))).isEmpty();
    }

    /** Each unreadable statement is left out, and the others stay. */
    @Test
    void statementThatCannotBeReadIsLeftOut() {
        for (String claims : List.of(
                "{\"attest\":\"D\",\"iat\":\"1795527000\",\"orig\":{\"tn\":33199003456},\"dest\":{\"tn\":[\"abc\",\"0\"]}}",
                "{\"attest\":1,\"iat\":1e99,\"orig\":{\"tn\":\"+\"},\"dest\":{\"uri\":[\"sip:a@example.org\"]}}",
                "{\"attest\":null,\"iat\":-1,\"orig\":\"33199003456\",\"dest\":[],\"origid\":\"a b\\u0000\"}",
                "{\"iat\":99999999999999999999999,\"orig\":{\"tn\":\"1234567890123456\"},\"origid\":\""
                        + "x".repeat(900) + "\"}")) {
            assertThat(read(header(HEAD, claims)))
                    .as(claims)
                    .isEqualTo(new IdentityHeader(null, null, List.of(), null, "", "https://cert.example/a.pem"));
        }
        assertThat(read(header(HEAD, "{\"attest\":\"A\",\"iat\":-1}")).attestation())
                .isEqualTo(Attestation.A);
    }

    @Test
    void longOrDeepTextIsNoHeader() {
        String whole = header(HEAD, CLAIMS);
        assertThat(IdentityHeader.find(whole + " ".repeat(ComplaintDraft.MAX_IDENTITY)))
                .isEmpty();
        assertThat(IdentityHeader.find(header(HEAD, "[".repeat(2_500)))).isEmpty();
        assertThat(IdentityHeader.find("{".repeat(3_000))).isEmpty();
    }

    @Test
    @Tag("long")
    void damagedHeadersThrowNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String whole = header(HEAD, CLAIMS);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int n = random.nextInt(6); n >= 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(0x250));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, "{}\".,\u0000é".charAt(random.nextInt(7)));
                }
            }
            assertThatCode(() -> IdentityHeader.find(text.toString()))
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static Complaint complaint(@Nullable String number, @Nullable String caller, Instant call) {
        return new Complaint(
                UUID.randomUUID(),
                new Reference("K7P3RX9FHM"),
                number == null ? null : PhoneNumber.read(number),
                caller == null ? null : CallingNumber.read(caller).orElseThrow(),
                List.of(call),
                Subject.OTHER,
                List.of(),
                new Filing.Words("", "", ""),
                new Complaint.Answers(null, null, null, null, null),
                List.of(),
                List.of(),
                List.of(),
                null,
                Complaint.News.PAGE,
                null);
    }

    @Test
    void statementsAreComparedWithTheComplaint() {
        IdentityHeader header = read(header(HEAD, CLAIMS));
        Complaint same = complaint("06 39 98 12 34", "01 99 00 34 56", AT.minusSeconds(900));
        assertThat(List.of(header.caller(same), header.called(same), header.time(same)))
                .containsOnly(Match.SAME);
        Complaint other = complaint("06 39 98 12 35", "01 99 00 34 57", AT.plusSeconds(901));
        assertThat(List.of(header.caller(other), header.called(other), header.time(other)))
                .containsOnly(Match.OTHER);
        Complaint hidden = complaint(null, null, AT);
        assertThat(List.of(header.caller(hidden), header.called(hidden))).containsOnly(Match.UNKNOWN);
        IdentityHeader nothing = read(header(HEAD, "{\"attest\":\"C\"}"));
        assertThat(List.of(nothing.caller(same), nothing.called(same), nothing.time(same)))
                .containsOnly(Match.UNKNOWN);
    }
}
