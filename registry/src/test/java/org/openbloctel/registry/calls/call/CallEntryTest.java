package org.openbloctel.registry.calls.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallReport.Outcome;

final class CallEntryTest {
    private static final CallEntry.Key KEY =
            new CallEntry.Key(-1, 7, CallEntry.micros(Instant.parse("2026-11-25T11:00:00.123456Z")));
    private static final CallEntry OPEN = new CallEntry(KEY, null, null, new UUID(8, 1));
    private static final CallEntry ANSWERED = new CallEntry(KEY, Outcome.ANSWERED, null, null);

    @Test
    void entriesAreReadAsTheyWereWritten() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<CallEntry> entries = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            long at = CallEntry.micros(Instant.parse("2026-01-01T00:00:00Z")) + (random.nextLong() >>> 14);
            CallEntry.Key key = new CallEntry.Key(random.nextLong(), random.nextInt(), at);
            int kind = random.nextInt(Outcome.values().length + 2) - 2;
            Outcome outcome = kind < 0 ? null : Outcome.values()[kind];
            Instant agreed =
                    outcome == Outcome.CALLBACK_AGREED ? CallEntry.instant(at).plusSeconds(86_400) : null;
            entries.add(new CallEntry(key, outcome, agreed, kind == -1 ? new UUID(random.nextLong(), 1) : null));
        }
        assertThat(CallEntry.read(CallEntry.write(entries))).as("seed " + seed).isEqualTo(entries);
    }

    @Test
    void aSettledCallHasTwentyBytes() {
        assertThat(CallEntry.write(List.of(ANSWERED))).hasSize(20);
        assertThat(CallEntry.write(List.of(OPEN))).hasSize(36);
        assertThat(ANSWERED.at()).isEqualTo(Instant.parse("2026-11-25T11:00:00.123456Z"));
    }

    @Test
    void anEntryThatIsThereTwiceCountsOnceAndAKnownOutcomeGoesBeforeNone() {
        CallEntry refused = new CallEntry(KEY, Outcome.REFUSED, null, null);
        assertThat(CallEntry.read(CallEntry.write(List.of(OPEN, ANSWERED, OPEN, refused))))
                .containsExactly(ANSWERED);
        assertThat(CallEntry.read(CallEntry.write(List.of(OPEN, OPEN)))).containsExactly(OPEN);
    }

    /** Not an empty history: that would allow a call. */
    @Test
    void unknownBytesFail() {
        byte[] cut = new byte[19];
        assertThatThrownBy(() -> CallEntry.read(cut)).isInstanceOf(BufferUnderflowException.class);
        byte[] unknown = CallEntry.write(List.of(ANSWERED));
        unknown[19] = 9;
        assertThatThrownBy(() -> CallEntry.read(unknown)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void aNumberThatIsCalledWithoutEndKeepsWhatMatters() {
        CallBucket bucket = CallBucket.empty(1);
        bucket.add(ANSWERED);
        for (int i = 1; i <= 600; i++) {
            bucket.add(new CallEntry(new CallEntry.Key(-1, 0, KEY.at() + i), Outcome.NO_ANSWER, null, null));
        }
        CallEntry other = new CallEntry(new CallEntry.Key(5, 0, KEY.at()), Outcome.NO_ANSWER, null, null);
        bucket.add(other);
        List<CallEntry> kept = CallEntry.read(bucket.bytes());
        assertThat(kept).hasSize(CallBucket.MAX_OF_NUMBER + 1).contains(ANSWERED, other);
        assertThat(kept.getLast()).isEqualTo(other);
        assertThat(kept)
                .extracting(entry -> entry.key().at())
                .contains(KEY.at() + 600)
                .doesNotContain(KEY.at() + 1);
    }
}
