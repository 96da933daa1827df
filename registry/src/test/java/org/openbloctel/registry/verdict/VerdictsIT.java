package org.openbloctel.registry.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.call.CallLog;
import org.openbloctel.registry.call.CallReports;
import org.openbloctel.registry.call.NumberPrints;
import org.openbloctel.registry.call.ToldCall;
import org.openbloctel.registry.campaign.CallCover;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.campaign.Campaigns;
import org.openbloctel.registry.campaign.ExemptionGround;
import org.openbloctel.registry.company.Mandates;
import org.openbloctel.registry.consent.ClaimedConsent;
import org.openbloctel.registry.consent.Consents;
import org.openbloctel.registry.consent.News;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;
import org.openbloctel.registry.law.Answer;
import org.openbloctel.registry.law.CallJudge;
import org.openbloctel.registry.law.Ground;
import org.openbloctel.registry.law.LawBook;
import org.openbloctel.registry.law.Regime;
import org.openbloctel.registry.law.Sector;
import org.openbloctel.registry.lookup.LookupRules;
import org.openbloctel.registry.lookup.Lookups;
import org.openbloctel.registry.outbox.Outbox;
import org.openbloctel.registry.publication.Publication;
import org.openbloctel.registry.publication.PublicationSettings;
import org.openbloctel.registry.publication.PublicationWatch;
import org.openbloctel.registry.refusal.CampaignRefusal;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.submission.CampaignFiles;
import org.openbloctel.registry.submission.Settings;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.registry.verdict.AskedCall.Assumed;
import org.openbloctel.registry.verdict.AskedCall.AssumedConsent;

/** Verdicts know the list, the campaign, the principal's earlier calls and refusals; what one call gets wrong is its own matter. */
final class VerdictsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID AGENT = new UUID(1, 2);
    private static final UUID STRANGER = new UUID(1, 3);
    /** A Wednesday, 11:00 in Paris. */
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private static final String NOW_TEXT = "2026-11-25T11:00:00+01:00";

    @TempDir
    Path folder;

    private Instant now = NOW;
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, clock);
    private final Mandates mandates = new Mandates(database, clock, audit, new Outbox(database, clock));
    private final Campaigns campaigns = new Campaigns(database, clock, audit, mandates);
    private final MasterKeys keys = MasterKeys.generate();
    private final CallLog log = new CallLog(database, clock, keys, 30);
    private final Consents consents =
            new Consents(database, clock, audit, campaigns, keys, News.in(database, clock, audit));
    private final CallReports reports = new CallReports(campaigns, log, clock);
    private Publication publication = publication(Path.of("target"));
    private Verdicts verdicts = verdicts(publication);

    private Publication publication(Path at) {
        return new Publication(database, PublicationSettings.in(at), clock, PublicationWatch.SILENT);
    }

    private Verdicts verdicts(Publication publication) {
        Lookups lookups = new Lookups(publication, database, audit, clock, LookupRules.USUAL);
        CallCover cover = new CallCover(
                new CampaignFiles(database, Settings.in(Path.of("target"), Path.of("target"))), LawBook.france());
        return new Verdicts(new CallJudge(LawBook.france()), lookups, campaigns, cover, log, consents, clock);
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

    private void company(UUID id, String siren) {
        database.accounts()
                .sql("insert into accounts.company (id, siren, name, address, representative, state, created_at)"
                        + " values (?, ?, 'Exemple', 'rue', 'Camille', 'VERIFIED', now())")
                .params(id, siren)
                .update();
    }

    @AfterEach
    void stop() {
        publication.close();
    }

    private static AskedCall call(
            String number, String at, @Nullable UUID campaign, @Nullable String sector, @Nullable Assumed assume) {
        String id = campaign == null ? null : campaign.toString();
        return new AskedCall(number, at, null, id, sector, null, null, null, null, null, null, assume, null);
    }

    private static Assumed consent() {
        return consent("other");
    }

    private static Assumed consent(String sector) {
        return new Assumed(
                null,
                null,
                null,
                null,
                new AssumedConsent(
                        "2026-11-01T10:00:00+01:00", "2027-10-31T10:00:00+01:00", true, List.of(sector), null),
                null,
                null);
    }

    private Judged.Result judge(UUID company, AskedCall call) {
        return verdicts.judge(company, "key:1", false, List.of(call)).results().getFirst();
    }

    private Judged.Told told(UUID company, AskedCall call) {
        Judged.Result result = judge(company, call);
        assertThat(result).isInstanceOf(Judged.Told.class);
        return (Judged.Told) result;
    }

    private List<String> grounds(UUID company, AskedCall call) {
        return told(company, call).verdict().grounds().stream()
                .map(Ground::rule)
                .toList();
    }

    private Refusal refusal(UUID company, AskedCall call) {
        Judged.Result result = judge(company, call);
        assertThat(result).isInstanceOf(Judged.Unread.class);
        return ((Judged.Unread) result).refusal();
    }

    private Campaign campaign(UUID by, @Nullable String principal, Sector sector, @Nullable ExemptionGround ground) {
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

    private CallReports.Answer report(UUID agent, String id, String at, @Nullable UUID campaign, String outcome) {
        String campaignId = campaign == null ? null : campaign.toString();
        return reports.file(agent, false, List.of(new ToldCall(id, "0639980002", at, campaignId, outcome, null, null)))
                .getFirst();
    }

    @Test
    void todayNobodyIsCalledWithoutConsent() {
        assertThat(grounds(PRINCIPAL, call("0639980002", NOW_TEXT, null, "other", null)))
                .containsExactly("consent");
        Judged.Told simulated = told(PRINCIPAL, call("0639980002", NOW_TEXT, null, "other", consent()));
        assertThat(simulated.verdict().answer()).isEqualTo(Answer.ALLOWED);
        assertThat(simulated.simulated()).isTrue();
    }

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
                                + " :number, '{}', 'x', '{other}', 'x', :channel, 'sha256:' || repeat('a', 64), '2025-06-01Z', '2025-12-01Z',"
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
        Campaign contract = campaign(PRINCIPAL, null, Sector.OTHER, ExemptionGround.CONTRACT);
        Campaign press = campaign(PRINCIPAL, null, Sector.PRESS, ExemptionGround.PRESS);
        Campaign b2b = campaign(PRINCIPAL, null, Sector.ENERGY_RENOVATION, ExemptionGround.B2B);
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
        assertThatThrownBy(() -> campaign(PRINCIPAL, null, Sector.OTHER, ExemptionGround.PRESS))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.UnfoundedExemption());
    }

    @Test
    void aConsentThatNobodyKnowsAndASectorThatNobodySaidCannotBeTold() {
        AskedCall call = new AskedCall(
                "0639980002", NOW_TEXT, null, null, "other", null, null, null, "some-id", null, null, null, null);
        Judged.Told told = told(PRINCIPAL, call);
        assertThat(told.verdict().answer()).isEqualTo(Answer.CANNOT_TELL);
        assertThat(told.verdict().grounds()).extracting(Ground::missing).containsExactly("consent");
        assertThat(told(PRINCIPAL, call("0639980002", NOW_TEXT, null, null, consent()))
                        .verdict()
                        .answer())
                .isEqualTo(Answer.CANNOT_TELL);
    }

    @Test
    void reportsOfTheFutureAndOfLongAgoAreRefusedAlone() {
        List<CallReports.Answer> answers = reports.file(
                PRINCIPAL,
                false,
                List.of(
                        new ToldCall("1", "0639980002", "2026-10-01T11:00:00+01:00", null, null, null, null),
                        new ToldCall("2", "0639980002", "2026-11-26T11:00:00+01:00", null, null, null, null),
                        new ToldCall("3", "0639980002", NOW_TEXT, null, "perhaps", null, null),
                        new ToldCall("4", "0639980002", NOW_TEXT, null, "callback-agreed", null, null),
                        new ToldCall("5", "x", NOW_TEXT, null, null, null, null),
                        new ToldCall("6", "0639980002", NOW_TEXT, null, null, null, null)));
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
        assertThat(insurance.consent().sectors()).containsExactlyInAnyOrder(Sector.INSURANCE, Sector.PRESS);
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
        Campaign contract = campaign(PRINCIPAL, null, Sector.OTHER, ExemptionGround.CONTRACT);
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

    @Test
    void withoutAFreshListNothingIsAnswered() {
        Verdicts withoutList = verdicts(publication(folder.resolve("other"))); // not started
        assertThatThrownBy(() -> withoutList.judge(
                        PRINCIPAL, "key:1", false, List.of(call("0639980002", NOW_TEXT, null, "other", consent()))))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new ListRefusal.ListNotFresh());
        assertThatThrownBy(() -> withoutList.judge(
                        PRINCIPAL, "key:1", false, Collections.nCopies(10_001, AskedCall.of("0639980002", NOW_TEXT))))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.TooManyCalls(10_000));
    }
}
