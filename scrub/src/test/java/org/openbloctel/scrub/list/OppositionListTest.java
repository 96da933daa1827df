package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/** Lists whose shape is at a border, and what the builder reads. */
final class OppositionListTest {
    /** The national number at which a block of 65,536 begins. */
    private static final long BLOCK = 9200L << 16;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 256, 257, 2047, 2048, 7839, 7840, 7841, 65535, 65536})
    void blockOfAnySizeHoldsItsNumbersAndNoOther(int members) throws IOException {
        for (int step : new int[] {1, 8}) {
            if ((long) members * step > 1 << 16) {
                continue;
            }
            List<Long> numbers = LongStream.range(0, members)
                    .map(i -> NumberingPlan.FRANCE.international(BLOCK + i * step))
                    .boxed()
                    .toList();
            OppositionList list = Numbers.list(NumberingPlan.FRANCE, numbers);
            assertThat(list.size()).isEqualTo(members);
            ByteBuffer body = list.blocks().body();
            byte[] bytes = new byte[body.remaining()];
            body.get(bytes);
            BodyReader reader = new BodyReader(Channels.newChannel(new ByteArrayInputStream(bytes)));
            assertThat(reader.read(list.blocks().count(), members, true)).isTrue();
            ProbeBits unpacked = Objects.requireNonNull(reader.bits());
            assertThat(list.isConsistent()).isTrue();
            for (long i = -300; i < (1 << 16) + 300; i++) {
                boolean wanted = i >= 0 && i % step == 0 && i / step < members;
                assertThat(list.holds(BLOCK + i))
                        .as("number %d of %d", i, members)
                        .isEqualTo(wanted);
                assertThat(unpacked.get(BLOCK + i)).isEqualTo(wanted);
            }
        }
    }

    @Test
    void emptyListHoldsNothing() {
        OppositionList list = Numbers.french();
        assertThat(list.size()).isZero();
        assertThat(list.digest()).isEqualTo(Numbers.digest(List.of()));
        assertThat(list.contains(33612345678L)).isFalse();
        assertThat(list.isConsistent()).isTrue();
    }

    @Test
    void numberOfAnotherPlanIsNotOnTheListAndCannotCome() {
        assertThat(Numbers.french(33612345678L).contains(12125550100L)).isFalse();
        assertThatThrownBy(() -> new ListBuilder(NumberingPlan.FRANCE).add(12125550100L))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("2125550100");
    }

    @Test
    void digestIsThatOfSortedLinesForEveryTerritory() {
        List<Long> numbers = new ArrayList<>();
        for (long national = 100_000_000; national < 1_000_000_000; national += 99_991) {
            numbers.add(NumberingPlan.FRANCE.international(national));
        }
        LongStream.of(508410000, 508550000, 508700000, 508708400, 508800000, 508999999, 508708400000L, 508708599999L)
                .filter(n -> NumberingPlan.FRANCE.national(n) >= 0)
                .forEach(numbers::add);
        OppositionList list = Numbers.list(NumberingPlan.FRANCE, numbers);
        assertThat(list.digest()).isEqualTo(Numbers.digest(numbers));
        assertThat(list.contains(508708400000L)).isTrue();
    }

    @Test
    void unreadableLinesAreCountedAndTheFirstNamedWhateverTheChunksAndThreads() throws IOException {
        StringBuilder text = new StringBuilder();
        List<LinesRead.BadLine> bad = new ArrayList<>();
        long unreadable = 0;
        for (int line = 1; line <= 150_000; line++) {
            if (line % 14_001 == 0) {
                bad.add(new LinesRead.BadLine(line, text.length(), Reason.WRONG_LENGTH));
                text.append("0612\n");
                unreadable++;
            } else {
                text.append(line % 1000 == 0 ? "# note\n" : line % 1001 == 0 ? "\n" : "0639980001\r\n");
            }
        }
        bad.add(new LinesRead.BadLine(150_001, text.length(), Reason.SPECIAL_NUMBER));
        text.append("0800123456");
        for (int threads = 1; threads <= 4; threads++) {
            LinesRead read = Numbers.add(new ListBuilder(NumberingPlan.FRANCE), text.toString(), threads);
            assertThat(read.lines()).isEqualTo(150_001);
            assertThat(read.unreadable()).isEqualTo(unreadable + 1);
            assertThat(read.numbers()).isEqualTo(150_001 - unreadable - 1 - 150 - 149);
            assertThat(read.firstUnreadable()).isEqualTo(bad.subList(0, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06 39 98 00 01 (mobile)",
                "06 39 98 00 01 poste 3",
                "Durand;0639980001;75001",
                "+33 6 39 98 00 01 le soir"
            })
    void wordsBesideANumberArePassedOver(String line) throws IOException {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        assertThat(Numbers.add(builder, line + "\n", 1).unreadable()).isZero();
        assertThat(builder.build(1, Numbers.TIME).contains(33639980001L)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0639980001\r0639980002", "0639980001 639980002", "639980001 x"})
    void lineThatIsNotReadWholeIsNamed(String line) throws IOException {
        LinesRead read = Numbers.add(new ListBuilder(NumberingPlan.FRANCE), line + "\n", 1);
        assertThat(read.unreadable()).isEqualTo(1);
        assertThat(read.firstUnreadable()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void fileThatEndsWithAChunkOrHasNoByteIsReadToItsEnd(int chunks) throws IOException {
        String text =
                "0639980001\n".repeat(chunks == 0 ? 0 : 1) + "#".repeat(Math.max(0, chunks * (1 << 19) - 12)) + "\n";
        LinesRead read = Numbers.add(new ListBuilder(NumberingPlan.FRANCE), chunks == 0 ? "" : text, 2);
        assertThat(read.numbers()).isEqualTo(chunks == 0 ? 0 : 1);
    }

    @Test
    void bothNumbersOfALineComeOnTheList() throws IOException {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        assertThat(Numbers.add(builder, "0639980001 / 0199000001\n", 1).numbers())
                .isEqualTo(1);
        OppositionList list = builder.build(1, Numbers.TIME);
        assertThat(list.contains(33639980001L)).isTrue();
        assertThat(list.contains(33199000001L)).isTrue();
    }

    @Test
    void lineOfMegabytesIsOneUnreadableLine() throws IOException {
        String text = "0639980001\n" + "x".repeat(3 << 20) + "\n0639980002\nbad\n";
        for (int threads = 1; threads <= 3; threads++) {
            LinesRead read = Numbers.add(new ListBuilder(NumberingPlan.FRANCE), text, threads);
            assertThat(read.numbers()).isEqualTo(2);
            assertThat(read.firstUnreadable())
                    .containsExactly(
                            new LinesRead.BadLine(2, 11, Reason.NOT_A_NUMBER),
                            new LinesRead.BadLine(4, text.length() - 4, Reason.NOT_A_NUMBER));
        }
    }

    @Test
    @SuppressWarnings("InputStreamSlowMultibyteRead") // it gives nothing
    void failureOfAnyThreadFailsTheWhole() {
        byte[] lines = "0639980001\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
        BitPages tooFew = new BitPages(1);
        for (int threads = 1; threads <= 4; threads++) {
            int n = threads;
            assertThatThrownBy(() -> NumberLines.read(new ByteArrayInputStream(lines), NumberingPlan.FRANCE, n, tooFew))
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
            InputStream broken = new SequenceInputStream(new ByteArrayInputStream(lines), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("the disk went away");
                }
            });
            assertThatThrownBy(() -> NumberLines.read(
                            broken, NumberingPlan.FRANCE, n, new BitPages(NumberingPlan.FRANCE.space())))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk went away");
        }
    }
}
