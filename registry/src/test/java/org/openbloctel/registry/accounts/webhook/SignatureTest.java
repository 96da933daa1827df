package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is signed and when it is tried, without a network. */
final class SignatureTest {
    /** The example that libraries of Standard Webhooks are tested with. */
    private static final Secret KNOWN = Secret.of(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    private static final String EXPECTED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void signatureIsTheSpecificationsExample() {
        assertThat(signature(List.of(KNOWN))).isEqualTo(EXPECTED);
    }

    @Test
    void twoSecretsGiveTwoSignaturesTheNewOneFirst() {
        Secret other = Secret.random();
        assertThat(signature(List.of(other, KNOWN)))
                .isEqualTo(signature(List.of(other)) + " " + EXPECTED)
                .doesNotStartWith(EXPECTED);
    }

    /** What a thief of a delivery sends again is of an old moment or an id that was seen; neither can be changed. */
    @Test
    void signatureHoldsForItsIdMomentAndBodyAlone() {
        Instant at = Instant.ofEpochSecond(1_614_265_330);
        String signed = Signature.of("msg_1", at, "{}", List.of(KNOWN));
        assertThat(Signature.of("msg_1", at, "{}", List.of(KNOWN))).isEqualTo(signed);
        assertThat(List.of(
                        Signature.of("msg_2", at, "{}", List.of(KNOWN)),
                        Signature.of("msg_1", at.plusSeconds(301), "{}", List.of(KNOWN)),
                        Signature.of("msg_1", at, "{ }", List.of(KNOWN))))
                .doesNotContain(signed)
                .doesNotHaveDuplicates();
    }

    @Test
    void secretHasThePrefixAndThirtyTwoBytesOfItsOwnAndTellsNothing() {
        Secret secret = Secret.random();
        assertThat(secret.text())
                .startsWith("whsec_")
                .isNotEqualTo(Secret.random().text());
        assertThat(Base64.getDecoder().decode(secret.text().substring(6))).hasSize(32);
        assertThat(secret).asString().isEqualTo("Secret");
    }

    @Test
    void nineFailuresAreFollowedByAnotherAttemptOverThreeDaysTheTenthByNone() {
        Deliveries.Schedule least = new Deliveries.Schedule(() -> 0);
        Deliveries.Schedule most = new Deliveries.Schedule(() -> 1);
        assertThat(total(least)).isEqualTo(Duration.ofHours(75).plusMinutes(35).plusSeconds(5));
        assertThat(total(most)).isEqualTo(total(least).multipliedBy(11).dividedBy(10));
        assertThat(least.pauseAfter(1)).contains(Duration.ofSeconds(5));
        assertThat(least.pauseAfter(10)).isEmpty();
    }

    @Test
    void answerIsKeptWithoutWhatMayBeANumber() {
        assertThat(Deliveries.kept("ok\u0000 0639 98 00 01, +33 6 39 98 00 02\n"))
                .isEqualTo("ok …, …\n");
        assertThat(Deliveries.kept("é".repeat(5_000))).hasSize(1_024);
        assertThat(Deliveries.kept("x".repeat(1_023) + "😀")).isEqualTo("x".repeat(1_023));
    }

    private static Duration total(Deliveries.Schedule schedule) {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(failures -> schedule.pauseAfter(failures).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String signature(List<Secret> secrets) {
        return Signature.of(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}",
                secrets);
    }
}
