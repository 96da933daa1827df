package org.openbloctel.registry.authority.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.ListedNumbers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReport;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.ConsentNews;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.News;
import org.openbloctel.registry.list.trace.Answer;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.list.trace.TraceKeeping;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.list.trace.TracedCheck;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An inspector sees of each company what it knew of the complaint's number when it called, and everything is written down. */
final class EvidenceIT {
    private static final URI PORTAL = URI.create("https://oppose.example/");
    private static final Inspector INSPECTOR = new Inspector(new UUID(4, 1));
    private static final String NUMBER = "06 39 98 00 02";
    private static final long E164 = 33639980002L;
    private static final String CALLER = "01 99 00 34 56";
    private static final String WHY = "Dossier 12";

    @TempDir
    Path folder;

    private SubmissionFixture fixture;
    private Complaints complaints;
    private InspectorDesk desk;
    private Evidence evidence;
    private CallLog calls;
    private LookupTraces lookups;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
        Outbox outbox = new Outbox(fixture.database, fixture.clock());
        Consumers consumers = new Consumers(
                fixture.database, outbox, fixture.audit, fixture.clock(), new ConsumerSettings(PORTAL, false));
        Complaints.Needs needs =
                new Complaints.Needs(fixture.database, fixture.clock(), fixture.audit, outbox, consumers);
        LawBook law = LawBook.france();
        complaints = new Complaints(needs, fixture.master, law, PORTAL);
        desk = new InspectorDesk(needs, fixture.master, PORTAL);
        TraceSearch traces = new TraceSearch(fixture.database, fixture.master, fixture.vault, NumberingPlan.FRANCE);
        evidence = new Evidence(fixture.database, fixture.master, law, desk, traces);
        calls = new CallLog(fixture.database, fixture.clock(), fixture.master, 60, false);
        lookups = new LookupTraces(fixture.database, fixture.clock(), fixture.master, NumberingPlan.FRANCE);
    }

    private UUID company(UUID id, String siren, String name) {
        SampleCompany.insert(fixture.database.accounts(), id, siren, name);
        return id;
    }

    private UUID complaint(Instant... at) {
        fixture.now = at[at.length - 1].plus(Duration.ofHours(2));
        return complaints
                .file(
                        new Filing(
                                PhoneNumber.read(NUMBER),
                                CallingNumber.read(CALLER).orElseThrow(),
                                List.of(at),
                                0,
                                Subject.INSURANCE,
                                false,
                                null,
                                null,
                                List.of(),
                                new Filing.Words("", "", "")),
                        null)
                .id();
    }

    private void report(UUID principal, String id, Instant at, CallReport.@Nullable Outcome outcome) {
        calls.report(principal, List.of(new CallReport(id, principal, null, E164, at, outcome, null)));
    }

    private Findings findings(UUID complaint) {
        return evidence.of(INSPECTOR, complaint, WHY);
    }

    private Findings.Conduct conduct(Findings findings, UUID company) {
        return findings.callers().stream()
                .filter(caller -> caller.company().equals(company))
                .map(Findings.Caller::conduct)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void companyThatCheckedIsShownWithItsCheck() throws IOException {
        company(SubmissionFixture.COMPANY, "000000018", "Exemple");
        Submission submission = fixture.scrubbed(SubmissionFixture.FILE);
        Instant call = fixture.now.plus(Duration.ofDays(20));
        UUID complaint = complaint(call);
        report(SubmissionFixture.COMPANY, "a", call, CallReport.Outcome.ANSWERED);
        Findings found = findings(complaint);
        assertThat(found.checks()).singleElement().satisfies(one -> {
            assertThat(one.answer()).isEqualTo(Answer.CALLABLE);
            assertThat(one.check().submission()).isEqualTo(submission.id());
            assertThat(one.check().certificate()).isEqualTo("certificate-1");
        });
        assertThat(conduct(found, SubmissionFixture.COMPANY)).isEqualTo(Findings.Conduct.CHECKED);
        assertThat(found.names().get(SubmissionFixture.COMPANY)).isNotNull();
        assertThat(found.reported())
                .singleElement()
                .satisfies(one -> assertThat(one.at()).isEqualTo(call));
        assertThat(found.days()).singleElement().satisfies(day -> {
            assertThat(day.listed()).as("nothing shows that it was listed").isNull();
            assertThat(day.regime()).isNotNull();
        });
    }

    @Test
    void eachConductIsToldFromTheOthers() throws IOException {
        UUID lapsed = SubmissionFixture.COMPANY;
        UUID toldNo = new UUID(5, 2);
        UUID others = new UUID(5, 3);
        UUID never = company(new UUID(5, 4), "000000042", "Jamais");
        fixture.scrubbed(SubmissionFixture.FILE);
        Instant call = fixture.now.plus(Duration.ofDays(40));
        fixture.now = call.minus(Duration.ofDays(2));
        lookups.of(toldNo, toldNo).add(8, buffer -> buffer.number(E164, Verdict.OPPOSED));
        lookups.of(others, others).add(8, buffer -> buffer.number(E164 + 1, Verdict.CALLABLE));
        lookups.flush();
        fixture.now = call.plus(Duration.ofMinutes(30));
        lookups.of(never, never).add(8, buffer -> buffer.number(E164, Verdict.CALLABLE));
        UUID complaint = complaint(call);
        Stream.of(lapsed, toldNo, others).forEach(one -> report(one, "a", call, CallReport.Outcome.ANSWERED));
        desk.attribute(INSPECTOR, complaint, never);
        Findings found = findings(complaint);
        assertThat(conduct(found, lapsed)).isEqualTo(Findings.Conduct.CHECK_LAPSED);
        assertThat(conduct(found, toldNo)).isEqualTo(Findings.Conduct.TOLD_NO);
        assertThat(conduct(found, others)).isEqualTo(Findings.Conduct.NOT_THIS_NUMBER);
        assertThat(conduct(found, never)).isEqualTo(Findings.Conduct.NEVER_CHECKED);
        assertThat(found.callers())
                .filteredOn(Findings.Caller::attributed)
                .singleElement()
                .satisfies(one -> assertThat(one.company()).isEqualTo(never));
        assertThat(found.checks())
                .extracting(one -> one.check().kind())
                .containsExactly(TracedCheck.Kind.FILE, TracedCheck.Kind.LOOKUP);
    }

    @Test
    void checkAfterTheCallIsNoExcuse() {
        UUID late = company(new UUID(5, 5), "000000059", "Tard");
        Instant call = fixture.now.plus(Duration.ofDays(1));
        fixture.now = call.plus(Duration.ofMinutes(2));
        lookups.of(late, late).add(8, buffer -> buffer.number(E164, Verdict.CALLABLE));
        lookups.flush();
        UUID complaint = complaint(call);
        report(late, "a", call, null);
        Findings found = findings(complaint);
        assertThat(found.checks()).isEmpty();
        assertThat(conduct(found, late)).isEqualTo(Findings.Conduct.NOT_THIS_NUMBER);
    }

    @Test
    void numberBesideThePhoneColumnDoesNotShowWhatWasAnswered() throws IOException {
        fixture.scrubbed("Téléphone;Note\n0639980009;voir 06 39 98 00 02\n");
        Instant call = fixture.now.plus(Duration.ofDays(2));
        UUID complaint = complaint(call);
        report(SubmissionFixture.COMPANY, "a", call, CallReport.Outcome.ANSWERED);
        Findings found = findings(complaint);
        assertThat(found.checks())
                .singleElement()
                .satisfies(one -> assertThat(one.answer()).isEqualTo(Answer.BESIDE));
        assertThat(conduct(found, SubmissionFixture.COMPANY)).isEqualTo(Findings.Conduct.CANNOT_TELL);
    }

    @Test
    void lookUpsOfTheHourOfTheCallProveNothing() {
        UUID onlyThen = new UUID(6, 1);
        UUID before = new UUID(6, 2);
        UUID toldNo = new UUID(6, 3);
        lookUp(before, E164, Verdict.CALLABLE);
        lookUp(toldNo, E164, Verdict.OPPOSED);
        lookups.flush();
        fixture.now = fixture.now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(1));
        List<UUID> all = List.of(onlyThen, before, toldNo);
        all.forEach(one -> lookUp(one, E164 + 1, Verdict.CALLABLE));
        lookups.flush();
        Instant call = fixture.now.plus(Duration.ofMinutes(20));
        fixture.later(Duration.ofMinutes(40));
        all.forEach(one -> lookUp(one, E164, Verdict.CALLABLE));
        lookups.flush();
        UUID complaint = complaint(call);
        all.forEach(one -> report(one, "a", call, CallReport.Outcome.ANSWERED));
        new TraceKeeping(fixture.database, fixture.clock(), fixture.master, fixture.vault, NumberingPlan.FRANCE).run();
        Findings found = findings(complaint);
        assertThat(conduct(found, onlyThen)).isEqualTo(Findings.Conduct.CANNOT_TELL);
        assertThat(conduct(found, before)).isEqualTo(Findings.Conduct.CHECKED);
        assertThat(conduct(found, toldNo))
                .as("it may have been told yes before the call")
                .isEqualTo(Findings.Conduct.CANNOT_TELL);
    }

    @Test
    void lookUpsOfTheHourOfAnotherCheckMayBeBeforeIt() throws IOException {
        UUID company = SubmissionFixture.COMPANY;
        lookUp(company, E164, Verdict.OPPOSED);
        lookups.flush();
        fixture.later(Duration.ofMinutes(20));
        fixture.scrubbed(SubmissionFixture.FILE);
        fixture.later(Duration.ofMinutes(20));
        lookUp(company, E164 + 1, Verdict.OPPOSED);
        lookups.flush();
        Instant call = fixture.now.plus(Duration.ofDays(1));
        UUID complaint = complaint(call);
        report(company, "a", call, CallReport.Outcome.ANSWERED);
        assertThat(conduct(findings(complaint), company))
                .as("while each look-up has its own time")
                .isEqualTo(Findings.Conduct.CHECKED);
        new TraceKeeping(fixture.database, fixture.clock(), fixture.master, fixture.vault, NumberingPlan.FRANCE).run();
        assertThat(conduct(findings(complaint), company)).isEqualTo(Findings.Conduct.CANNOT_TELL);
    }

    @Test
    void lookUpJustBeforeTheCallIsWrittenAfterIt() {
        UUID dialer = new UUID(6, 4);
        Instant call = fixture.now.plus(Duration.ofDays(1));
        fixture.now = call.plusSeconds(4);
        lookUp(dialer, E164, Verdict.CALLABLE);
        lookups.flush();
        UUID complaint = complaint(call);
        report(dialer, "a", call, CallReport.Outcome.ANSWERED);
        assertThat(conduct(findings(complaint), dialer)).isEqualTo(Findings.Conduct.CANNOT_TELL);
    }

    @Test
    void callAfterThoseOfTheComplaintIsJudgedByTheChecksBeforeIt() {
        UUID company = new UUID(6, 5);
        Instant first = fixture.now.plus(Duration.ofDays(1));
        UUID complaint = complaint(first);
        fixture.now = first.plus(Duration.ofDays(2));
        lookUp(company, E164, Verdict.CALLABLE);
        lookups.flush();
        fixture.later(Duration.ofDays(1));
        report(company, "a", first, CallReport.Outcome.ANSWERED);
        report(company, "b", fixture.now, CallReport.Outcome.ANSWERED);
        assertThat(conduct(findings(complaint), company)).isEqualTo(Findings.Conduct.CHECKED);
    }

    private void lookUp(UUID company, long number, Verdict verdict) {
        lookups.of(company, company).add(8, buffer -> buffer.number(number, verdict));
    }

    @Test
    void claimedConsentsAreShown() {
        UUID company = company(new UUID(5, 7), "000000067", "Accord");
        Campaigns campaigns = new Campaigns(
                fixture.database,
                fixture.clock(),
                fixture.audit,
                new Mandates(
                        fixture.database,
                        fixture.clock(),
                        fixture.audit,
                        new Outbox(fixture.database, fixture.clock())));
        ConsentNews news = News.in(fixture.database, fixture.clock(), fixture.audit);
        new Consents(fixture.database, fixture.clock(), fixture.audit, campaigns, fixture.master, news)
                .record(
                        company,
                        "key:1",
                        false,
                        List.of(Claims.of(
                                "C-1",
                                NUMBER,
                                "assurance",
                                "insurance",
                                "2026-10-01T10:00:00+02:00",
                                "2027-10-01T10:00:00+02:00")));
        assertThat(findings(complaint(fixture.now.plus(Duration.ofDays(1)))).consents())
                .singleElement()
                .satisfies(one -> assertThat(one.reference()).isEqualTo("C-1"));
    }

    @Test
    void callsAfterARefusalAreNamed() {
        UUID company = new UUID(5, 6);
        Instant first = fixture.now.plus(Duration.ofDays(1));
        Instant second = first.plus(Duration.ofDays(3));
        report(company, "a", first, CallReport.Outcome.REFUSED);
        report(company, "b", second, CallReport.Outcome.ANSWERED);
        UUID complaint = complaint(second);
        assertThat(findings(complaint).refusals())
                .containsExactly(new Findings.Refusal(company, first, List.of(second)));
    }

    @Test
    void listIsShownAsItWasOnTheDayOfEachCall() {
        Instant before = fixture.now.plus(Duration.ofDays(1));
        Instant listed = fixture.now.plus(Duration.ofDays(2));
        Instant after = fixture.now.plus(Duration.ofDays(3));
        fixture.database.runInAccounts(() -> new ListedNumbers(fixture.database).bring(new long[] {E164}, listed));
        UUID complaint = complaint(before, after);
        register(complaint, fixture.now, null, fixture.now);
        Findings found = findings(complaint);
        assertThat(found.proved()).isTrue();
        assertThat(found.days()).extracting(day -> day.listed() != null).containsExactly(false, true);
        assertThat(found.days().getLast().listed()).isEqualTo(new Findings.Listed(listed, null));
    }

    /** Else a complaint about any number would tell an inspector whether its holder registered it, and when. */
    @Test
    void numberThatNoComplainantProvedShowsTheConductOfCompaniesAndNoRegistration() {
        UUID company = company(new UUID(5, 12), "000000083", "Conduite");
        Instant call = fixture.now.plus(Duration.ofDays(3));
        report(company, "a", call, CallReport.Outcome.ANSWERED);
        Instant listed = fixture.now;
        fixture.database.runInAccounts(() -> new ListedNumbers(fixture.database).bring(new long[] {E164}, listed));
        register(complaint(call.minus(Duration.ofDays(1))), listed, null, listed);
        UUID complaint = complaint(call);
        assertHidden(complaint, "the holder is another person");
        UUID typed = complaint(call.plus(Duration.ofDays(9)));
        register(typed, listed, null, null);
        assertHidden(typed, "typed, and proved by no code");
        UUID former = complaint(call.plus(Duration.ofDays(18)));
        register(former, listed, call, listed);
        assertHidden(former, "it was theirs before the call");
        assertThat(conduct(findings(complaint), company)).isEqualTo(Findings.Conduct.NEVER_CHECKED);
    }

    private void assertHidden(UUID complaint, String why) {
        Findings found = findings(complaint);
        assertThat(found.proved()).as(why).isFalse();
        assertThat(found.days())
                .as(why)
                .allSatisfy(day -> assertThat(day.listed()).isNull());
    }

    /** Gives a complaint a complainant who registered its number. */
    private void register(UUID complaint, Instant at, @Nullable Instant ended, @Nullable Instant proved) {
        UUID consumer = UUID.randomUUID();
        JdbcClient accounts = fixture.database.accounts();
        accounts.sql("insert into accounts.consumer (id, email, locale, created_at) values (?, ?, 'fr', ?)")
                .params(consumer, consumer + "@example.org", at.atOffset(ZoneOffset.UTC))
                .update();
        accounts.sql("""
                        insert into accounts.registration (id, consumer, number, registration_number, registered_at, effective_on,
                            ends_on, ended_at, ended_because, proved_at)
                        values (:id, :consumer, :number, :serial, :at, cast(:at as date), cast(:at as date) + 1095, :ended,
                            case when cast(:ended as timestamptz) is null then null else 'WITHDRAWN' end, :proved)
                        """)
                .param("id", UUID.randomUUID())
                .param("consumer", consumer)
                .param("number", fixture.database.accountsNumbers().seal(E164))
                .param("serial", consumer.toString())
                .param("at", Timestamp.from(at))
                .param("ended", ended == null ? null : Timestamp.from(ended))
                .param("proved", proved == null ? null : Timestamp.from(proved))
                .update();
        accounts.sql("update accounts.complaint set consumer = ? where id = ?")
                .params(consumer, complaint)
                .update();
    }

    /** From either of two complaints that share a call, the calls of both are shown, each once, and both are in the audit trail. */
    @Test
    void callsOfAComplaintThatJoinedAreShown() {
        UUID company = company(new UUID(5, 8), "000000075", "Suite");
        Instant shared = fixture.now.plus(Duration.ofDays(1));
        Instant next = shared.plus(Duration.ofDays(2));
        UUID first = complaint(shared);
        UUID second = complaint(shared, next);
        desk.attribute(INSPECTOR, first, company);
        for (UUID opened : List.of(first, second)) {
            Findings found = findings(opened);
            assertThat(found.days()).extracting(Findings.CallDay::at).containsExactly(shared, next);
            assertThat(found.callers()).singleElement().satisfies(one -> {
                assertThat(one.attributed()).isTrue();
                assertThat(one.lastCall()).isEqualTo(next);
            });
            assertThat(found.complaint().id()).isEqualTo(opened);
        }
        assertThat(actions(first)).contains("evidence.read", "evidence.read", "complaint.read");
        assertThat(actions(second)).containsOnlyOnce("complaint.read").contains("evidence.read", "evidence.read");
    }

    private List<String> actions(UUID complaint) {
        return fixture.audit.about("complaint:" + complaint, 20).stream()
                .map(one -> one.entry().action())
                .toList();
    }

    @Test
    void eachOpeningIsInTheTrailWithItsPurpose() {
        UUID complaint = complaint(fixture.now.plus(Duration.ofDays(1)));
        findings(complaint);
        findings(complaint);
        AuditEntry entry = new AuditEntry(
                "inspector:" + INSPECTOR.id(), "evidence.read", "complaint:" + complaint, Map.of("purpose", WHY));
        assertThat(fixture.audit.about("complaint:" + complaint, 10).stream()
                        .map(AuditEntry.Recorded::entry)
                        .filter(one -> one.action().equals(entry.action())))
                .containsExactly(entry, entry);
        assertThatThrownBy(() -> evidence.of(INSPECTOR, complaint, "  "))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new InspectionRefusal.NoPurpose(Evidence.MAX_PURPOSE)));
    }

    @Test
    void forgottenNumberIsNotLookedFor() {
        UUID complaint = complaint(fixture.now.plus(Duration.ofDays(1)));
        fixture.database
                .accounts()
                .sql("update accounts.complaint set number = null where id = ?")
                .params(complaint)
                .update();
        assertThatThrownBy(() -> findings(complaint))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new InspectionRefusal.NumberForgotten()));
    }

    @Test
    void noNumberIsInWhatIsPrinted() {
        UUID complaint = complaint(fixture.now.plus(Duration.ofDays(1)));
        assertThat(findings(complaint).toString().toLowerCase(Locale.ROOT)).isEqualTo("findings[" + complaint + "]");
    }
}
