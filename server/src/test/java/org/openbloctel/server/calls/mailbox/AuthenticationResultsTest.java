package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a header Authentication-Results only what our server says counts, read by its grammar. */
final class AuthenticationResultsTest {
    private static final String US = "mx.example.net";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.example.net; dkim=pass header.d=example.org",
                "MX.EXAMPLE.NET; DKIM=PASS HEADER.D=EXAMPLE.ORG",
                "mx.example.net 1; dkim=pass header.d=example.org header.s=key header.b=AbCd",
                "mx.example.net; spf=fail smtp.mailfrom=a.example; dkim=pass (2048-bit key) header.i=@example.org",
                "mx.example.net;\r\n\tdkim=pass (good; (nested) signature)\r\n\theader.d=example.org;\r\n\tdmarc=none",
                "mx.example.net; dkim=fail header.d=other.example; dkim=pass header.d=example.org",
                "mx.example.net; dkim/1 = pass reason=\"all; is well\" header.d = \"example.org\"",
                "(of us) mx.example.net (really) ; dkim=pass header.i=\"someone@example.org\""
            })
    void signatureThatHoldsIsBelieved(String header) {
        assertThat(AuthenticationResults.of(header, US).vouchesFor("example.org"))
                .isTrue();
        assertThat(AuthenticationResults.of(header, US).vouchesFor("example.com"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "mx.example.net",
                "mx.example.net; none",
                "mx.example.net; dkim=fail header.d=example.org",
                "mx.example.net; dkim=none",
                "mx.example.net; dkim=pass",
                "mx.example.net; dkim=passing header.d=example.org",
                "mx.example.net; spf=pass smtp.mailfrom=example.org",
                "mx.example.net; dkim=pass header.s=example.org",
                "mx.example.net; dkim=pass policy.d=example.org",
                "mx.example.net; dmarc=pass header.from=example.org",
                "mx.example.com; dkim=pass header.d=example.org",
                "mx.example.net.attacker.example; dkim=pass header.d=example.org",
                "attacker.mx.example.net; dkim=pass header.d=example.org",
                "mx.example.net 2; dkim=pass header.d=example.org",
                "mx.example.net attacker; dkim=pass header.d=example.org",
                "dkim=pass header.d=example.org",
                // What a sender chose, in a comment or in quotes.
                "mx.example.net; dkim=fail (dkim=pass header.d=example.org) header.d=example.org",
                "mx.example.net; spf=fail (; dkim=pass header.d=example.org) smtp.mailfrom=a",
                "mx.example.net; spf=fail smtp.mailfrom=\"a; dkim=pass header.d=example.org\"",
                "mx.example.net; spf=fail smtp.mailfrom=\"a\\\"; dkim=pass header.d=example.org\"",
                "mx.example.net; dkim=pass header.d=attacker.example reason=\"x\" \"header.d=example.org\"",
                "mx.example.net; dkim=pass header.d=attacker.example header.d=example.org",
                "mx.example.net; dkim=pass header.d=attacker.example header.i=@example.org",
                // Not whole.
                "mx.example.net; dkim=pass (header.d=example.org",
                "mx.example.net; dkim=pass header.d=\"example.org"
            })
    void whateverElseIsWrittenIsNot(String header) {
        assertThat(AuthenticationResults.of(header, US).vouchesFor("example.org"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, false, example.org, true",
        "example.org, false, mail.example.org, true",
        "mail.example.org, false, example.org, false",
        "mail.example.org, true, example.org, true",
        "org, false, example.org, false",
        "ample.org, false, example.org, false",
        "example.com, true, example.org, false",
    })
    void domainOrOneAboveItSigns(String signer, boolean dmarc, String from, boolean believed) {
        String header = US + "; dkim=pass header.d=" + signer + (dmarc ? "; dmarc=pass header.from=" + from : "");
        assertThat(AuthenticationResults.of(header, US).vouchesFor(from)).isEqualTo(believed);
    }
}
