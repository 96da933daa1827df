package org.openbloctel.registry.authority.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.ComplaintCounts;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.complaint.InspectorDesk;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.authority.evidence.ToldBefore;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.call.OffHours;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.News;
import org.openbloctel.registry.list.lookup.LookupSums;
import org.openbloctel.registry.list.trace.LookupTraces;
import org.openbloctel.registry.list.trace.TraceSearch;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The features that detectors ask, on a database of their own, by a clock that a test moves. */
final class SignalWorld {
    static final Inspector INSPECTOR = new Inspector(new UUID(7, 7));
    static final String CALLER = "01 99 00 34 56";
    private static final URI PORTAL = URI.create("https://oppose.example/");

    static final SignalSettings SETTINGS = new SignalSettings(
            new SignalSettings.Unchecked(2, 30, 60),
            new SignalSettings.Surge(5, 10),
            new SignalSettings.Told(2, 10),
            new SignalSettings.HitRate(1_000, 30, 4),
            new SignalSettings.OffHours(3, 7, 50),
            new SignalSettings.Spread(2, 90),
            new SignalSettings.Consents(2, 90),
            30);

    /** A Friday, 11:00 in Paris. */
    Instant now = Instant.parse("2026-11-27T10:00:00Z");

    final InstantSource clock = () -> now;
    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final JdbcClient owner = JdbcClient.create(test.owner());
    private final MasterKeys keys = MasterKeys.generate();
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final Outbox outbox = new Outbox(database, clock);
    private final Consumers consumers =
            new Consumers(database, outbox, audit, clock, new ConsumerSettings(PORTAL, false));
    private final Complaints.Needs needs = new Complaints.Needs(database, clock, audit, outbox, consumers);
    final Complaints complaints = new Complaints(needs, keys, LawBook.france(), PORTAL);
    final InspectorDesk desk = new InspectorDesk(needs, keys, PORTAL);
    private final Mandates mandates = new Mandates(database, clock, audit, outbox);
    private final Campaigns campaigns = new Campaigns(database, clock, audit, mandates);
    private final CallLog log = new CallLog(database, clock, keys, 30, true);
    final OffHours offHours = new OffHours(database, log, LawBook.france(), clock);
    final CallReports reports = new CallReports(campaigns, new TestCampaigns(campaigns, clock), log, offHours, clock);
    private final Consents consents =
            new Consents(database, clock, audit, campaigns, keys, News.in(database, clock, audit));
    /** The companies of which the watcher heard. */
    final List<UUID> watched = new ArrayList<>();

    final Signals.Needs kept = new Signals.Needs(database, clock, audit, keys, watched::add);
    final Signals signals = new Signals(
            kept,
            new Signals.Sources(
                    new ComplaintCounts(database),
                    new CheckedDays(database),
                    new LookupSums(database),
                    offHours,
                    mandates,
                    consents,
                    new ToldBefore(new TraceSearch(database, keys, vault(), NumberingPlan.FRANCE), audit)),
            SETTINGS);
    final LookupTraces lookups = new LookupTraces(database, clock, keys, NumberingPlan.FRANCE);
    private int numbers;
    private int companies;

    private static Vault vault() {
        try {
            return new Vault(Path.of("target", "signals"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The company looks a number up for itself, and gets an answer. Until its hour is over, no file has the trace. */
    void told(UUID company, String number, Verdict answer) {
        lookups.of(company, company)
                .add(1, buffer -> buffer.number(PhoneNumber.read(number).e164(), answer));
        lookups.flush();
    }

    /** A number that no other person has. */
    String number() {
        return String.format(Locale.ROOT, "06 39 98 10 %02d", numbers++);
    }

    UUID company() {
        UUID id = UUID.randomUUID();
        SampleCompany.insert(owner, id, String.format(Locale.ROOT, "%09d", companies++), "Exemple SA");
        return id;
    }

    /** A complaint of a person about a call that was made an hour before. */
    UUID complain(String number, String caller, @Nullable Boolean agreed) {
        Filing filing = new Filing(
                PhoneNumber.read(number),
                CallingNumber.read(caller).orElseThrow(),
                List.of(now.minusSeconds(3_600)),
                0,
                Subject.INSURANCE,
                false,
                agreed,
                null,
                List.of(),
                new Filing.Words("", "", ""));
        return complaints.file(filing, "192.0.2.7").id();
    }

    /** So many people complain about a company. */
    void complainAbout(UUID company, int people) {
        for (int i = 0; i < people; i++) {
            desk.attribute(INSPECTOR, complain(number(), CALLER, null), company);
        }
    }

    /** A file that came back, of which a part was on the list. */
    void file(UUID company, UUID principal, Instant settled, long lines, long opposed) {
        owner.sql(
                        "insert into accounts.submission (id, company, principal, channel, file_name, inputs, input_until, option_columns,"
                                + " received_at, settled_at, sha256, size, state, submitted_by, rows, opposed)"
                                + " values (gen_random_uuid(), ?, ?, 'api', 'f', '{}', now(), '{}', ?, ?, 'x', 1, 'READY', 'm', ?, ?)")
                .params(company, principal, Columns.timestamp(settled), Columns.timestamp(settled), lines, opposed)
                .update();
    }

    void lookUp(UUID company, LocalDate day, long numbers, long opposed) {
        owner.sql("insert into accounts.lookup_count (company, day, requests, numbers, opposed, unchecked)"
                        + " values (?, ?, 1, ?, ?, 0)")
                .params(company, day, numbers, opposed)
                .update();
    }

    void mandate(UUID principal, UUID agent, LocalDate endsOn) {
        owner.sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (gen_random_uuid(), ?, ?, ?, '1', '2026-01-01', ?, ?, ?)")
                .params(
                        principal,
                        agent,
                        principal,
                        endsOn,
                        Columns.timestamp(now.minusSeconds(99)),
                        Columns.timestamp(now.minusSeconds(99)))
                .update();
    }

    void claim(UUID company, String number, String givenAt, String until) {
        Consents.Answer answer = consents.record(
                        company,
                        "key:1",
                        false,
                        List.of(new ClaimedConsent(
                                UUID.randomUUID().toString(),
                                number,
                                givenAt,
                                until,
                                null,
                                List.of(),
                                "fenêtres",
                                List.of("other"),
                                null,
                                "Oui, appelez-moi.",
                                "web",
                                true,
                                true,
                                true,
                                "sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450",
                                null)))
                .getFirst();
        if (answer.id() == null) {
            throw new IllegalStateException(String.valueOf(answer.refusal()));
        }
    }

    void report(UUID agent, String at, String outcome) {
        reports.file(
                agent,
                false,
                List.of(new CallReports.Told(UUID.randomUUID().toString(), number(), at, null, outcome, null, null)));
    }

    /** Lets the detectors look, and answers what there is of a kind: whom it is about, and its figures. */
    Map<Object, Map<String, Long>> found(Signal.Kind kind) {
        signals.detect();
        return all(kind).stream()
                .collect(
                        Collectors.toMap(one -> one.company() == null ? one.caller() : one.company(), Signal::figures));
    }

    List<Signal> all(Signal.@Nullable Kind kind) {
        return signals.list(INSPECTOR, new Signal.Query(kind, null, null), 100);
    }
}
