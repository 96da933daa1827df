package org.openbloctel.registry.calls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.verdict.AskedCall.Assumed;
import org.openbloctel.registry.platform.refusal.LawRefusal;

/** Which consents allow a call, and which lift the list. */
final class ConsentVerdictsIT extends VerdictFixture {
    @Test
    void whatAPersonAllowedThemselvesLiftsTheListAndACompanysClaimDoesNot() {
        AskedCall call = call("0639980001", "2025-06-17T11:00:00+02:00", null, "other", null);
        consent("1", PRINCIPAL);
        assertThat(grounds(PRINCIPAL, call)).containsExactly("opposition-list");
        consent("2", null);
        assertThat(grounds(PRINCIPAL, call)).isEmpty();
        assertThat(grounds(STRANGER, call)).containsExactly("opposition-list");
        assertThat(grounds(PRINCIPAL, call("0639980001", "2025-12-02T11:00:00+01:00", null, "other", null)))
                .as("it is over")
                .containsExactly("opposition-list");
    }

    private void consent(String reference, @Nullable UUID by) {
        byte[] print = new NumberPrints(database, keys).printer().print(new UUID(0, 0), 33639980001L);
        database.accounts()
                .sql(
                        "insert into accounts.consent (id, principal, recorded_by, reference, number, third_parties, goods, sectors,"
                                + " shown_text, channel, evidence, given_at, until, recorded_at) values (:id, :principal, :by, :reference,"
                                + " :number, '{}', 'fenêtres', '{other}', 'x', :channel, 'sha256:' || repeat('a', 64), '2025-06-01Z', '2025-12-01Z',"
                                + " '2025-06-01Z')")
                .param("id", UUID.randomUUID())
                .param("principal", PRINCIPAL)
                .param("by", by)
                .param("reference", reference)
                .param("number", print)
                .param("channel", by == null ? "portal" : "web")
                .update();
    }

    @Test
    void aConsentThatNobodyKnowsAndASectorThatNobodySaidCannotBeTold() {
        AskedCall call = new AskedCall(
                "0639980002",
                NOW_TEXT,
                null,
                null,
                "other",
                null,
                null,
                null,
                null,
                null,
                "some-id",
                null,
                null,
                null,
                null);
        Judged.Told told = told(PRINCIPAL, call);
        assertThat(told.verdict().answer()).isEqualTo(Answer.CANNOT_TELL);
        assertThat(told.verdict().grounds()).extracting(Ground::missing).containsExactly("consent");
        assertThat(told(PRINCIPAL, call("0639980002", NOW_TEXT, null, null, consent()))
                        .verdict()
                        .answer())
                .isEqualTo(Answer.CANNOT_TELL);
    }

    private static ClaimedConsent claim(String reference, @Nullable String text, List<String> thirdParties) {
        return claim(reference, text, thirdParties, List.of("other"), "2027-11-25T10:30:00+01:00");
    }

    private static ClaimedConsent claim(
            String reference, @Nullable String text, List<String> thirdParties, List<String> sectors, String until) {
        return new ClaimedConsent(
                reference,
                "06 39 98 00 02",
                "2026-11-25T10:30:00+01:00",
                until,
                null,
                thirdParties,
                "fenêtres",
                sectors,
                null,
                text,
                "web",
                true,
                true,
                true,
                "sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450",
                null);
    }

    @Test
    void aConsentTurnsTheVerdictFromItsInstantToItsWithdrawal() {
        AskedCall asked = call("0639980002", NOW_TEXT, null, "other", null);
        assertThat(grounds(PRINCIPAL, asked)).containsExactly("consent");
        Consents.Answer made = consents.record(PRINCIPAL, "key:1", false, List.of(claim("a", "Oui", List.of())))
                .getFirst();
        assertThat(made.refusal()).isNull();
        assertThat(grounds(PRINCIPAL, asked)).isEmpty();
        assertThat(told(PRINCIPAL, asked).simulated()).isFalse();
        assertThat(grounds(STRANGER, asked)).containsExactly("consent");
        assertThat(grounds(PRINCIPAL, call("0639980002", "2027-11-25T10:29:59+01:00", null, "other", null)))
                .isEmpty();
        assertThat(grounds(PRINCIPAL, call("0639980002", "2027-11-25T10:30:00+01:00", null, "other", null)))
                .containsExactly("consent");
        now = NOW.plusSeconds(60);
        assertThat(consents.withdraw(PRINCIPAL, "key:1", null, "0639980002")).isEqualTo(1);
        assertThat(grounds(PRINCIPAL, call("0639980002", "2026-11-25T11:01:00+01:00", null, "other", null)))
                .containsExactly("consent");
        assertThat(consents.withdraw(PRINCIPAL, "key:1", null, "0639980002")).isZero();
    }

    @Test
    void noDayThatIsOverAndNoWithdrawnConsentIsPromised() {
        assertThat(next("2026-11-24T20:30:00+01:00", consent()))
                .as("asked on the next day")
                .isEqualTo(NOW);
        assertThat(next("2024-06-14T20:30:00+02:00", null))
                .as("Monday's law is gone")
                .isNull();
        assertThat(next("2024-06-14T11:00:00+02:00", null))
                .as("allowed then, not now")
                .isNull();
        consents.record(PRINCIPAL, "key:1", false, List.of(claim("w", "Oui", List.of())));
        now = NOW.plusSeconds(60);
        assertThat(next("2026-11-25T10:00:00+01:00", null)).as("given since").isEqualTo(now);
        consents.withdraw(PRINCIPAL, "key:1", null, "0639980002");
        now = NOW.plusSeconds(120);
        assertThat(next("2026-11-25T10:00:00+01:00", null))
                .as("given since, and withdrawn")
                .isNull();
        Campaign campaign = campaign(PRINCIPAL, null, Sector.OTHER, null);
        AskedCall last = call("0639980002", "2026-12-31T20:00:00+01:00", campaign.id(), null, consent());
        assertThat(told(PRINCIPAL, last).verdict().nextAllowedAt())
                .as("the campaign is over")
                .isNull();
    }

    private @Nullable Instant next(String at, @Nullable Assumed assume) {
        return told(PRINCIPAL, call("0639980002", at, null, "other", assume))
                .verdict()
                .nextAllowedAt();
    }

    @Test
    void aConsentAllowsCallsOfItsSectorsAloneAndTheVerdictNamesIt() {
        record(claim("long", "Oui", List.of(), List.of("other"), "2027-11-25T10:30:00+01:00"));
        record(claim("short", "Oui", List.of("000000026"), List.of("insurance", "press"), "2027-01-25T10:30:00+01:00"));
        Judged.Told other = told(PRINCIPAL, call("0639980002", NOW_TEXT, null, "other", null));
        Judged.Told insurance = told(PRINCIPAL, call("0639980002", NOW_TEXT, null, "insurance", null));
        assertThat(List.of(other.verdict().answer(), insurance.verdict().answer()))
                .containsOnly(Answer.ALLOWED);
        assertThat(List.of(
                        Objects.requireNonNull(other.consent()).reference(),
                        Objects.requireNonNull(insurance.consent()).reference()))
                .containsExactly("long", "short");
        assertThat(insurance.consent().scope().sectors()).containsExactlyInAnyOrder(Sector.INSURANCE, Sector.PRESS);
        assertThat(insurance.consent().confirmed()).isFalse();
        Judged.Told home = told(PRINCIPAL, call("0639980002", NOW_TEXT, null, "home-adaptation", null));
        assertThat(home.verdict().grounds()).extracting(Ground::rule).contains("consent");
        assertThat(home.consent()).as("it rests on none").isNull();
        Judged.Told unsaid = told(PRINCIPAL, call("0639980002", NOW_TEXT, null, null, null));
        assertThat(unsaid.verdict().answer()).isEqualTo(Answer.CANNOT_TELL);
        assertThat(unsaid.verdict().grounds())
                .filteredOn(ground -> ground.rule().equals("consent"))
                .extracting(Ground::missing)
                .containsExactly("sector");
        Campaign contract = campaign(PRINCIPAL, null, Sector.OTHER, Campaign.Exemption.CONTRACT);
        assertThat(told(PRINCIPAL, call("0639980002", NOW_TEXT, contract.id(), null, null))
                        .consent())
                .as("a contract needs none")
                .isNull();
    }

    private void record(ClaimedConsent claim) {
        assertThat(consents.record(PRINCIPAL, "key:1", false, List.of(claim))
                        .getFirst()
                        .refusal())
                .isNull();
    }

    @Test
    void aConsentOfBeforeThatNamesNoSectorAllowsNothing() {
        record(claim("a", "Oui", List.of()));
        database.accounts().sql("update accounts.consent set sectors = '{}'").update();
        AskedCall asked = call("0639980002", NOW_TEXT, null, "other", null);
        assertThat(grounds(PRINCIPAL, asked)).containsExactly("consent");
        assertThat(told(PRINCIPAL, call("0639980002", NOW_TEXT, null, null, null))
                        .verdict()
                        .answer())
                .isEqualTo(Answer.FORBIDDEN);
    }

    @Test
    void aConsentNamesEachThirdPartyAndLacksNothing() {
        AskedCall asked = call("0639980002", NOW_TEXT, null, "other", null);
        List<Consents.Answer> answers = consents.record(
                PRINCIPAL,
                "key:1",
                false,
                List.of(
                        claim("a", null, List.of()),
                        claim("b", "Oui", List.of("000000034")),
                        claim("b", "Oui", List.of("000000034")),
                        claim("c", "Oui", List.of("12"))));
        assertThat(answers.get(0).refusal()).isEqualTo(new LawRefusal.IncompleteConsent("text"));
        assertThat(answers.get(1).known()).isFalse();
        assertThat(answers.get(2).known()).isTrue();
        assertThat(answers.get(2).id()).isEqualTo(answers.get(1).id());
        assertThat(answers.get(3).refusal()).isNotNull();
        assertThat(grounds(STRANGER, asked)).isEmpty();
        assertThat(grounds(AGENT, asked)).containsExactly("consent");
        now = Instant.parse("2029-11-26T10:00:00Z");
        assertThat(consents.forget()).isEqualTo(1);
    }
}
