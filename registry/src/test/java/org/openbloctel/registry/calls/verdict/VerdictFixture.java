package org.openbloctel.registry.calls.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.calls.campaign.CallCover;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.News;
import org.openbloctel.registry.calls.verdict.AskedCall.Assumed;
import org.openbloctel.registry.calls.verdict.AskedCall.AssumedConsent;
import org.openbloctel.registry.list.guard.TestGuards;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.list.publication.PublicationSettings;
import org.openbloctel.registry.list.publication.PublicationWatch;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.number.NumberingPlan;

/** Verdicts on a database and a list of their own, with three companies and a mandate, by a clock that a test moves. */
abstract class VerdictFixture {
    static final UUID PRINCIPAL = new UUID(1, 1);
    static final UUID AGENT = new UUID(1, 2);
    static final UUID STRANGER = new UUID(1, 3);
    /** A Wednesday, 11:00 in Paris. */
    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    static final String NOW_TEXT = "2026-11-25T11:00:00+01:00";

    @TempDir
    Path folder;

    Instant now = NOW;
    final InstantSource clock = () -> now;
    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    final Mandates mandates = new Mandates(database, clock, audit, new Outbox(database, clock));
    final Campaigns campaigns = new Campaigns(database, clock, audit, mandates);
    final MasterKeys keys = MasterKeys.generate();
    final CallLog log = new CallLog(database, clock, keys, 30, true);
    final Consents consents = new Consents(database, clock, audit, campaigns, keys, News.in(database, clock, audit));
    final CallReports reports = new CallReports(
            campaigns,
            new TestCampaigns(campaigns, clock),
            log,
            new OffHours(database, log, LawBook.france(), clock),
            clock);
    Publication publication = publication(Path.of("target"));
    Verdicts verdicts = verdicts(publication);

    Publication publication(Path at) {
        return new Publication(database, PublicationSettings.in(at), clock, PublicationWatch.SILENT);
    }

    Verdicts verdicts(Publication publication) {
        return verdicts(publication, campaigns);
    }

    Verdicts verdicts(Publication publication, Campaigns known) {
        Lookups lookups = new Lookups(
                publication,
                database,
                clock,
                TestGuards.usual(database, audit, clock, keys),
                new LookupTraces(database, clock, keys, NumberingPlan.FRANCE));
        CallCover cover = new CallCover(new CampaignFiles(database, SpaceSettings.USUAL), LawBook.france());
        return new Verdicts(
                LawBook.france(), lookups, known, new TestCampaigns(known, clock), cover, log, consents, clock);
    }

    @BeforeEach
    void start() throws Exception {
        publication = publication(folder).start();
        verdicts = verdicts(publication);
        long revision = publication
                .importNumbers(new ByteArrayInputStream("0639980001\n".getBytes(StandardCharsets.UTF_8)))
                .revision();
        assertThat(publication.await(revision, Duration.ofSeconds(20))).isTrue();
        company(PRINCIPAL, "000000018");
        company(AGENT, "000000026");
        company(STRANGER, "000000034");
        database.accounts()
                .sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (?, ?, ?, ?, '000000026', ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        PRINCIPAL,
                        AGENT,
                        PRINCIPAL,
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2026, 11, 30),
                        NOW.minusSeconds(99).atOffset(ZoneOffset.UTC),
                        NOW.minusSeconds(99).atOffset(ZoneOffset.UTC))
                .update();
    }

    void company(UUID id, String siren) {
        SampleCompany.insert(database.accounts(), id, siren, "Exemple");
    }

    @AfterEach
    void stop() {
        publication.close();
    }

    static AskedCall call(
            String number, String at, @Nullable UUID campaign, @Nullable String sector, @Nullable Assumed assume) {
        String id = campaign == null ? null : campaign.toString();
        String goods = "other".equals(sector) ? "fenêtres" : null;
        return new AskedCall(
                number, at, null, id, sector, null, goods, null, null, null, null, null, null, assume, null);
    }

    static Assumed consent() {
        return consent("other");
    }

    static Assumed consent(String sector) {
        return new Assumed(
                null,
                null,
                null,
                null,
                new AssumedConsent(
                        "2026-11-01T10:00:00+01:00",
                        "2027-10-31T10:00:00+01:00",
                        true,
                        List.of(sector),
                        null,
                        "fenêtres",
                        null,
                        null),
                null,
                null);
    }

    Judged.Result judge(UUID company, AskedCall call) {
        return verdicts.judge(company, "key:1", false, List.of(call)).results().getFirst();
    }

    Judged.Told told(UUID company, AskedCall call) {
        Judged.Result result = judge(company, call);
        assertThat(result).isInstanceOf(Judged.Told.class);
        return (Judged.Told) result;
    }

    List<String> grounds(UUID company, AskedCall call) {
        return told(company, call).verdict().grounds().stream()
                .map(Ground::rule)
                .toList();
    }

    Refusal refusal(UUID company, AskedCall call) {
        Judged.Result result = judge(company, call);
        assertThat(result).isInstanceOf(Judged.Unread.class);
        return ((Judged.Unread) result).refusal();
    }

    Campaign campaign(UUID by, @Nullable String principal, Sector sector, Campaign.@Nullable Exemption ground) {
        return campaigns.declare(
                by,
                "key:1",
                new Campaigns.Terms(
                        principal,
                        "Novembre",
                        sector,
                        ground,
                        ground == null ? null : "dossier 12",
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2026, 12, 31)));
    }

    CallReports.Answer report(UUID agent, String id, String at, @Nullable UUID campaign, String outcome) {
        String campaignId = campaign == null ? null : campaign.toString();
        return reports.file(
                        agent,
                        false,
                        List.of(new CallReports.Told(id, "0639980002", at, campaignId, outcome, null, null)))
                .getFirst();
    }
}
