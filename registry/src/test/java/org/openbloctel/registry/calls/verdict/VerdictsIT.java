package org.openbloctel.registry.calls.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Regime;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Verdicts know the list, the campaign, the principal's earlier calls and refusals; what one call gets wrong is its own matter. */
final class VerdictsIT extends VerdictFixture {
    @Test
    void todayNobodyIsCalledWithoutConsent() {
        assertThat(grounds(PRINCIPAL, call("0639980002", NOW_TEXT, null, "other", null)))
                .containsExactly("consent");
        Judged.Told simulated = told(PRINCIPAL, call("0639980002", NOW_TEXT, null, "other", consent()));
        assertThat(simulated.verdict().answer()).isEqualTo(Answer.ALLOWED);
        assertThat(simulated.simulated()).isTrue();
    }

    @Test
    void aDayOfThePastIsJudgedByItsOwnLawAndSaidToBeSimulated() {
        Judged.Told listed = told(PRINCIPAL, call("0639980001", "2018-06-12T11:00:00+02:00", null, "other", null));
        assertThat(listed.verdict().grounds()).extracting(Ground::rule).containsExactly("opposition-list");
        assertThat(listed.simulated()).isTrue();
        assertThat(grounds(PRINCIPAL, call("0639980002", "2018-06-12T11:00:00+02:00", null, "other", null)))
                .isEmpty();
        assertThat(grounds(PRINCIPAL, call("0639980002", "2023-03-04T11:00:00+01:00", null, "other", null)))
                .containsExactly("calling-hours");
        Judged judged = verdicts.judge(
                PRINCIPAL,
                "key:1",
                false,
                List.of(
                        call("0639980002", NOW_TEXT, null, "other", null),
                        call("0639980002", "2018-06-12T11:00:00+02:00", null, "other", null)));
        assertThat(judged.regimes()).extracting(Regime::code).containsExactly("opposition-list-2016", "consent-2026");
        assertThat(judged.revision()).isEqualTo(publication.current().revision());
    }

    @Test
    void whatOneCallGetsWrongIsItsOwnMatter() {
        List<Judged.Result> results = verdicts.judge(
                        PRINCIPAL,
                        "key:1",
                        false,
                        List.of(
                                call("0639980002", "2026-11-25T11:00:00", null, "other", consent()),
                                call("nonsense", NOW_TEXT, null, "other", consent()),
                                call("0800123456", NOW_TEXT, null, "other", consent()),
                                call("0639980002", NOW_TEXT, new UUID(5, 5), "other", consent()),
                                call("0639980002", NOW_TEXT, null, "gardening", consent()),
                                call("0639980002", NOW_TEXT, null, "other", consent())))
                .results();
        assertThat(results.subList(0, 5))
                .extracting(result -> ((Judged.Unread) result).refusal())
                .containsExactly(
                        new LawRefusal.UnreadableTime("at"),
                        new LawRefusal.UnreadableNumber("not-a-number"),
                        new LawRefusal.UnreadableNumber("special-number"),
                        new LawRefusal.UnknownCampaign(),
                        new LawRefusal.UnknownValue("sector"));
        assertThat(((Judged.Told) results.getLast()).verdict().answer()).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void callsCountForThePrincipalWhoeverDialled() {
        Campaign own = campaign(PRINCIPAL, null, Sector.OTHER, null);
        Campaign agents = campaign(AGENT, "000000018", Sector.OTHER, null);
        report(PRINCIPAL, "1", "2026-11-20T11:00:00+01:00", own.id(), "no-answer");
        report(PRINCIPAL, "2", "2026-11-21T11:00:00+01:00", own.id(), "no-answer");
        report(AGENT, "1", "2026-11-22T11:00:00+01:00", agents.id(), "no-answer");
        AskedCall asked = call("06 39 98 00 02", NOW_TEXT, agents.id(), null, consent());
        assertThat(grounds(AGENT, asked)).isEmpty();
        report(AGENT, "2", "2026-11-23T11:00:00+01:00", agents.id(), "no-answer");
        assertThat(grounds(AGENT, asked)).containsExactly("attempt-limit");
        assertThat(grounds(PRINCIPAL, call("0639980002", NOW_TEXT, own.id(), null, consent())))
                .containsExactly("attempt-limit");
        assertThat(grounds(AGENT, call("0639980002", NOW_TEXT, null, "other", consent())))
                .as("the agent's own calls are others")
                .isEmpty();
        assertThat(told(AGENT, asked).verdict().nextAllowedAt())
                .as("the first of them is thirty days ago on Sunday 20 December")
                .isEqualTo("2026-12-21T09:00:00Z");
    }

    @Test
    void aRefusalTurnsTheVerdictAtOnce() {
        Campaign agents = campaign(AGENT, "000000018", Sector.OTHER, null);
        AskedCall asked = call("0639980002", NOW_TEXT, agents.id(), null, consent());
        assertThat(grounds(AGENT, asked)).isEmpty();
        report(AGENT, "9", "2026-11-25T10:59:00+01:00", agents.id(), "refused");
        assertThat(grounds(AGENT, asked)).containsExactly("no-call-after-objection");
    }

    @Test
    void anExemptionChangesTheVerdictAsTheRegimeOfTheDaySays() {
        Campaign contract = campaign(PRINCIPAL, null, Sector.OTHER, Campaign.Exemption.CONTRACT);
        Campaign press = campaign(PRINCIPAL, null, Sector.PRESS, Campaign.Exemption.PRESS);
        Campaign b2b = campaign(PRINCIPAL, null, Sector.ENERGY_RENOVATION, Campaign.Exemption.B2B);
        assertThat(grounds(PRINCIPAL, call("0639980001", NOW_TEXT, contract.id(), null, null)))
                .isEmpty();
        assertThat(grounds(PRINCIPAL, call("0639980001", NOW_TEXT, press.id(), null, null)))
                .isEmpty();
        assertThat(grounds(PRINCIPAL, call("0639980001", "2026-11-28T11:00:00+01:00", press.id(), null, null)))
                .as("the press has hours, too")
                .containsExactly("calling-hours");
        assertThat(grounds(PRINCIPAL, call("0639980001", "2026-11-28T11:00:00+01:00", b2b.id(), null, null)))
                .isEmpty();
        assertThat(audit.about("campaign:" + press.id(), 5))
                .extracting(entry -> entry.entry().action())
                .containsExactly("campaign.declared");
    }

    @Test
    void aCampaignHasItsDaysItsSectorAndItsPeople() {
        Campaign agents = campaign(AGENT, "000000018", Sector.INSURANCE, null);
        assertThat(refusal(AGENT, call("0639980002", "2027-01-04T11:00:00+01:00", agents.id(), null, null)))
                .isEqualTo(new LawRefusal.OutsideCampaign(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 31)));
        assertThat(refusal(AGENT, call("0639980002", NOW_TEXT, agents.id(), "other", null)))
                .isEqualTo(new LawRefusal.OtherSector("insurance"));
        assertThat(refusal(STRANGER, call("0639980002", NOW_TEXT, agents.id(), null, null)))
                .isEqualTo(new LawRefusal.UnknownCampaign());
        now = Instant.parse("2026-12-01T10:00:00Z"); // the mandate has ended
        assertThat(refusal(AGENT, call("0639980002", NOW_TEXT, agents.id(), null, null)))
                .isEqualTo(new CampaignRefusal.MandateEnded());
        assertThat(grounds(
                        PRINCIPAL,
                        call("0639980002", "2026-12-01T11:00:00+01:00", agents.id(), null, consent("insurance"))))
                .isEmpty();
    }

    @Test
    void anExemptionNeedsItsSectorAndItsEvidence() {
        Campaigns.Terms terms = new Campaigns.Terms(
                null, "X", Sector.POLL, null, null, LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2));
        assertThatThrownBy(() -> campaigns.declare(PRINCIPAL, "key:1", terms))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.UnfoundedExemption());
        assertThatThrownBy(() -> campaign(PRINCIPAL, null, Sector.OTHER, Campaign.Exemption.PRESS))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.UnfoundedExemption());
    }

    @Test
    void reportsOfTheFutureAndOfLongAgoAreRefusedAlone() {
        List<CallReports.Answer> answers = reports.file(
                PRINCIPAL,
                false,
                List.of(
                        new CallReports.Told("1", "0639980002", "2026-10-01T11:00:00+01:00", null, null, null, null),
                        new CallReports.Told("2", "0639980002", "2026-11-26T11:00:00+01:00", null, null, null, null),
                        new CallReports.Told("3", "0639980002", NOW_TEXT, null, "perhaps", null, null),
                        new CallReports.Told("4", "0639980002", NOW_TEXT, null, "callback-agreed", null, null),
                        new CallReports.Told("5", "x", NOW_TEXT, null, null, null, null),
                        new CallReports.Told("6", "0639980002", NOW_TEXT, null, null, null, null)));
        assertThat(answers)
                .extracting(CallReports.Answer::refusal)
                .containsExactly(
                        new LawRefusal.CallNotOfLate(31),
                        new LawRefusal.CallNotOfLate(31),
                        new LawRefusal.UnknownValue("outcome"),
                        new LawRefusal.UnknownValue("agreedAt"),
                        new LawRefusal.UnreadableNumber("not-a-number"),
                        null);
    }

    @Test
    void withoutAFreshListNothingIsAnswered() {
        Verdicts withoutList = verdicts(publication(folder.resolve("other"))); // not started
        assertThatThrownBy(() -> withoutList.judge(
                        PRINCIPAL, "key:1", false, List.of(call("0639980002", NOW_TEXT, null, "other", consent()))))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new ListRefusal.ListNotFresh());
        assertThatThrownBy(() -> withoutList.judge(
                        PRINCIPAL,
                        "key:1",
                        false,
                        Collections.nCopies(10_001, AskedCall.of("0639980002", NOW_TEXT, null))))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.TooManyCalls(10_000));
    }
}
