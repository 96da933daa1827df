package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A system that calls by itself shows a number of its own kind. */
@LegalRule("caller-number")
final class CallerNumberScenario {
    @Test
    void aMobileIsForHandsAndAVerifiedNumberForSystems() {
        Story call = Story.at("2024-06-11T11:00").with("automated", true);
        assertThat(call.with("callerId", "0639981234").grounds()).containsExactly("caller-number");
        assertThat(call.with("callerId", "0162001234").grounds()).isEmpty();
        assertThat(Story.at("2022-12-30T11:00")
                        .with("automated", true)
                        .with("callerId", "0639981234")
                        .grounds())
                .isEmpty();
    }
}
