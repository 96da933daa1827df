package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver answers is kept for its owner to read, without a number that it may quote. */
final class KeptAnswersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0639980001",
                "06 39 98 00 01",
                "+33 (0)6 39 98 00 01",
                "(06) 39 98 00 01",
                "06. 39. 98. 00. 01",
                "06/39/98/00/01",
                "06\u00a039\u00a098\u00a000\u00a001",
                "06\u202f39\u202f98\u202f00\u202f01",
                "06\u201139\u201198\u201100\u201101",
                "06_39_98_00_01",
                "\uff10\uff16\uff13\uff19\uff19\uff18\uff10\uff10\uff10\uff11",
                "tel:+33639980001"
            })
    void answerIsKeptWithoutANumberHoweverItIsWritten(String number) {
        String kept = Deliveries.kept("{\"error\": \"no contact " + number + " here\"}");
        assertThat(kept.chars().filter(Character::isDigit).count()).as(kept).isLessThan(9);
        assertThat(kept).startsWith("{\"error\": \"no contact ").endsWith(" here\"}");
    }

    @Test
    void answerOfDigitsAloneIsKeptShortWithoutTakingTheStack() {
        assertThat(Deliveries.kept("1 ".repeat(200_000))).hasSizeLessThan(1_025);
        assertThat(Deliveries.kept("é".repeat(200_000))).hasSize(1_024);
    }
}
