package org.openbloctel.registry.callfiles.submission;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.openbloctel.registry.callfiles.intake.Allowance;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.Uploads;
import org.openbloctel.registry.callfiles.scrubbing.Attestation;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.callfiles.scrubbing.Gate;
import org.openbloctel.registry.callfiles.scrubbing.HeldFiles;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.Previews;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.callfiles.scrubbing.Workbooks;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Submissions over a real database and folder, with a clock that is moved by hand and a list of three numbers. */
public final class SubmissionFixture {
    public static final UUID COMPANY = new UUID(0, 1);
    public static final UUID OTHER = new UUID(0, 2);
    public static final String FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;pas de numéro\n";

    public static final Previews.Sheets NO_SHEETS = (workbook, name, options) -> {
        throw new IllegalStateException("no workbooks here");
    };

    /** Any name is a campaign's. */
    private static final CampaignLinks EVERY_NAME = new CampaignLinks() {
        @Override
        public Linked toSubmitFor(UUID company, String campaign) {
            UUID id = UUID.nameUUIDFromBytes(campaign.getBytes(StandardCharsets.UTF_8));
            return new Linked(id, company, campaign);
        }

        @Override
        public void requireMandate(UUID company, UUID campaign) {}
    };

    /** A test of campaigns has its own. */
    public static final CampaignLaw NO_LAW = (campaign, numbers, list, stillWanted) -> {
        throw new IllegalStateException("no campaigns here");
    };

    public final TestDatabase test = TestDatabase.create();
    public final Database database = test.database();
    public final AuditTrail audit;
    public final Path folder;
    public final Vault vault;
    public final ScrubSettings scrub;
    public final Reception.Settings intake;
    public final MasterKeys master = MasterKeys.generate();
    public final List<Long> charged = new CopyOnWriteArrayList<>();
    public final List<Attestation.Facts> certified = new CopyOnWriteArrayList<>();
    public final List<Duration> waits = new CopyOnWriteArrayList<>();
    public final List<UUID> alarms = new ArrayList<>();
    /** The companies of whose held files the operator's people were told that something was said. */
    public final List<UUID> explained = Collections.synchronizedList(new ArrayList<>());
    /** The room on the disk, and whether it takes files. */
    public volatile long usable = Long.MAX_VALUE;

    public volatile boolean writable = true;
    public Instant now = Instant.parse("2026-11-25T08:00:00Z");
    public OptionalLong revision = OptionalLong.of(7);
    /** Learns the id of each new submission, in the transaction that writes its row. */
    public Consumer<UUID> received = id -> {};

    public Allowance allowance = new Counting();
    public Attestation attestation = facts -> {
        certified.add(facts);
        return "certificate-" + certified.size();
    };
    public final List<Event> raised = new CopyOnWriteArrayList<>();
    public Events events = raised::add;
    public Gate gate = Gate.OPEN;
    public final List<Hold> holds = new CopyOnWriteArrayList<>();
    private final Hold.Alarm told = (task, hold, at) -> holds.add(hold);
    public Workbooks workbooks = (workbook, name, list, ruling, options, returned, rows, progress) -> {
        throw new IllegalStateException("no workbooks here");
    };

    public SubmissionFixture(Path folder) {
        this(folder, Reception.Settings.USUAL, ScrubSettings.in(folder.resolve("work")));
    }

    public SubmissionFixture(Path folder, Reception.Settings intake, ScrubSettings scrub) {
        this.audit = new AuditTrail(database, MasterKeys.generate(), clock());
        this.folder = folder.resolve("files");
        this.intake = intake;
        this.scrub = scrub;
        try {
            this.vault = new Vault(this.folder, DiskRoom.of(0, () -> writable, () -> usable));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OppositionList list(long revision) {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33639980001L);
        builder.add(33639980011L);
        builder.add(33199000001L);
        return builder.build(revision, Instant.EPOCH);
    }

    public InstantSource clock() {
        return () -> now;
    }

    public void later(Duration duration) {
        now = now.plus(duration);
    }

    public Reception reception() {
        return reception(database);
    }

    /** The same over other connections. */
    public Reception reception(Database over) {
        return new Reception(
                over,
                clock(),
                audit,
                intake,
                vault,
                master,
                new Reception.Needs(allowance, EVERY_NAME, () -> revision, id -> received.accept(id)));
    }

    public Submissions submissions() {
        try {
            return new Submissions(
                    database,
                    clock(),
                    audit,
                    SpaceSettings.USUAL,
                    vault,
                    master,
                    new Submissions.Needs(
                            reception(),
                            new Previews(scrub),
                            allowance,
                            EVERY_NAME,
                            (company, at, files, lines) -> alarms.add(company),
                            held()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ScrubQueue queue() {
        return queue(7);
    }

    public ScrubQueue queue(long revision) {
        return queue(database, revision);
    }

    /** The same over other connections. */
    public ScrubQueue queue(Database over, long revision) {
        OppositionList list = list(revision);
        try {
            return new ScrubQueue(
                    over,
                    clock(),
                    audit,
                    scrub,
                    vault,
                    master,
                    new ScrubQueue.Needs(
                            () -> list,
                            UnaryOperator.identity(),
                            workbooks,
                            allowance,
                            attestation,
                            waits::add,
                            events,
                            NO_LAW,
                            gate,
                            told,
                            traces(over)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Traces in the vault. */
    public Traces traces(Database over) {
        return new Traces(over, clock(), master, vault, NumberingPlan.FRANCE);
    }

    public HeldFiles held() {
        return new HeldFiles(database, clock(), audit, events, gate, (company, about) -> explained.add(company));
    }

    public Erasure erasure() {
        return new Erasure(database, clock(), audit, SpaceSettings.USUAL, vault, List.of(Traces.files(database)));
    }

    public Uploads uploads() {
        return new Uploads(database, clock(), reception());
    }

    public static Sent sent(String name) {
        return sent(name, LayoutOptions.NONE, Optional.empty());
    }

    public static Sent sent(String name, LayoutOptions options, Optional<String> key) {
        return new Sent(COMPANY, COMPANY, "member:1", name, options, key);
    }

    public Submission receive(String content) throws IOException {
        return submissions().receive(sent("prospects.csv"), bytes(content)).submission();
    }

    public Submission scrubbed(String content) throws IOException {
        Submission submission = receive(content);
        queue().run(submission.id());
        return get(submission);
    }

    public Submission get(Submission submission) {
        return submissions().get(submission.company(), submission.id());
    }

    public String downloaded(Submission submission, Returned.Kind kind) throws IOException {
        try (InputStream in = submissions()
                .download(submission.company(), submission.id(), kind, "member:1")
                .content()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static InputStream bytes(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Counts what is charged. */
    final class Counting implements Allowance {
        @Override
        public void require(UUID company) {}

        @Override
        public void requireVerified(UUID company) {}

        @Override
        public void charge(UUID company, UUID submission, long lines) {
            charged.add(lines);
        }

        @Override
        public void giveBack(UUID submission) {
            charged.removeLast();
        }
    }
}
