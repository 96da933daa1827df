package org.openbloctel.registry.submission;

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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Submissions over a real database and folder, with a clock that is moved by hand and a list of three numbers. */
final class SubmissionFixture {
    static final UUID COMPANY = new UUID(0, 1);
    static final UUID OTHER = new UUID(0, 2);
    static final String FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;pas de numéro\n";

    static final Sheets NO_SHEETS = (workbook, name, options) -> {
        throw new IllegalStateException("no workbooks here");
    };

    /** Whatever is named is a campaign. */
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
    static final CampaignLaw NO_LAW = (campaign, numbers, list, stillWanted) -> {
        throw new IllegalStateException("no campaigns here");
    };

    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final AuditTrail audit;
    final Path folder;
    final Vault vault;
    final ScrubSettings scrub;
    final IntakeSettings intake;
    final MasterKeys master = MasterKeys.generate();
    final List<Long> charged = new CopyOnWriteArrayList<>();
    final List<Attestation.Facts> certified = new CopyOnWriteArrayList<>();
    final List<UUID> alarms = new ArrayList<>();
    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    OptionalLong revision = OptionalLong.of(7);
    Allowance allowance = new Counting();
    Attestation attestation = facts -> {
        certified.add(facts);
        return "certificate-" + certified.size();
    };
    Workbooks workbooks = (workbook, name, list, ruling, options, returned, rows, progress) -> {
        throw new IllegalStateException("no workbooks here");
    };

    SubmissionFixture(Path folder) {
        this(folder, IntakeSettings.USUAL, ScrubSettings.in(folder.resolve("work")));
    }

    SubmissionFixture(Path folder, IntakeSettings intake, ScrubSettings scrub) {
        this.audit = new AuditTrail(database, clock());
        this.folder = folder.resolve("files");
        this.intake = intake;
        this.scrub = scrub;
        try {
            this.vault = new Vault(this.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OppositionList list(long revision) {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        builder.add(33639980001L);
        builder.add(33639980011L);
        builder.add(33199000001L);
        return builder.build(revision, Instant.EPOCH);
    }

    InstantSource clock() {
        return () -> now;
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    Reception reception() {
        return new Reception(
                database,
                clock(),
                audit,
                intake,
                vault,
                master,
                new ReceptionNeeds(allowance, EVERY_NAME, () -> revision, received -> {}));
    }

    Submissions submissions() {
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
                            (company, at, files, lines) -> alarms.add(company)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScrubQueue queue() {
        return queue(7);
    }

    ScrubQueue queue(long revision) {
        OppositionList list = list(revision);
        try {
            return new ScrubQueue(
                    database,
                    clock(),
                    audit,
                    scrub,
                    vault,
                    master,
                    new ScrubQueue.Needs(() -> list, workbooks, allowance, attestation, ScrubEvents.NONE, NO_LAW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Erasure erasure() {
        return new Erasure(database, clock(), audit, SpaceSettings.USUAL, vault);
    }

    Uploads uploads() {
        return new Uploads(database, clock(), reception());
    }

    static Sent sent(String name) {
        return sent(name, LayoutOptions.NONE, Optional.empty());
    }

    static Sent sent(String name, LayoutOptions options, Optional<String> key) {
        return new Sent(COMPANY, COMPANY, "member:1", name, options, key);
    }

    Submission receive(String content) throws IOException {
        return submissions().receive(sent("prospects.csv"), bytes(content)).submission();
    }

    Submission scrubbed(String content) throws IOException {
        Submission submission = receive(content);
        queue().run(submission.id());
        return get(submission);
    }

    Submission get(Submission submission) {
        return submissions().get(submission.company(), submission.id());
    }

    String downloaded(Submission submission, FileKind kind) throws IOException {
        try (InputStream in = submissions()
                .download(submission.company(), submission.id(), kind, "member:1")
                .content()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static InputStream bytes(String content) {
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
    }
}
