package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is on the list is not called, and what excuses a call has become narrower. */
@LegalRule("opposition-list")
final class OppositionListScenario {
    @Test
    void whoIsOnTheListIsNotCalled() {
        assertThat(Story.at("2018-06-12T11:00").with("listed", true).grounds()).containsExactly("opposition-list");
        assertThat(Story.at("2018-06-12T11:00").with("listed", false).grounds()).isEmpty();
    }

    @Test
    void aPastContractExcusedTheCallUntil25July2020() {
        Story call = Story.at("2020-07-25T11:00").with("listed", true).with("relation", "past-contract");
        assertThat(call.grounds()).isEmpty();
        assertThat(Story.at("2020-07-26T11:00")
                        .with("listed", true)
                        .with("relation", "past-contract")
                        .grounds())
                .containsExactly("opposition-list");
    }

    @Test
    void whoeverIsListedMayLetOneCompanyCallUnderEachRegime() {
        for (String at : List.of(
                "2018-06-12T11:00", "2021-06-15T11:00", "2025-06-17T11:00", "2026-08-10T11:00", "2026-10-13T11:00")) {
            boolean optIn = at.compareTo("2026-08-11") > 0;
            Story call = Story.at(at).with("listed", true).setting("opposition-list.enforced", "true");
            Story consented = optIn ? call.with("consent", Story.CONSENT) : call;
            assertThat(consented.grounds()).as(at).containsExactly("opposition-list");
            assertThat(call.with("consent", Story.CONSENT).grounds())
                    .as("a company's claim lifts no list, " + at)
                    .containsExactly("opposition-list");
            assertThat(consented.with("permission", Story.CONSENT).grounds())
                    .as(at)
                    .isEmpty();
            assertThat(consented
                            .with("permission", Story.CONSENT)
                            .setting("opposition-list.lifted-by-permission", "false")
                            .grounds())
                    .as("where the operator lets the list prevail, " + at)
                    .containsExactly("opposition-list");
            assertThat(consented
                            .with("permission", Map.of("givenAt", "-9d", "until", "+0m", "complete", true))
                            .grounds())
                    .as("over, " + at)
                    .containsExactly("opposition-list");
            assertThat(consented
                            .with(
                                    "permission",
                                    Map.of("givenAt", "-9d", "until", "+9d", "complete", true, "withdrawnAt", "+0m"))
                            .grounds())
                    .as("taken back, " + at)
                    .containsExactly("opposition-list");
        }
    }

    @Test
    void theListBindsNoOneFrom11August2026UnlessTheOperatorKeepsIt() {
        Story call = Story.at("2026-10-13T11:00").with("listed", true).with("consent", Story.CONSENT);
        assertThat(call.grounds()).isEmpty();
        assertThat(call.setting("opposition-list.enforced", "true").grounds()).containsExactly("opposition-list");
    }
}
