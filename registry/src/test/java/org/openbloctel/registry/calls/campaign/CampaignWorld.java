package org.openbloctel.registry.calls.campaign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.callfiles.scrubbing.Gate;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.callfiles.scrubbing.Workbooks;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.callfiles.submission.VerdictFiles;
import org.openbloctel.registry.list.guard.TestGuards;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** A principal, its agent, a list that grows, files and a clock that is moved by hand; a real database and folder. */
final class CampaignWorld {
    static final UUID PRINCIPAL = new UUID(1, 1);
    static final UUID AGENT = new UUID(1, 2);
    static final UUID STRANGER = new UUID(1, 3);
    static final String ME = "member:1";
    static final LawBook LIST_IN_FORCE = LawBook.france(Map.of("opposition-list.enforced", "true"));
    /** Cover is about when files were checked, not about by which law: here the list decides. */
    static final CampaignLaw LIST_DECIDES = (campaign, numbers, list, stillWanted) -> new CampaignLaw.Judged(
            new Ruling() {
                @Override
                public List<String> rules() {
                    return List.of();
                }

                @Override
                public void rule(long[] nationals, int n, byte[] rulings) {
                    // 1 for a listed number is OPPOSED already, 0 CALLABLE.
                }
            },
            new ScrubReport.LawUsed(LocalDate.EPOCH, "calling-hours-2023", List.of(), List.of(), true, null));

    static final String FILE = "Telephone;Identifiant\n0639980001;A1\n06 39 98 00 02;A2\n0639980003;A3\nnichts;A4\n";

    final Database database = TestDatabase.create().database();
    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    final InstantSource clock = () -> now;
    final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    final Outbox outbox = new Outbox(database, clock);
    final Mandates mandates = new Mandates(database, clock, audit, outbox);
    final Campaigns campaigns = new Campaigns(database, clock, audit, mandates);
    private static final Workbooks NO_WORKBOOKS = (workbook, name, by, ruling, options, returned, rows, progress) -> {
        throw new IllegalStateException("no workbooks here");
    };

    final MasterKeys master = MasterKeys.generate();
    final List<Long> charged = new ArrayList<>();
    final List<Attestation.Facts> certified = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final Vault vault;
    final Submissions submissions;
    final ScrubQueue queue;
    final CampaignFiles files;
    final CampaignCover cover;
    final Reminders reminders;
    boolean attestationFails;
    /** Runs while a file of a campaign is scrubbed. */
    Runnable duringTheScrub = () -> {};

    private OppositionList list = list(1, 639980001);
    private final Map<Long, Set<Long>> lists = new HashMap<>(Map.of(1L, Set.of(639980001L)));

    CampaignWorld(Path folder) throws IOException {
        vault = new Vault(folder.resolve("files"));
        Traces traces = new Traces(database, clock, master, vault, NumberingPlan.FRANCE);
        ScrubSettings scrub = ScrubSettings.in(folder.resolve("work"));
        Allowance allowance = new Verified();
        Attestation attestation = facts -> {
            if (attestationFails) {
                throw new IllegalStateException("no certificate");
            }
            certified.add(facts);
            return "certificate-" + certified.size();
        };
        submissions = submissions(scrub, allowance);
        queue = new ScrubQueue(
                database,
                clock,
                audit,
                scrub,
                vault,
                master,
                new ScrubQueue.Needs(
                        () -> list,
                        UnaryOperator.identity(),
                        NO_WORKBOOKS,
                        allowance,
                        attestation,
                        waited -> {},
                        Events.NONE,
                        law(),
                        Gate.OPEN,
                        (task, hold, at) -> {},
                        traces));
        files = new CampaignFiles(database, SpaceSettings.USUAL);
        Events told = events::add;
        cover = new CampaignCover(
                database,
                clock,
                audit,
                campaigns,
                LawBook.france(),
                master,
                new Rechecks.Needs(
                        files,
                        new KeptNumbers(
                                new VerdictFiles(database, SpaceSettings.USUAL, vault, master), vault, LIST_IN_FORCE),
                        () -> list,
                        this::changed,
                        UnaryOperator.identity(),
                        attestation,
                        told,
                        TestGuards.lenient(database, audit, clock),
                        traces));
        Members members =
                new Members(database, clock, audit, outbox, TestCredentials.of(database, clock, audit, outbox));
        reminders = new Reminders(database, clock, campaigns, cover, members, outbox, told);
        company(PRINCIPAL, "000000018");
        company(AGENT, "000000026");
        company(STRANGER, "000000034");
        mandate();
    }

    private CampaignLaw law() {
        return new CampaignLaw() {
            @Override
            public Judged judge(UUID campaign, Numbers numbers, OppositionList by, Runnable stillWanted) {
                duringTheScrub.run();
                return LIST_DECIDES.judge(campaign, numbers, by, stillWanted);
            }

            @Override
            public boolean keepsNumbers(UUID campaign) {
                return campaigns.keepsNumbers(campaign);
            }
        };
    }

    private Submissions submissions(ScrubSettings scrub, Allowance allowance) throws IOException {
        Reception reception = new Reception(
                database,
                clock,
                audit,
                Reception.Settings.USUAL,
                vault,
                master,
                new Reception.Needs(allowance, campaigns, () -> OptionalLong.of(list.revision()), received -> {}));
        return new Submissions(
                database,
                clock,
                audit,
                SpaceSettings.USUAL,
                vault,
                master,
                new Submissions.Needs(
                        reception,
                        new Previews(scrub),
                        allowance,
                        campaigns,
                        (company, at, many, lines) -> {},
                        new HeldFiles(database, clock, audit, Events.NONE, Gate.OPEN, (company, about) -> {})));
    }

    /** Who is verified may have anything checked; what is charged is noted. */
    private final class Verified implements Allowance {
        @Override
        public void require(UUID company) {
            requireVerified(company);
        }

        @Override
        public void requireVerified(UUID company) {
            mandates.requireVerified(company);
        }

        @Override
        public void charge(UUID company, UUID submission, long lines) {
            charged.add(lines);
        }
    }

    private void mandate() {
        database.accounts()
                .sql(
                        "insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                                + " proposed_at, accepted_at) values (?, ?, ?, ?, '000000026', '2026-11-01', '2026-11-30', ?, ?)")
                .params(
                        UUID.randomUUID(),
                        PRINCIPAL,
                        AGENT,
                        PRINCIPAL,
                        now.minusSeconds(99).atOffset(ZoneOffset.UTC),
                        now.minusSeconds(99).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void company(UUID id, String siren) {
        SampleCompany.insert(database.accounts(), id, siren, "Exemple");
    }

    /** The operator decides over a company. */
    void state(UUID company, String state) {
        database.accounts()
                .sql("update accounts.company set state = ? where id = ?")
                .params(state, company)
                .update();
    }

    /** Gives a company an owner. */
    void owner(UUID company, String email) {
        UUID id = UUID.randomUUID();
        SampleCompany.insertMember(database.accounts(), id, company, email, "OWNER");
    }

    static OppositionList list(long revision, long... nationals) {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        for (long national : nationals) {
            builder.add(33_000_000_000L + national);
        }
        return builder.build(revision, Instant.EPOCH);
    }

    /** The list from now on. */
    void listed(long revision, long... nationals) {
        list = list(revision, nationals);
        lists.put(revision, Arrays.stream(nationals).boxed().collect(Collectors.toSet()));
    }

    /** What differs between the list and one before. */
    private Optional<Set<Long>> changed(long revision, OppositionList by) {
        Set<Long> before = lists.get(revision);
        Set<Long> after = lists.get(by.revision());
        if (before == null || after == null) {
            return Optional.empty();
        }
        Set<Long> differ = new HashSet<>(before);
        differ.addAll(after);
        differ.removeIf(national -> before.contains(national) && after.contains(national));
        return Optional.of(
                differ.stream().map(national -> 33_000_000_000L + national).collect(Collectors.toSet()));
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    Campaign campaign() {
        return campaign(PRINCIPAL, null);
    }

    Campaign campaign(UUID by, @Nullable String siren) {
        return campaigns.declare(
                by,
                ME,
                new Campaigns.Terms(
                        siren,
                        "Rentrée",
                        Sector.OTHER,
                        null,
                        null,
                        LocalDate.of(2026, 11, 1),
                        LocalDate.of(2027, 3, 31)));
    }

    /** What a program sends for a campaign; for none when that is empty. */
    Sent sent(UUID company, UUID principal, String name, String campaign) {
        Optional<String> named = Optional.of(campaign).filter(text -> !text.isEmpty());
        return new Sent(company, principal, ME, name, LayoutOptions.NONE, Optional.empty(), named, Sent.Channel.API);
    }

    Submission receive(UUID company, String campaign, String name, String content) throws IOException {
        return submissions
                .receive(
                        sent(company, company, name, campaign),
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
                .submission();
    }

    Submission checked(Campaign campaign, String name, String content) throws IOException {
        Submission received = receive(PRINCIPAL, campaign.id().toString(), name, content);
        queue.run(received.id());
        return submissions.get(PRINCIPAL, received.id());
    }

    Erasure erasure() {
        return erasure(clock);
    }

    private Erasure erasure(InstantSource at) {
        return new Erasure(
                database,
                at,
                audit,
                SpaceSettings.USUAL,
                vault,
                List.of(KeptNumbers.files(database), Traces.files(database)));
    }

    /** Removes what has no row, a day from now: the disk dates the files, not this world's clock. */
    void sweep() throws IOException {
        InstantSource tomorrow = () -> InstantSource.system().instant().plus(Duration.ofDays(1));
        erasure(tomorrow).sweep();
    }
}
