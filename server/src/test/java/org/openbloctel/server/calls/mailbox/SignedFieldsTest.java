package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field of a mail counts as signed where every signature of its domain covers it: anyone may add one that does not hold. */
final class SignedFieldsTest {
    private static final String WHOLE = "v=1; a=rsa-sha256; d=example.org; s=k; h=from:to:cc:date:subject; bh=x; b=y";
    private static final Set<String> SIGNER = Set.of("example.org");

    @ParameterizedTest
    @ValueSource(
            strings = {
                WHOLE,
                "v=1; d=EXAMPLE.org;\r\n\th=From : To :\r\n\tCc : Date; b=y",
                "d=example.org;h=date:to:cc",
            })
    void fieldsAreReadHoweverTheHeaderIsWritten(String header) {
        SignedFields signed = SignedFields.of(List.of(header));
        assertThat(signed.holdTogether("example.org")).isTrue();
        assertThat(signed.holdTogether("mail.example.org"))
                .as("signed by the domain above")
                .isTrue();
        assertThat(signed.covers("to", SIGNER)).isTrue();
        assertThat(signed.covers("cc", SIGNER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=1; d=example.org; h=from:to:cc:date; l=120; b=y", // a beginning of the body alone
                "v=1; d=example.org; h=from:to:cc:date; l=0; b=y",
                "v=1; d=example.org; h=from:to:cc; b=y", // sent on any day
                "v=1; d=example.org; b=y",
                "v=1; d=example.org; h=; b=y",
                "v=1; d=example.org; h=x-date:dates; b=y",
            })
    void mailWhoseBodyOrDateIsNotSignedIsNotTheSigners(String header) {
        assertThat(SignedFields.of(List.of(header)).holdTogether("example.org")).isFalse();
        assertThat(SignedFields.of(List.of(WHOLE, header)).holdTogether("example.org"))
                .as("beside a signature of all")
                .isFalse();
        assertThat(SignedFields.of(List.of(header, WHOLE)).holdTogether("example.org"))
                .as("above a signature of all")
                .isFalse();
    }

    /** Of two signatures it is not known which one the receiving server found to hold. */
    @Test
    void signatureThatIsAddedWidensNothing() {
        String less = "v=1; d=example.org; h=from:to:date; b=z";
        for (List<String> headers : List.of(List.of(WHOLE, less), List.of(less, WHOLE))) {
            SignedFields signed = SignedFields.of(headers);
            assertThat(signed.covers("to", SIGNER)).isTrue();
            assertThat(signed.covers("cc", SIGNER)).isFalse();
        }
    }

    @Test
    void signatureOfAnotherDomainDecidesNothing() {
        SignedFields signed = SignedFields.of(List.of(WHOLE, "v=1; d=lists.example; h=from:to; l=3; b=y"));
        assertThat(signed.holdTogether("example.org")).isTrue();
        assertThat(signed.covers("cc", SIGNER)).isTrue();
        assertThat(signed.holdTogether("lists.example")).isFalse();
        assertThat(signed.covers("cc", Set.of("example.org", "lists.example"))).isFalse();
        assertThat(SignedFields.of(List.of("v=1; d=notexample.org; h=from; b=y"))
                        .holdTogether("example.org"))
                .as("a domain that only ends alike")
                .isTrue();
    }

    @Test
    void recipientsThatASignerNeverSignsAreBelieved() {
        SignedFields signed = SignedFields.of(List.of("v=1; d=example.org; h=from:date:subject; b=y"));
        assertThat(signed.covers("to", SIGNER)).isTrue();
        assertThat(signed.covers("cc", SIGNER)).isTrue();
    }
}
