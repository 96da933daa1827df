package org.openbloctel.registry.callfiles.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.COMPANY;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.OTHER;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.sent;
import static org.openbloctel.registry.callfiles.submission.SubmissionLoopIT.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.file.LayoutOptions;

/** An upload that was cut off goes on where it stood; of its bytes none is lost, none comes twice. */
final class UploadsIT {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final int MAX_WAITING = 3;

    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private Uploads uploads;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(
                folder,
                new Reception.Settings(1 << 20, MAX_WAITING, 1, 50L << 30, 25),
                ScrubSettings.in(folder.resolve("work")));
        uploads = fixture.uploads();
    }

    private static byte[] content(SplittableRandom random, int length) {
        byte[] bytes = "Nom;Téléphone\n".getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(bytes, Math.max(length, bytes.length + 1));
        for (int i = bytes.length; i < all.length; i++) {
            all[i] = (byte) (i % 16 == 15 ? '\n' : '0' + random.nextInt(10));
        }
        return all;
    }

    private static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    /** A sender whose connection breaks behind these bytes. */
    private static InputStream broken(byte[] bytes, int from, int length) {
        InputStream torn = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(bytes, from, length), torn);
    }

    @Test
    void anySequenceOfPiecesBreaksAndRestartsGivesTheFileOfTheSender() throws IOException {
        SplittableRandom random = Seed.random(UploadsIT.class);
        for (int round = 0; round < 6; round++) {
            byte[] content = content(random, 1 + random.nextInt(200_000));
            UUID id = uploads.begin(sent("r" + round + ".csv"), content.length).id();
            int at = 0;
            while (at < content.length) {
                int n = Math.min(content.length - at, 1 + random.nextInt(60_000));
                at = step(random, id, content, at, n);
                assertThat(offset(id, content)).isEqualTo(at);
            }
            Submission whole = fixture.submissions().get(COMPANY, id);
            assertThat(whole.sha256()).isEqualTo(sha256(content));
            assertThat(whole.size()).isEqualTo(content.length);
            fixture.queue().run(id);
        }
    }

    private long offset(UUID id, byte[] content) throws IOException {
        Uploads.Upload upload = uploads.state(COMPANY, id);
        assertThat(upload.length()).isEqualTo(content.length);
        return upload.offset();
    }

    /** Returns where the upload stands then. */
    private int step(SplittableRandom random, UUID id, byte[] content, int at, int n) throws IOException {
        return switch (random.nextInt(6)) {
            case 0 -> {
                uploads.append(COMPANY, id, at, broken(content, at, n));
                yield at + n;
            }
            case 1 -> {
                long wrong = at == 0 ? 1 : random.nextInt(at);
                assertThatThrownBy(() -> uploads.append(COMPANY, id, wrong, new ByteArrayInputStream(content, 0, n)))
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                refused ->
                                        assertThat(refused.refusal()).isEqualTo(new SubmissionRefusal.WrongOffset(at)));
                yield at;
            }
            case 2 -> {
                Uploads.Checksum wrong =
                        new Uploads.Checksum("sha256", Base64.getEncoder().encodeToString(new byte[32]));
                assertRefused(
                        "BT-0431",
                        () -> uploads.append(
                                COMPANY, id, at, new ByteArrayInputStream(content, at, n), Optional.of(wrong)));
                yield at;
            }
            case 3 -> {
                byte[] piece = Arrays.copyOfRange(content, at, at + n);
                String digest =
                        Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256(piece)));
                uploads.append(
                        COMPANY,
                        id,
                        at,
                        new ByteArrayInputStream(piece),
                        Uploads.Checksum.of(" sha256  " + digest + " "));
                yield at + n;
            }
            case 4 -> {
                uploads = fixture.uploads();
                uploads.append(COMPANY, id, at, InputStream.nullInputStream());
                yield at;
            }
            default -> {
                uploads.append(COMPANY, id, at, new ByteArrayInputStream(content, at, n));
                yield at + n;
            }
        };
    }

    @Test
    void bytesBehindTheAnnouncedLengthAreNotTaken() throws IOException {
        byte[] content = content(new SplittableRandom(1), 1_000);
        UUID id = uploads.begin(sent("a.csv"), content.length).id();
        byte[] longer = Arrays.copyOf(content, 5_000);
        assertThat(uploads.append(COMPANY, id, 0, new ByteArrayInputStream(longer))
                        .isWhole())
                .isTrue();
        assertThat(fixture.submissions().get(COMPANY, id).sha256()).isEqualTo(sha256(content));
        assertRefused("BT-0419", () -> uploads.append(COMPANY, id, content.length, SubmissionFixture.bytes("x")));
    }

    @Test
    void ofManyWhoWriteAtOnceOneIsAcknowledgedAndTheFileIsWhole() throws Exception {
        for (int round = 0; round < 4; round++) {
            byte[] content = content(new SplittableRandom(round), 90_000);
            UUID id = uploads.begin(sent("a.csv"), content.length).id();
            for (int at = 0; at < content.length; at += 30_000) {
                int from = at;
                List<Long> stands = AtOnce.times(5, () -> {
                    try {
                        return uploads.append(COMPANY, id, from, new ByteArrayInputStream(content, from, 30_000))
                                .offset();
                    } catch (RefusedException e) {
                        return -1L;
                    }
                });
                assertThat(stands).allMatch(offset -> offset == -1 || offset == from || offset == from + 30_000L);
                if (uploads.state(COMPANY, id).offset() == from) {
                    // The last writer was refused for another that had begun, and lost: it sends again.
                    uploads.append(COMPANY, id, from, new ByteArrayInputStream(content, from, 30_000));
                }
                assertThat(uploads.state(COMPANY, id).offset()).isEqualTo(from + 30_000L);
            }
            Submission whole = fixture.submissions().get(COMPANY, id);
            assertThat(whole.sha256()).isEqualTo(sha256(content));
            assertThat(fixture.vault.names(id))
                    .as("of those who lost nothing is left")
                    .hasSize(3);
            fixture.queue().run(id);
        }
    }

    @Test
    void noMoreAreBegunThanMayWaitAlsoAtOnce() throws Exception {
        List<String> ends = AtOnce.times(12, () -> {
            try {
                uploads.begin(sent("a.csv"), 10);
                return "begun";
            } catch (RefusedException e) {
                return e.refusal().code();
            }
        });
        assertThat(ends).filteredOn("begun"::equals).hasSize(MAX_WAITING);
        assertThat(ends).filteredOn("BT-0422"::equals).hasSize(12 - MAX_WAITING);
    }

    @Test
    void sameRequestUnderOneKeyBeginsOneUploadAlsoAtOnce() throws Exception {
        Sent keyed = sent("a.csv", LayoutOptions.NONE, Optional.of("key-1"));
        List<UUID> ids = AtOnce.times(4, () -> uploads.begin(keyed, 10).id());
        assertThat(ids).containsOnly(ids.getFirst());
        uploads.append(COMPANY, ids.getFirst(), 0, SubmissionFixture.bytes("Nom;T"));
        assertThat(uploads.begin(keyed, 10).offset()).as("as it stands now").isEqualTo(5);
        assertRefused("BT-0413", () -> uploads.begin(keyed, 11));
        assertRefused("BT-0413", () -> uploads.begin(sent("b.csv", LayoutOptions.NONE, Optional.of("key-1")), 10));
    }

    @Test
    void uploadOfNothingOrTooMuchIsRefusedBeforeItsFirstByte() throws IOException {
        assertRefused("BT-0402", () -> uploads.begin(sent("a.csv"), 0));
        assertRefused("BT-0402", () -> uploads.begin(sent("a.csv"), -1));
        assertThat(uploads.begin(sent("a.csv"), 1 << 20).offset()).isZero();
        assertRefused("BT-0412", () -> uploads.begin(sent("a.csv"), (1 << 20) + 1));
    }

    @Test
    void eachPieceProlongsTheLifeOfADayAndThenNothingIsLeft() throws IOException {
        UUID id = uploads.begin(sent("a.csv"), 100).id();
        fixture.later(PartialFiles.LIFE.minus(TICK));
        uploads.append(COMPANY, id, 0, SubmissionFixture.bytes("Nom"));
        fixture.later(PartialFiles.LIFE.minus(TICK));
        assertThat(uploads.expire()).isZero();
        assertThat(uploads.state(COMPANY, id).offset()).isEqualTo(3);
        fixture.later(TICK);
        assertRefused("BT-0419", () -> uploads.state(COMPANY, id));
        assertRefused("BT-0419", () -> uploads.append(COMPANY, id, 3, SubmissionFixture.bytes("x")));
        assertThat(uploads.expire()).isEqualTo(1);
        assertThat(fixture.vault.names(id)).isEmpty();
    }

    @Test
    void forgottenUploadsAreGoneThoughPiecesOfOneCannotBeRemoved() throws IOException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < MAX_WAITING; i++) {
            UUID id = uploads.begin(sent(i + ".csv"), 100).id();
            uploads.append(COMPANY, id, 0, SubmissionFixture.bytes("Nom"));
            ids.add(id);
        }
        UUID stuck = ids.remove(1);
        Path inTheWay = fixture.folder.resolve(stuck.toString()).resolve("in-9");
        Files.createFile(Files.createDirectory(inTheWay).resolve("a"));
        fixture.later(PartialFiles.LIFE);
        assertThat(uploads.expire()).isEqualTo(MAX_WAITING);
        assertThat(uploads.expire()).isZero();
        for (UUID id : ids) {
            assertThat(fixture.vault.names(id)).isEmpty();
        }
    }

    @Test
    void anothersUploadIsUnknownAndAnAbandonedOneLeavesNothing() throws IOException {
        UUID id = uploads.begin(sent("a.csv"), 100).id();
        uploads.append(COMPANY, id, 0, SubmissionFixture.bytes("Nom"));
        assertRefused("BT-0419", () -> uploads.state(OTHER, id));
        assertRefused("BT-0419", () -> uploads.append(OTHER, id, 3, SubmissionFixture.bytes("x")));
        assertRefused("BT-0419", () -> uploads.abandon(OTHER, id));
        uploads.abandon(COMPANY, id);
        assertRefused("BT-0419", () -> uploads.state(COMPANY, id));
        assertThat(fixture.vault.names(id)).isEmpty();
        try (Stream<Path> left = Files.list(fixture.folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void lastByteBeforeACrashIsASubmissionAtTheNextQuestionOnce() throws Exception {
        AtomicBoolean crashes = new AtomicBoolean(true);
        List<UUID> received = new ArrayList<>();
        Reception reception = new Reception(
                fixture.database,
                fixture.clock(),
                fixture.audit,
                fixture.intake,
                fixture.vault,
                fixture.master,
                new Reception.Needs(fixture.allowance, new NoCampaigns(), () -> fixture.revision, id -> {
                    if (crashes.getAndSet(false)) {
                        throw new IllegalStateException("killed");
                    }
                    synchronized (received) {
                        received.add(id);
                    }
                }));
        Uploads ours = new Uploads(fixture.database, fixture.clock(), reception);
        byte[] content = content(new SplittableRandom(1), 1_000);
        UUID id = ours.begin(sent("a.csv"), content.length).id();
        assertThatThrownBy(() -> ours.append(COMPANY, id, 0, new ByteArrayInputStream(content)))
                .isInstanceOf(IllegalStateException.class);
        List<Uploads.Upload> states = AtOnce.times(4, () -> ours.state(COMPANY, id));
        assertThat(states)
                .allMatch(Uploads.Upload::isWhole)
                .allMatch(one -> one.submission().equals(id));
        assertThat(received).containsExactly(id);
        assertThat(fixture.submissions().get(COMPANY, id).sha256()).isEqualTo(sha256(content));
        fixture.queue().run(id);
        assertThat(fixture.submissions().get(COMPANY, id).state()).isEqualTo(State.READY);
    }

    private static final class NoCampaigns implements CampaignLinks {
        @Override
        public Linked toSubmitFor(UUID company, String campaign) {
            throw new IllegalStateException("no campaigns here");
        }

        @Override
        public void requireMandate(UUID company, UUID campaign) {}
    }

    @Test
    void checksumIsReadAsTheProtocolWritesIt() {
        assertThat(Uploads.Checksum.of("sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=")).isPresent();
        for (String bad : List.of("", "sha256", "md5 abc=", "SHA256 abc=", "sha256 a b", "sha256\tabc=")) {
            assertThat(Uploads.Checksum.of(bad)).as(bad).isEmpty();
        }
        Uploads.Checksum empty =
                Uploads.Checksum.of("sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=").orElseThrow();
        assertThat(empty.is(empty.newDigest())).as("of no byte").isTrue();
        assertThat(new Uploads.Checksum("sha1", "2jmj7l5rSw0yVb/vlWAYkK/YBwk").is(empty.newDigest()))
                .as("without its end")
                .isFalse();
    }
}
