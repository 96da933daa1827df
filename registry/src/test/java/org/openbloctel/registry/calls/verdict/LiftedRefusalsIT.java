package org.openbloctel.registry.calls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.number.NumberingPlan;

/** From 1 December 2026 a refusal is lifted by a consent that the person confirmed after it; a look-up and a file agree. */
final class LiftedRefusalsIT extends VerdictFixture {
    private static final String NUMBER = "0639980002";
    private static final long E164 = 33639980002L;
    private static final String BEFORE = "2026-11-30T11:00:00+01:00";
    private static final String AFTER = "2026-12-08T11:00:00+01:00";

    /** The refusal is of 20 November, 11:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            claimed since              | PRINCIPAL | telecom       | 11-22 | 12-31 | -     | -     | -                                | no-call-after-objection
            confirmed since            | PRINCIPAL | telecom       | 11-22 | 12-31 | 11-23 | -     | -                                | -
            refused before confirmed   | PRINCIPAL | telecom       | 11-10 | 12-31 | 11-23 | -     | no-call-after-objection          | -
            confirmed before           | PRINCIPAL | telecom       | 11-10 | 12-31 | 11-11 | -     | no-call-after-objection          | refusal
            claimed before             | PRINCIPAL | telecom       | 11-10 | 12-31 | -     | -     | no-call-after-objection          | no-call-after-objection
            confirmed and withdrawn    | PRINCIPAL | telecom       | 11-22 | 12-31 | 11-23 | 11-24 | consent no-call-after-objection  | consent
            confirmed and over         | PRINCIPAL | telecom       | 11-22 | 11-28 | 11-23 | -     | consent no-call-after-objection  | consent
            another company            | STRANGER  | telecom       | 11-22 | 12-31 | 11-23 | -     | consent no-call-after-objection  | consent
            another subject            | PRINCIPAL | windows-doors | 11-22 | 12-31 | 11-23 | -     | consent no-call-after-objection  | consent
            """)
    void aConfirmationAfterTheRefusalDecides(
            String what,
            String principal,
            String subject,
            String given,
            String until,
            @Nullable String confirmed,
            @Nullable String withdrawn,
            @Nullable String before,
            @Nullable String inFile) {
        report(PRINCIPAL, "a", "2026-11-20T11:00:00+01:00", null, "refused");
        consent(
                principal.equals("STRANGER") ? STRANGER : PRINCIPAL,
                false,
                subject,
                given,
                until,
                confirmed,
                withdrawn);
        Campaign campaign = campaign();
        assertThat(String.join(" ", grounds(PRINCIPAL, call(campaign, BEFORE))))
                .as("%s, by the reading of before", what)
                .isEqualTo(before == null ? "" : before);
        String after = inFile == null
                ? ""
                : inFile.equals("consent") ? "consent no-call-after-objection" : "no-call-after-objection";
        assertThat(String.join(" ", grounds(PRINCIPAL, call(campaign, AFTER))))
                .as(what)
                .isEqualTo(after);
        assertThat(inFile(campaign, AFTER)).as(what).isEqualTo(inFile == null ? "OK" : "FORBIDDEN " + inFile);
    }

    @Test
    void theAnswerNamesTheClaimAndTheRemedy() {
        report(PRINCIPAL, "a", "2026-11-20T11:00:00+01:00", null, "refused");
        consent(PRINCIPAL, false, "telecom", "11-22", "12-31", null, null);
        Judged.Told told = told(PRINCIPAL, call(campaign(), AFTER));
        Ground ground = told.verdict().grounds().getFirst();
        assertThat(Objects.requireNonNull(ground.remedy()).fr()).contains("confirmer");
        assertThat(Objects.requireNonNull(told.consent()).confirmed()).isFalse();
    }

    @Test
    void theConsentThatLiftsIsTakenBeforeOneThatServesBetterOtherwise() {
        report(PRINCIPAL, "a", "2026-11-20T11:00:00+01:00", null, "refused");
        consent(PRINCIPAL, true, "telecom", "11-10", "12-31", "11-10", null);
        consent(PRINCIPAL, false, "telecom", "11-22", "12-31", null, null);
        consent(PRINCIPAL, false, "telecom", "11-22", "12-30", "11-23", null);
        Campaign campaign = campaign();
        assertThat(grounds(PRINCIPAL, call(campaign, AFTER))).isEmpty();
        assertThat(inFile(campaign, AFTER)).isEqualTo("OK");
    }

    @Test
    void aClaimOfBeforeThatCanStillBeConfirmedIsTakenBeforeOneThatWas() {
        report(PRINCIPAL, "a", "2026-11-20T11:00:00+01:00", null, "refused");
        consent(PRINCIPAL, false, "telecom", "11-10", "12-31", "11-11", null);
        consent(PRINCIPAL, false, "telecom", "11-10", "12-30", null, null);
        Judged.Told told = told(PRINCIPAL, call(campaign(), AFTER));
        assertThat(told.verdict().grounds().getFirst().remedy()).isNotNull();
        assertThat(Objects.requireNonNull(told.consent()).confirmed()).isFalse();
    }

    @Test
    void whatThePersonGaveHereAfterTheRefusalLiftsIt() {
        report(PRINCIPAL, "a", "2026-11-20T11:00:00+01:00", null, "refused");
        consent(PRINCIPAL, true, "telecom", "11-22", "12-31", null, null);
        assertThat(grounds(PRINCIPAL, call(campaign(), AFTER))).isEmpty();
    }

    private Campaign campaign() {
        Subject subject = Subject.of("telecom").orElseThrow();
        return campaigns.declare(
                PRINCIPAL,
                "key:1",
                new Campaigns.Terms(
                        null,
                        "Hiver",
                        subject.sector(),
                        subject,
                        null,
                        null,
                        null,
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2026, 12, 31)));
    }

    private static AskedCall call(Campaign campaign, String at) {
        return AskedCall.of(NUMBER, at, campaign.id().toString());
    }

    private String inFile(Campaign campaign, String at) {
        long national = NumberingPlan.FRANCE.national(E164);
        Instant checked = OffsetDateTime.parse(at).toInstant();
        Ruling ruling = new CampaignVerdicts(LawBook.france(), campaigns, log, consents, () -> checked)
                .judge(
                        campaign.id(),
                        new CampaignLaw.Numbers(new long[] {national}, 1),
                        publication.current(),
                        () -> {})
                .ruling();
        byte[] ruled = {0};
        ruling.rule(new long[] {national}, 1, ruled);
        return ruled[0] == Ruling.CALLABLE
                ? "OK"
                : "FORBIDDEN " + ruling.rules().get(ruled[0] - 2);
    }

    private void consent(
            UUID principal,
            boolean direct,
            String subject,
            String given,
            String until,
            @Nullable String confirmed,
            @Nullable String withdrawn) {
        byte[] print = new NumberPrints(database, keys).printer().print(new UUID(0, 0), E164);
        database.accounts()
                .sql(
                        "insert into accounts.consent (id, principal, recorded_by, reference, number, third_parties, goods, sectors, subject,"
                                + " shown_text, channel, evidence, given_at, until, recorded_at, confirmed_at, withdrawn_at) values (:id, :principal,"
                                + " :by, :reference, :number, '{}', 'x', '{other}', :subject, 'x', :channel, 'sha256:' || repeat('ab', 32), :given,"
                                + " :until, :given, :confirmed, :withdrawn)")
                .param("id", UUID.randomUUID())
                .param("principal", principal)
                .param("by", direct ? null : principal)
                .param("reference", UUID.randomUUID().toString())
                .param("number", print)
                .param("subject", subject)
                .param("channel", direct ? "portal" : "web")
                .param("given", day(given))
                .param("until", day(until))
                .param("confirmed", day(confirmed))
                .param("withdrawn", day(withdrawn))
                .update();
    }

    private static @Nullable OffsetDateTime day(@Nullable String day) {
        return day == null ? null : LocalDate.parse("2026-" + day).atTime(12, 0).atOffset(ZoneOffset.UTC);
    }
}
