package org.openbloctel.registry.calls.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Calls that are told after the mandate under which they were made has ended: judged by the hour at which they were made. */
final class CallReportsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID AGENT = new UUID(1, 2);
    private static final UUID STRANGER = new UUID(1, 3);
    /** A Wednesday, 11:00 in Paris: the mandate is accepted, and ends with the 30th. */
    private static final Instant ACCEPTED = Instant.parse("2026-11-25T10:00:00Z");

    private static final Instant AFTERWARDS = Instant.parse("2026-12-01T10:00:00Z");

    private Instant now = ACCEPTED;
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final Mandates mandates = new Mandates(database, clock, audit, new Outbox(database, clock));
    private final Campaigns campaigns = new Campaigns(database, clock, audit, mandates);
    private final CallLog log = new CallLog(database, clock, MasterKeys.generate(), 30, true);
    private final CallReports reports = new CallReports(
            campaigns,
            new TestCampaigns(campaigns, clock),
            log,
            new OffHours(database, log, LawBook.france(), clock),
            clock);

    @BeforeEach
    void mandate() {
        company(PRINCIPAL, "000000018");
        company(AGENT, "000000026");
        company(STRANGER, "000000034");
        database.accounts()
                .sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (?, ?, ?, ?, '000000026', '2026-11-01', '2026-11-30', :at, :at)"
                                .replace(":at", "'" + ACCEPTED + "'"))
                .params(UUID.randomUUID(), PRINCIPAL, AGENT, PRINCIPAL)
                .update();
    }

    private void company(UUID id, String siren) {
        SampleCompany.insert(database.accounts(), id, siren, "Exemple");
    }

    private UUID campaign(UUID by, @Nullable String principal) {
        LocalDate from = LocalDate.of(2026, 11, 1);
        Campaigns.Terms terms =
                new Campaigns.Terms(principal, "Novembre", Sector.OTHER, null, null, from, from.plusMonths(2));
        return campaigns.declare(by, "key:1", terms).id();
    }

    private @Nullable Refusal told(UUID agent, String id, String at, UUID campaign) {
        CallReports.Told call =
                new CallReports.Told(id, "0639980002", at, campaign.toString(), "no-answer", null, null);
        return reports.file(agent, false, List.of(call)).getFirst().refusal();
    }

    @Test
    void callUnderAMandateCountsForThePrincipalAlsoWhenItIsToldAfterTheMandate() {
        UUID ofAgent = campaign(AGENT, "000000018");
        UUID ofPrincipal = campaign(PRINCIPAL, null);
        now = AFTERWARDS;
        assertThat(told(AGENT, "a", "2026-11-30T19:59:00+01:00", ofAgent)).isNull();
        assertThat(told(AGENT, "b", "2026-11-25T11:00:00+01:00", ofPrincipal)).isNull();
        assertThat(log.histories(List.of(new CallLog.Pair(PRINCIPAL, 33_639_980_002L)))
                        .getFirst()
                        .attempts())
                .hasSize(2);
    }

    @Test
    void callOutsideTheMandateIsRefusedWithItsEndAndAStrangersIsOfNoCampaign() {
        UUID ofAgent = campaign(AGENT, "000000018");
        UUID ofPrincipal = campaign(PRINCIPAL, null);
        now = AFTERWARDS;
        for (String outside : List.of("2026-12-01T00:00:00+01:00", "2026-11-25T10:59:59+01:00")) {
            assertThat(told(AGENT, "c", outside, ofAgent)).isEqualTo(new CampaignRefusal.MandateEnded());
            assertThat(told(AGENT, "c", outside, ofPrincipal)).isEqualTo(new CampaignRefusal.MandateEnded());
        }
        assertThat(told(STRANGER, "d", "2026-11-30T19:59:00+01:00", ofPrincipal))
                .isEqualTo(new LawRefusal.UnknownCampaign());
        assertThatThrownBy(() -> campaigns.require(AGENT, ofPrincipal))
                .as("as verdicts and submissions do")
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new CampaignRefusal.MandateEnded());
    }

    @Test
    void mandateThatWasEndedIsOverAtThatInstant() {
        UUID campaign = campaign(PRINCIPAL, null);
        endedAt("2026-11-26T12:00:00Z");
        now = AFTERWARDS;
        assertThat(told(AGENT, "a", "2026-11-26T12:59:59+01:00", campaign)).isNull();
        assertThat(told(AGENT, "b", "2026-11-26T13:00:00+01:00", campaign))
                .isEqualTo(new CampaignRefusal.MandateEnded());
    }

    @Test
    void mandateEndedBeforeItBeganWasNone() {
        UUID campaign = campaign(PRINCIPAL, null);
        database.accounts()
                .sql("update accounts.mandate set starts_on = '2026-11-28'")
                .update();
        endedAt("2026-11-26T12:00:00Z");
        now = AFTERWARDS;
        assertThat(told(AGENT, "a", "2026-11-29T12:00:00+01:00", campaign)).isEqualTo(new LawRefusal.UnknownCampaign());
    }

    private void endedAt(String instant) {
        database.accounts()
                .sql("update accounts.mandate set ended_at = ?, ended_on = '2026-11-26'")
                .param(Instant.parse(instant).atOffset(ZoneOffset.UTC))
                .update();
    }
}
