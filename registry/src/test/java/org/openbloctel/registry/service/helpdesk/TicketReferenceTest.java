package org.openbloctel.registry.service.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference is read as it was spelled, and however a person writes it; nothing else is one. */
final class TicketReferenceTest {
    @Test
    void everyReferenceIsReadAsItWasSpelled() {
        Random random = new Random(20);
        for (int i = 0; i < 1_000; i++) {
            TicketReference made = TicketReference.random(random);
            assertThat(made.symbols()).hasSize(TicketReference.LENGTH).doesNotContainPattern("[01BDGIOQSUVWZ]");
            String spelled = made.spelled();
            assertThat(spelled).matches("Q-[0-9A-Z]{4}-[0-9A-Z]{4}");
            for (String typed : new String[] {
                spelled,
                spelled.toLowerCase(Locale.ROOT),
                "  " + spelled.replace('-', ' ') + "\n",
                spelled.replace("-", ""),
                spelled.replace("-", "\u00a0\u2013 "),
                "[" + spelled + "]"
            }) {
                assertThat(TicketReference.read(typed)).as(typed).contains(made);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Q",
                "7K3M-9PXR",
                "Q-7K3M-9PX",
                "Q-7K3M-9PXRR",
                "Q-7K3M-9PX0",
                "Q-7K3M-9PX1",
                "Q-7K3M-9PXO",
                "Q-7K3M-9PXQ",
                "A-7K3M-9PXR",
                "QQ-7K3M-9PXR",
                "Q-7K3M-9PXR-ABCDEFGHJK",
                "06 39 98 12 34",
                "\u0000"
            })
    void otherTextIsNone(String typed) {
        assertThat(TicketReference.read(typed)).isEmpty();
    }
}
