package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.COMPANY;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.FILE;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.scrubbing.Attempts;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionDesk;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.callfiles.submission.SubmissionLoopIT;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.scrub.file.LayoutOptions;

/** The same file by several ways is one submission. */
final class SameContentIT {
    @TempDir
    Path folder;

    private SubmissionFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SubmissionFixture(folder);
    }

    private static Sent by(Sent.Channel channel) {
        return by(channel, LayoutOptions.NONE, Optional.empty(), Optional.empty());
    }

    private static Sent by(
            Sent.Channel channel, LayoutOptions options, Optional<String> key, Optional<String> campaign) {
        return new Sent(COMPANY, COMPANY, "member:1", "prospects.csv", options, key, campaign, channel);
    }

    private SubmissionDesk.Received receive(Sent sent) throws IOException {
        return fixture.submissions().receive(sent, bytes(FILE));
    }

    private long submissions() {
        return fixture.database
                .accounts()
                .sql("select count(*) from accounts.submission")
                .query(Long.class)
                .single();
    }

    @Test
    void allWaysAtOnceGiveOneSubmission() throws Exception {
        List<Sent> ways = new ArrayList<>();
        for (Sent.Channel channel : Sent.Channel.values()) {
            Optional<String> key = channel == Sent.Channel.API ? Optional.of("a key of theirs") : Optional.empty();
            ways.add(by(channel, LayoutOptions.NONE, key, Optional.empty()));
        }
        Submissions submissions = fixture.submissions();
        List<Callable<SubmissionDesk.Received>> racers = new ArrayList<>();
        for (Sent sent : ways) {
            racers.add(() -> submissions.receive(sent, bytes(FILE)));
        }
        List<UUID> ids = new ArrayList<>();
        int first = 0;
        for (SubmissionDesk.Received one : AtOnce.<SubmissionDesk.Received>all(racers)) {
            ids.add(one.submission().id());
            first += one.again() ? 0 : 1;
        }
        assertThat(submissions()).isEqualTo(1);
        assertThat(ids).hasSize(ways.size()).containsOnly(ids.getFirst());
        assertThat(first).as("all but one know that they came again").isEqualTo(1);
        assertThat(fixture.vault.olderThan(java.time.Instant.MAX))
                .as("bytes of repetitions are gone")
                .extracting(Vault.Folder::id)
                .containsExactly(ids.getFirst());
    }

    @Test
    void droppedAgainIsTheSameWhileItIsInWorkAndForAnHour() throws IOException {
        Submission first = receive(by(Sent.Channel.SFTP)).submission();
        fixture.later(Duration.ofHours(5));
        SubmissionDesk.Received waiting = receive(by(Sent.Channel.SFTP));
        assertThat(waiting.again()).isTrue();
        assertThat(waiting.submission().id()).isEqualTo(first.id());
        fixture.queue().run(first.id());
        assertThat(receive(by(Sent.Channel.SFTP)).submission().id())
                .as("settled, and received five hours ago: checked anew")
                .isNotEqualTo(first.id());
        assertThat(submissions()).isEqualTo(2);
    }

    @Test
    void checkedAnewAfterAnHour() throws IOException {
        Submission first = receive(by(Sent.Channel.WATCH)).submission();
        fixture.queue().run(first.id());
        fixture.later(Duration.ofMinutes(59));
        assertThat(receive(by(Sent.Channel.MAIL)).submission().id()).isEqualTo(first.id());
        fixture.later(Duration.ofMinutes(1));
        assertThat(receive(by(Sent.Channel.MAIL)).submission().id()).isNotEqualTo(first.id());
    }

    @Test
    void checkedAnewOnceTheListHasChanged() throws IOException {
        Submission first = receive(by(Sent.Channel.API)).submission();
        fixture.queue().run(first.id());
        assertThat(receive(by(Sent.Channel.SFTP)).submission().id())
                .as("the same revision: the same answer")
                .isEqualTo(first.id());
        fixture.revision = OptionalLong.of(8);
        Submission again = receive(by(Sent.Channel.SFTP)).submission();
        assertThat(again.id()).isNotEqualTo(first.id());
        fixture.queue(8).run(again.id());
        assertThat(fixture.get(again).counts().listRevision()).hasValue(8);
        assertThat(fixture.charged).as("of the second, no line is new").containsExactly(2L, 0L);
    }

    @Test
    void checkedAnewWhileAnEarlierRevisionIsBeingLookedUp() throws IOException {
        UUID first = receive(by(Sent.Channel.API)).submission().id();
        Attempts.begin(fixture.database, fixture.scrub, first, 6, fixture.now);
        assertThat(receive(by(Sent.Channel.SFTP)).submission().id()).isNotEqualTo(first);
    }

    @Test
    void noEarlierAnswerStandsWithoutAList() throws IOException {
        Submission first = receive(by(Sent.Channel.API)).submission();
        fixture.queue().run(first.id());
        fixture.revision = OptionalLong.empty();
        assertThat(receive(by(Sent.Channel.SFTP)).submission().id()).isNotEqualTo(first.id());
    }

    @Test
    void whoSendsItTwiceByOnePageMeansIt() throws IOException {
        UUID first = receive(by(Sent.Channel.PORTAL)).submission().id();
        assertThat(receive(by(Sent.Channel.PORTAL)).submission().id()).isNotEqualTo(first);
    }

    @Test
    void anotherCampaignLayoutOrRefusedOneIsAnother() throws IOException {
        UUID first = receive(by(Sent.Channel.SFTP)).submission().id();
        Sent campaign = by(Sent.Channel.SFTP, LayoutOptions.NONE, Optional.empty(), Optional.of("hiver"));
        assertThat(receive(campaign).submission().id()).isNotEqualTo(first);
        LayoutOptions second =
                new LayoutOptions(List.of("2"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(receive(by(Sent.Channel.API, second, Optional.empty(), Optional.empty()))
                        .submission()
                        .id())
                .isNotEqualTo(first);
        fixture.submissions().receive(by(Sent.Channel.SFTP), bytes("a;b\n1;2\n"));
        Submission refused = fixture.submissions()
                .list(COMPANY, Submission.Search.ALL, Long.MAX_VALUE, 1)
                .submissions()
                .getFirst();
        fixture.queue().run(refused.id());
        assertThat(fixture.get(refused).state()).isEqualTo(State.REFUSED);
        assertThat(fixture.submissions()
                        .receive(by(Sent.Channel.SFTP), bytes("a;b\n1;2\n"))
                        .again())
                .as("what was refused may be tried again")
                .isFalse();
    }

    @Test
    void keyOfTheirsStandsForTheSubmissionThatCameByAnotherWay() throws IOException {
        UUID first = receive(by(Sent.Channel.SFTP)).submission().id();
        Sent keyed = by(Sent.Channel.API, LayoutOptions.NONE, Optional.of("k"), Optional.empty());
        assertThat(receive(keyed).submission().id()).isEqualTo(first);
        fixture.queue().run(first);
        fixture.later(Duration.ofHours(2));
        assertThat(receive(keyed).submission().id())
                .as("the key is known longer than the content")
                .isEqualTo(first);
        SubmissionLoopIT.assertRefused("BT-0413", () -> fixture.submissions().receive(keyed, bytes("other")));
    }

    @Test
    void uploadInPiecesTurnsOutToBeIt() throws IOException {
        UUID first = receive(by(Sent.Channel.SFTP)).submission().id();
        Uploads uploads = fixture.uploads();
        int length = FILE.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        Uploads.Upload upload = uploads.begin(by(Sent.Channel.PORTAL), length);
        Uploads.Upload whole = uploads.append(COMPANY, upload.id(), 0, bytes(FILE));
        assertThat(whole.isWhole()).isTrue();
        assertThat(whole.submission()).isEqualTo(first);
        assertThat(uploads.state(COMPANY, upload.id()).submission()).isEqualTo(first);
        assertThat(submissions()).isEqualTo(1);
        assertThat(fixture.audit.about("submission:" + first, 5))
                .extracting(recorded -> recorded.entry().action() + " "
                        + recorded.entry().details().get("channel"))
                .containsExactly("submission.came-again portal", "submission.received sftp");
    }

    @Test
    void momentOfAnExportStaysInAFileName() {
        assertThat(SubmissionFixture.sent("prospects_20261125143000.csv").fileName())
                .isEqualTo("prospects_20261125143000.csv");
        assertThat(SubmissionFixture.sent("export 2026-11-25 14.30.csv").fileName())
                .isEqualTo("export 2026-11-25 14.30.csv");
        assertThat(SubmissionFixture.sent("20261125143000-0639980001.csv").fileName())
                .isEqualTo("….csv");
        assertThat(SubmissionFixture.sent("201012345678.csv").fileName())
                .as("a number of Egypt")
                .isEqualTo("….csv");
    }

    @Test
    void idOfACampaignStaysHoweverManyDigitsItHas() {
        String id = "12345678-1234-4123-8123-123456789012";
        assertThat(by(Sent.Channel.API, LayoutOptions.NONE, Optional.empty(), Optional.of(id))
                        .campaign())
                .contains(id);
        assertThat(by(Sent.Channel.API, LayoutOptions.NONE, Optional.empty(), Optional.of("06 39 98 00 01"))
                        .campaign())
                .contains("…");
    }
}
