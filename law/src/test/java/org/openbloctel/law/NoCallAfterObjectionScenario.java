package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A no holds until a new yes. */
@LegalRule("no-call-after-objection")
final class NoCallAfterObjectionScenario {
    @Test
    void onlyAConsentGivenSinceEndsIt() {
        Story call = Story.at("2026-10-13T11:00").with("refusedAt", "-5d");
        assertThat(call.with("consent", Story.CONSENT).grounds()).containsExactly("no-call-after-objection");
        assertThat(call.with("consent", Map.of("givenAt", "-4d", "until", "+9d", "complete", true))
                        .grounds())
                .isEmpty();
    }

    @Test
    void aClaimAloneEndsItNoMoreFromDecember2026AndTheAnswerNamesTheRemedy() {
        Story claimed = Story.at("2026-12-08T11:00").with("refusedAt", "-20d").with("consent", Story.CONSENT);
        Bilingual remedy =
                Objects.requireNonNull(claimed.verdict().grounds().getFirst().remedy());
        assertThat(claimed.grounds()).containsExactly("no-call-after-objection");
        assertThat(remedy.fr()).contains("le lien de ce consentement").contains("le confirmer");
        assertThat(remedy.en()).contains("the link of this consent").contains("confirm it");
        assertThat(confirmed(claimed, "-19d").grounds()).isEmpty();
        assertThat(confirmed(claimed, "-20d").grounds()).containsExactly("no-call-after-objection");
        assertThat(confirmed(claimed.with("refusedAt", "-5d"), "-9d").verdict().grounds())
                .extracting(Ground::remedy)
                .as("a refusal after the confirmation has no remedy")
                .containsExactly((Bilingual) null);
    }

    @Test
    void aConsentClaimedBeforeTheRefusalNeedsTheConfirmationAloneToo() {
        Story claimed = Story.at("2026-12-08T11:00").with("refusedAt", "-5d").with("consent", Story.CONSENT);
        assertThat(claimed.verdict().grounds()).singleElement().satisfies(ground -> {
            assertThat(Objects.requireNonNull(ground.remedy()).en()).startsWith("A consent is claimed");
            assertThat(ground.text().en()).contains("confirmed themselves after the objection");
        });
        assertThat(confirmed(claimed, "-4d").grounds()).isEmpty();
        assertThat(claimed.examination().grounds()).singleElement().satisfies(ground -> {
            assertThat(ground.remedy()).isNull();
            assertThat(ground.text().en()).contains("Only a consent given since then");
        });
    }

    @Test
    void remedyIsNamedOnlyWhereNothingElseForbidsForGood() {
        Story claimed = Story.at("2026-12-08T11:00").with("refusedAt", "-20d").with("consent", Story.CONSENT);
        assertThat(claimed.with("sector", "cpf").verdict().grounds())
                .hasSizeGreaterThan(1)
                .extracting(Ground::remedy)
                .containsOnlyNulls();
        Story evening = Story.at("2026-12-08T22:00").with("refusedAt", "-20d").with("consent", Story.CONSENT);
        assertThat(evening.verdict().grounds())
                .as("closed hours end by themselves")
                .anyMatch(ground -> ground.remedy() != null);
    }

    private static Story confirmed(Story story, String at) {
        Map<String, Object> consent = new HashMap<>(Story.CONSENT);
        consent.put("confirmedAt", at);
        return story.with("consent", consent);
    }

    @Test
    void anOperatorWhoSetsTheParameterIsHeard() {
        Story claimed = Story.at("2026-12-08T11:00").with("refusedAt", "-20d").with("consent", Story.CONSENT);
        String key = "no-call-after-objection.lifted-by-consent";
        assertThat(claimed.setting(key, "true").grounds()).isEmpty();
        assertThat(claimed.setting(key, "confirmed").grounds()).containsExactly("no-call-after-objection");
        assertThat(confirmed(claimed, "-9d").setting(key, "confirmed").grounds())
                .isEmpty();
        assertThat(confirmed(claimed, "-9d").setting(key, "false").grounds())
                .containsExactly("no-call-after-objection");
    }

    @Test
    void pastCallsAreExaminedByTheReadingOfTheLaw() {
        Story claimed = Story.at("2026-12-08T11:00").with("refusedAt", "-20d").with("consent", Story.CONSENT);
        assertThat(claimed.examination().grounds()).isEmpty();
        assertThat(claimed.with("refusedAt", "-5d").examination().grounds())
                .extracting(Ground::rule)
                .containsExactly("no-call-after-objection");
    }

    @Test
    void aRunningContractDoesNotEndIt() {
        assertThat(Story.at("2026-10-13T11:00")
                        .with("refusedAt", "-5d")
                        .with("relation", "ongoing-contract")
                        .with("relatedToContract", true)
                        .grounds())
                .containsExactly("no-call-after-objection");
    }
}
