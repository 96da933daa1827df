package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.scrub.file.LayoutOptions;

/** No company takes the room of the others. */
final class KeptBytesIT {
    private static final long MIB = 1 << 20;
    private static final UUID OTHER = SubmissionFixture.OTHER;

    @TempDir
    private Path folder;

    private SubmissionFixture fixture(long kept, int percent) {
        return new SubmissionFixture(
                folder,
                new Reception.Settings(64 * MIB, 100, 1, kept, percent),
                ScrubSettings.in(folder.resolve("work")));
    }

    private static Sent sent(UUID company) {
        return new Sent(company, company, "member:1", "a.csv", LayoutOptions.NONE, Optional.empty());
    }

    /** A file whose column of numbers cannot be found. */
    private static InputStream unsure(int bytes) {
        byte[] content = "a;b\nc;d\n".repeat(bytes / 8).getBytes(StandardCharsets.US_ASCII);
        return new ByteArrayInputStream(content);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("BT-0444"));
    }

    @Test
    void companyThatKeepsItsLimitIsRefusedAndAnotherIsNot() throws IOException {
        SubmissionFixture fixture = fixture(20 * MIB, 100);
        for (int i = 0; i < 2; i++) {
            int size = (int) (9 * MIB + 8L * i);
            UUID id = fixture.reception()
                    .receive(sent(SubmissionFixture.COMPANY), unsure(size))
                    .submission();
            fixture.queue().run(id);
            assertThat(fixture.submissions().get(SubmissionFixture.COMPANY, id).state())
                    .isEqualTo(State.REFUSED);
        }
        assertRefused(() -> fixture.uploads().begin(sent(SubmissionFixture.COMPANY), 3 * MIB));
        assertRefused(() -> fixture.reception().receive(sent(SubmissionFixture.COMPANY), unsure((int) (17 * MIB))));
        assertThat(fixture.uploads().begin(sent(SubmissionFixture.COMPANY), MIB).offset())
                .isZero();
        assertThat(fixture.uploads().begin(sent(OTHER), 3 * MIB).offset()).isZero();
        fixture.later(java.time.Duration.ofDays(2));
        fixture.erasure().results();
        assertThat(fixture.uploads()
                        .begin(sent(SubmissionFixture.COMPANY), 3 * MIB)
                        .offset())
                .as("once they are erased")
                .isZero();
    }

    @Test
    void companyTakesAShareOfTheRoomThatIsLeft() throws IOException {
        SubmissionFixture fixture = fixture(1000 * MIB, 25);
        fixture.usable = 200 * MIB;
        assertRefused(() -> fixture.uploads().begin(sent(OTHER), 51 * MIB));
        assertThat(fixture.uploads().begin(sent(OTHER), 49 * MIB).offset()).isZero();
        fixture.usable = 20 * MIB;
        assertThat(fixture.uploads().begin(sent(OTHER), 15 * MIB).offset())
                .as("a small file, while there is room")
                .isZero();
        assertRefused(() -> fixture.uploads().begin(sent(OTHER), 17 * MIB));
    }

    @Test
    void returnedFilesCount() throws IOException {
        SubmissionFixture fixture = fixture(1000 * MIB, 100);
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        long returned = 0;
        for (Returned.Kind kind : List.of(
                Returned.Kind.CALLABLE, Returned.Kind.OPPOSED, Returned.Kind.UNCHECKED, Returned.Kind.VERDICTS)) {
            returned += fixture.downloaded(ready, kind).getBytes(StandardCharsets.UTF_8).length;
        }
        assertThat(fixture.database
                        .accounts()
                        .sql("select returned_bytes from accounts.submission")
                        .query(Long.class)
                        .single())
                .isEqualTo(returned)
                .isPositive();
    }

    /** The rows know of a body only once it is whole. */
    @Test
    void bodiesThatAreComingInCount() throws IOException {
        SubmissionFixture fixture = fixture(40 * MIB, 100);
        Reception reception = fixture.reception();
        InputStream first = new InputStream() {
            private int left = (int) (30 * MIB);

            @Override
            public int read() {
                throw new AssertionError("in pieces");
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (left == 0) {
                    assertRefused(() -> reception.receive(sent(SubmissionFixture.COMPANY), unsure((int) (12 * MIB))));
                    return -1;
                }
                int n = Math.min(left, length);
                left -= n;
                return n;
            }
        };
        UUID id = reception.receive(sent(SubmissionFixture.COMPANY), first).submission();
        assertThat(fixture.submissions().get(SubmissionFixture.COMPANY, id).size())
                .isEqualTo(30 * MIB);
    }

    @Test
    void bodyCountsUntilItsRowDoes() throws IOException {
        SubmissionFixture fixture = fixture(40 * MIB, 100);
        Reception reception = fixture.reception();
        AtomicInteger asked = new AtomicInteger();
        fixture.received = id -> {
            fixture.received = other -> {};
            CompletableFuture.runAsync(() -> assertRefused(
                            () -> reception.receive(sent(SubmissionFixture.COMPANY), unsure((int) (12 * MIB)))))
                    .join();
            asked.incrementAndGet();
        };
        reception.receive(sent(SubmissionFixture.COMPANY), unsure((int) (30 * MIB)));
        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void refusalNamesTheBytesThatAreKeptTheFilesOwnAndTheLimit() throws IOException {
        SubmissionFixture fixture = fixture(20 * MIB, 100);
        fixture.reception().receive(sent(OTHER), unsure((int) (9 * MIB)));
        assertThatThrownBy(() -> fixture.uploads().begin(sent(OTHER), 12 * MIB - 1))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.refusal()).isEqualTo(new SubmissionRefusal.KeptTooMuch(9, 12, 20)));
    }

    @Test
    void refusedFileThatNobodyCanMendIsErasedAtOnceAndOneThatCanIsKept() throws IOException {
        SubmissionFixture fixture = fixture(1000 * MIB, 100);
        Submission pdf = fixture.scrubbed("%PDF-1.7\n%binary\n");
        assertThat(pdf.refusal().orElseThrow().code()).isEqualTo("BT-0403");
        assertThat(fixture.vault.names(pdf.id())).isEmpty();
        assertThat(fixture.audit.about("submission:" + pdf.id(), 5))
                .extracting(AuditEntry.Recorded::entry)
                .extracting(AuditEntry::action)
                .containsExactly("submission.erased", "submission.refused", "submission.received");
        Submission unsure = fixture.scrubbed("a;b\nc;d\n");
        assertThat(unsure.refusal().orElseThrow().code()).isEqualTo("BT-0408");
        assertThat(fixture.vault.names(unsure.id())).containsExactly("in-0");
    }
}
