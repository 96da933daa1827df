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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleKind;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReport;
import org.openbloctel.registry.calls.call.NumberPrints;
import org.openbloctel.registry.calls.campaign.CallCover;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.News;
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
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** The numbers of a campaign's file are judged as {@link Verdicts} judges calls to them one by one, hours aside. */
final class CampaignVerdictsIT {
    private static final UUID PRINCIPAL = new UUID(1, 1);
    private static final UUID STRANGER = new UUID(1, 3);
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final int NUMBERS = 80;
    /** Of the numbers for fiction, as the others: those beside them are Mayotte's, +262 639. */
    private static final long USED_UP = 33639980099L;

    private static final long OTHER_GOODS = 33639980098L;
    /** Wednesdays, 11:00 in Paris, one of each regime. */
    private static final List<Instant> DAYS = List.of(
            Instant.parse("2018-06-13T09:00:00Z"),
            Instant.parse("2021-06-16T09:00:00Z"),
            Instant.parse("2024-06-12T09:00:00Z"),
            Instant.parse("2026-11-25T10:00:00Z"),
            Instant.parse("2026-12-09T10:00:00Z"));

    private static final List<Subject> SUBJECTS = Stream.of(
                    "telecom", "windows-doors", "heat-pumps", "insurance", "other")
            .map(id -> Subject.of(id).orElseThrow())
            .toList();

    @TempDir
    Path folder;

    private Instant now = DAYS.get(3);
    private final InstantSource clock = () -> now;
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final Campaigns campaigns =
            new Campaigns(database, clock, audit, new Mandates(database, clock, audit, new Outbox(database, clock)));
    private final MasterKeys keys = MasterKeys.generate();
    private final CallLog log = new CallLog(database, clock, keys, 30, true);
    private final Consents consents =
            new Consents(database, clock, audit, campaigns, keys, News.in(database, clock, audit));
    private final CampaignVerdicts files = new CampaignVerdicts(LawBook.france(), campaigns, log, consents, clock);
    private Publication publication;
    private Verdicts verdicts;
    private int named;

    @BeforeEach
    void start() throws Exception {
        // The list is always of today, or nothing would be looked up by it.
        InstantSource real = InstantSource.system();
        publication = new Publication(database, PublicationSettings.in(folder), real, PublicationWatch.SILENT).start();
        Lookups lookups = new Lookups(
                publication,
                database,
                real,
                TestGuards.lenient(database, audit, real),
                new LookupTraces(database, real, keys, NumberingPlan.FRANCE));
        CallCover cover = new CallCover(new CampaignFiles(database, SpaceSettings.USUAL), LawBook.france());
        verdicts = new Verdicts(
                LawBook.france(), lookups, campaigns, new TestCampaigns(campaigns, clock), cover, log, consents, clock);
        company(PRINCIPAL, "000000018");
        company(STRANGER, "000000034");
    }

    @AfterEach
    void stop() {
        publication.close();
    }

    private void company(UUID id, String siren) {
        SampleCompany.insert(database.accounts(), id, siren, "Exemple");
    }

    private void list(List<Long> numbers) throws Exception {
        StringBuilder lines = new StringBuilder();
        numbers.forEach(number -> lines.append('+').append(number).append('\n'));
        long revision = publication
                .importNumbers(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)))
                .revision();
        assertThat(publication.await(revision, Duration.ofSeconds(20))).isTrue();
    }

    private Campaign campaign(Sector sector, Campaign.@Nullable Exemption ground) {
        return campaign(sector, null, null, ground);
    }

    private Campaign campaign(
            Sector sector, @Nullable Subject subject, @Nullable String goods, Campaign.@Nullable Exemption ground) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return campaigns.declare(
                PRINCIPAL,
                "key:1",
                new Campaigns.Terms(
                        null,
                        "Campagne " + ++named,
                        sector,
                        subject,
                        goods,
                        ground,
                        ground == null ? null : "dossier 12",
                        today.minusDays(5),
                        today.plusDays(20)));
    }

    private void consent(long number, UUID principal, boolean direct, Instant given, Instant until, boolean withdrawn) {
        consent(number, principal, direct, given, until, withdrawn, List.of("other"), null, "x");
    }

    private void consent(
            long number,
            UUID principal,
            boolean direct,
            Instant given,
            Instant until,
            boolean withdrawn,
            List<String> sectors,
            @Nullable String subject,
            String goods) {
        byte[] print = new NumberPrints(database, keys).printer().print(new UUID(0, 0), number);
        database.accounts()
                .sql(
                        "insert into accounts.consent (id, principal, recorded_by, reference, number, third_parties, goods,"
                                + " sectors, subject, shown_text, channel, evidence, given_at, until, recorded_at, confirmed_at, withdrawn_at) values (:id, :principal,"
                                + " :by, :reference, :number, '{}', :goods, cast(:sectors as text[]), :subject, 'x', :channel, 'sha256:' || repeat('ab', 32), :given, :until,"
                                + " :given, :confirmed, :withdrawn)")
                .param("id", UUID.randomUUID())
                .param("principal", principal)
                .param("by", direct ? null : principal)
                .param("reference", "r" + ++named)
                .param("number", print)
                .param("sectors", "{" + String.join(",", sectors) + "}")
                .param("subject", subject)
                .param("goods", goods)
                .param("channel", direct ? "portal" : "web")
                .param("given", given.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("confirmed", named % 2 == 0 ? given.plusSeconds(30).atOffset(ZoneOffset.UTC) : null)
                .param("withdrawn", withdrawn ? given.plusSeconds(60).atOffset(ZoneOffset.UTC) : null)
                .update();
    }

    private void call(UUID principal, long number, Instant at, CallReport.Outcome outcome) {
        log.report(principal, List.of(new CallReport("c" + ++named, principal, null, number, at, outcome, null)));
    }

    private CampaignLaw.Judged judged(Campaign campaign, List<Long> numbers) {
        long[] nationals = new TreeSet<>(numbers)
                .stream().mapToLong(PLAN::national).sorted().toArray();
        return files.judge(
                campaign.id(), new CampaignLaw.Numbers(nationals, nationals.length), publication.current(), () -> {});
    }

    private List<String> answers(Campaign campaign, List<Long> numbers) {
        Ruling ruling = judged(campaign, numbers).ruling();
        return numbers.stream().map(number -> answer(ruling, number)).toList();
    }

    private String answer(Ruling ruling, long number) {
        byte[] ruled = {(byte) (publication.current().contains(number) ? 1 : 0)};
        ruling.rule(new long[] {PLAN.national(number)}, 1, ruled);
        return switch (ruled[0]) {
            case Ruling.CALLABLE -> "OK";
            case Ruling.OPPOSED -> "OPPOSED";
            case Ruling.CANNOT_TELL -> "UNCHECKED";
            default -> "FORBIDDEN " + ruling.rules().get(ruled[0] - 2);
        };
    }

    /** The oracle: each number as a call of its own, days and hours left aside. */
    private List<String> oneByOne(Campaign campaign, List<Long> numbers) {
        LawBook law = LawBook.france();
        List<AskedCall> asked = numbers.stream()
                .map(number ->
                        AskedCall.of("+" + number, now.toString(), campaign.id().toString()))
                .toList();
        return verdicts.judge(PRINCIPAL, "key:1", false, asked).results().stream()
                .map(result -> ((Judged.Told) result)
                        .verdict().grounds().stream()
                                .filter(ground -> !ground.rule().equals("calling-hours"))
                                .toList())
                .map(grounds -> answer(law, grounds))
                .toList();
    }

    private static String answer(LawBook law, List<Ground> grounds) {
        List<Ground> forbidding = grounds.stream().filter(Ground::forbids).toList();
        if (forbidding.stream().anyMatch(ground -> ground.rule().equals("opposition-list"))) {
            return "OPPOSED";
        }
        if (forbidding.isEmpty()) {
            return grounds.isEmpty() ? "OK" : "UNCHECKED";
        }
        Ground leading = Ground.leading(forbidding).orElseThrow();
        String rule = leading.rule();
        boolean refusal = law.rule(rule).orElseThrow().kind() == RuleKind.REFUSAL && leading.remedy() == null;
        return "FORBIDDEN " + (refusal ? "refusal" : rule);
    }

    @Test
    void fileIsJudgedAsEachOfItsNumbersIs() throws Exception {
        SplittableRandom random = Seed.random(CampaignVerdictsIT.class);
        List<Long> numbers = numbers();
        list(numbers.stream().filter(number -> number % 3 == 0).toList());
        List<Long> all =
                Stream.concat(numbers.stream(), Stream.of(USED_UP, OTHER_GOODS)).toList();
        TreeSet<String> seen = new TreeSet<>();
        for (Instant day : DAYS) {
            now = day;
            numbers.forEach(number -> fill(random, number));
            useUp(USED_UP);
            consentToOtherGoods(OTHER_GOODS);
            for (Sector sector : Sector.values()) {
                for (Campaign.@Nullable Exemption ground : grounds(sector)) {
                    Campaign campaign = campaign(sector, ground);
                    List<String> answers = answers(campaign, all);
                    assertThat(answers).as("%s, %s, %s", day, sector, ground).isEqualTo(oneByOne(campaign, all));
                    seen.addAll(answers);
                }
            }
            for (Subject subject : SUBJECTS) {
                Campaign campaign = campaign(subject.sector(), subject, "Les x", null);
                List<String> answers = answers(campaign, all);
                assertThat(answers).as("%s, %s", day, subject).isEqualTo(oneByOne(campaign, all));
                seen.addAll(answers);
            }
        }
        assertThat(seen)
                .contains(
                        "OK",
                        "UNCHECKED",
                        "OPPOSED",
                        "FORBIDDEN consent",
                        "FORBIDDEN refusal",
                        "FORBIDDEN attempt-limit",
                        "FORBIDDEN energy-renovation-ban");
    }

    /** Of every territory, since the day there may be another. */
    private static List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        LongStream.range(0, NUMBERS).map(i -> 33639980000L + i).forEach(numbers::add);
        numbers.addAll(List.of(262692000001L, 590690000001L, 594694000002L, 596696000003L, 262639000001L));
        return numbers;
    }

    private static List<Campaign.@Nullable Exemption> grounds(Sector sector) {
        return switch (sector) {
            case PRESS -> List.of(Campaign.Exemption.PRESS);
            case POLL -> List.of(Campaign.Exemption.POLL);
            case NON_PROFIT -> List.of(Campaign.Exemption.NON_PROFIT);
            default -> Arrays.asList(null, Campaign.Exemption.CONTRACT, Campaign.Exemption.B2B);
        };
    }

    /** Something of what may be known of a number, on most days nothing. */
    private void fill(SplittableRandom random, long number) {
        if (random.nextInt(3) == 0) {
            Instant given = now.minus(Duration.ofDays(random.nextInt(400)));
            boolean direct = random.nextInt(3) == 0;
            UUID principal = random.nextInt(5) == 0 ? STRANGER : PRINCIPAL;
            Instant until = given.plus(Duration.ofDays(1 + random.nextInt(365)));
            List<String> sectors = Arrays.stream(Sector.values())
                    .map(Sector::code)
                    .filter(code -> random.nextInt(3) == 0)
                    .toList();
            List<Subject> fitting = SUBJECTS.stream()
                    .filter(one -> sectors.contains(one.sector().code()))
                    .toList();
            String subject = fitting.isEmpty() || random.nextBoolean()
                    ? null
                    : fitting.get(random.nextInt(fitting.size())).id();
            String goods = random.nextBoolean() ? "x" : "y";
            consent(number, principal, direct, given, until, random.nextInt(5) == 0, sectors, subject, goods);
        }
        int calls = random.nextInt(3) == 0 ? random.nextInt(6) : 0;
        for (int i = 0; i < calls; i++) {
            Instant at = now.minus(Duration.ofHours(1 + random.nextInt(24 * 40)));
            CallReport.Outcome outcome =
                    random.nextInt(8) == 0 ? CallReport.Outcome.REFUSED : CallReport.Outcome.NO_ANSWER;
            call(random.nextInt(5) == 0 ? STRANGER : PRINCIPAL, number, at, outcome);
        }
    }

    /** Chance may use up no number's attempts. */
    private void useUp(long number) {
        Instant given = now.minus(Duration.ofDays(10));
        consent(number, PRINCIPAL, false, given, now.plus(Duration.ofDays(90)), false);
        for (int days = 1; days <= 5; days++) {
            call(PRINCIPAL, number, now.minus(Duration.ofDays(days)), CallReport.Outcome.NO_ANSWER);
        }
    }

    /** Chance may leave no number unchecked. */
    private void consentToOtherGoods(long number) {
        Instant given = now.minus(Duration.ofDays(10));
        Instant until = now.plus(Duration.ofDays(90));
        consent(number, PRINCIPAL, false, given, until, false, List.of("other"), "other", "y");
    }

    @Test
    void consentsForThreeOfTenNumbersAllowThoseThree() throws Exception {
        list(List.of());
        List<Long> ten = LongStream.range(0, 10).mapToObj(i -> 33639980000L + i).toList();
        for (long number : ten.subList(2, 5)) {
            consent(number, PRINCIPAL, false, now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(90)), false);
        }
        List<String> answers = answers(campaign(Sector.OTHER, null), ten);
        assertThat(answers.subList(2, 5)).containsOnly("OK");
        assertThat(answers)
                .filteredOn(answer -> answer.equals("FORBIDDEN consent"))
                .hasSize(7);
        assertThat(answers(campaign(Sector.ENERGY_RENOVATION, null), ten))
                .as("forbidden even with consent")
                .doesNotContain("OK");
    }

    @Test
    void refusalForbidsInSpiteOfAConsent() throws Exception {
        list(List.of());
        long number = 33639980002L;
        consent(number, PRINCIPAL, false, now.minus(Duration.ofDays(30)), now.plus(Duration.ofDays(90)), false);
        call(PRINCIPAL, number, now.minus(Duration.ofDays(1)), CallReport.Outcome.REFUSED);
        assertThat(answers(campaign(Sector.OTHER, null), List.of(number))).containsExactly("FORBIDDEN refusal");
    }

    @Test
    void lawIsNamedWithItsRulesAndItsHours() throws Exception {
        list(List.of());
        CampaignLaw.Judged today = judged(campaign(Sector.OTHER, null), List.of(33639980002L));
        assertThat(today.law().regime()).isEqualTo("consent-2026");
        assertThat(today.law().day()).isEqualTo("2026-11-25");
        assertThat(today.law().rules())
                .contains("consent", "attempt-limit", "calling-hours")
                .doesNotContain("list-check");
        assertThat(today.law().hours()).containsExactly("monday-friday 10:00-13:00", "monday-friday 14:00-20:00");
        assertThat(today.law().holidays()).isTrue();
        assertThat(judged(campaign(Sector.OTHER, Campaign.Exemption.B2B), List.of())
                        .law()
                        .hours())
                .as("nobody at work is bound by them")
                .isEmpty();
        now = DAYS.getFirst();
        assertThat(judged(campaign(Sector.OTHER, null), List.of()).law().regime())
                .isEqualTo("opposition-list-2016");
    }

    @Test
    void moreNumbersThanOneStatementTakes() throws Exception {
        list(List.of());
        List<Long> many =
                LongStream.range(0, 40_000).mapToObj(i -> 33612000000L + i * 7).toList();
        consent(many.getLast(), PRINCIPAL, false, now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(90)), false);
        List<String> answers = answers(campaign(Sector.OTHER, null), many);
        assertThat(answers.indexOf("OK")).isEqualTo(many.size() - 1);
        assertThat(answers.subList(0, many.size() - 1)).containsOnly("FORBIDDEN consent");
        assertThat(Optional.of(answers.size())).contains(many.size());
    }
}
