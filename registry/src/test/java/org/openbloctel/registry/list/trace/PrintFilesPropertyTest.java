package org.openbloctel.registry.list.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** Files of prints hold what was written, found by reading all, by a search and through a merge; a set in memory is the oracle. */
final class PrintFilesPropertyTest {
    private static final int BITS = 30;
    private static final int ROUNDS = 16;

    private final SplittableRandom random = Seed.random(PrintFilesPropertyTest.class);

    private record Entry(long print, int set, int answer) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byPrint = Long.compare(print, other.print);
            int bySet = byPrint != 0 ? byPrint : Integer.compare(set, other.set);
            return bySet != 0 ? bySet : Integer.compare(answer, other.answer);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record File(byte[] content, Shape shape, long directory) {
        PrintsReader read() {
            return new PrintsReader(new ByteArrayInputStream(content), shape);
        }

        List<Entry> find(long print) throws IOException {
            List<Entry> found = new ArrayList<>();
            PrintsSearch.find(
                    (from, length) ->
                            ByteBuffer.wrap(content, (int) from, length).slice(),
                    shape,
                    directory,
                    print,
                    (set, answer) -> found.add(new Entry(print, set, answer)));
            return found;
        }
    }

    private static File file(List<Entry> entries, Shape shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintsWriter writer = new PrintsWriter(out, shape)) {
            for (Entry one : entries) {
                writer.add(one.print(), one.set(), one.answer());
            }
            long directory = writer.finish();
            return new File(out.toByteArray(), shape, directory);
        }
    }

    @Test
    void whatIsWrittenIsReadAndFound() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            int sets = 1 + random.nextInt(5);
            SortedSet<Entry> entries = entries(random.nextInt(3) * random.nextInt(4000), sets);
            // The shape may be made for another count, as that of merged runs.
            Shape shape = Shape.of(BITS, Math.max(0, entries.size() + random.nextInt(-50, 400)), sets);
            File file = file(List.copyOf(entries), shape);
            assertThat(all(file)).containsExactlyElementsOf(entries);
            for (int i = 0; i < 12; i++) {
                long print = entries.isEmpty() || random.nextBoolean()
                        ? random.nextLong(1L << BITS)
                        : pick(entries).print();
                assertThat(file.find(print))
                        .containsExactlyElementsOf(entries.stream()
                                .filter(one -> one.print() == print)
                                .toList());
            }
        }
    }

    @Test
    void neighboursAndBothEndsAreFound() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (long print : new long[] {0, 1, 2, (1L << BITS) - 2, (1L << BITS) - 1}) {
            entries.add(new Entry(print, 0, (int) (print % 5)));
        }
        for (int count : new int[] {1, 600, 1 << 20}) {
            File file = file(entries, Shape.of(BITS, count, 1));
            assertThat(all(file)).containsExactlyElementsOf(entries);
            for (Entry one : entries) {
                assertThat(file.find(one.print())).containsExactly(one);
            }
            assertThat(file.find(3)).isEmpty();
        }
    }

    @Test
    void mergedFilesAreOneWithTheSetsThatAreLeft() throws IOException {
        for (int round = 0; round < ROUNDS / 4; round++) {
            TreeSet<Entry> expected = new TreeSet<>();
            List<MergedPrints.Source> sources = new ArrayList<>();
            int next = 0;
            for (int k = 0; k < 1 + random.nextInt(6); k++) {
                int sets = 1 + random.nextInt(4);
                SortedSet<Entry> entries = entries(random.nextInt(2000), sets);
                int[] places = new int[1 << Shape.of(BITS, 1, sets).setBits()];
                for (int set = 0; set < places.length; set++) {
                    places[set] = random.nextInt(4) == 0 ? -1 : next++;
                }
                entries.stream()
                        .filter(one -> places[one.set()] >= 0)
                        .forEach(one -> expected.add(new Entry(one.print(), places[one.set()], one.answer())));
                sources.add(new MergedPrints.Source(
                        file(List.copyOf(entries), Shape.of(BITS, entries.size(), sets))
                                .read(),
                        places));
            }
            List<Entry> merged = new ArrayList<>();
            try (MergedPrints all = new MergedPrints(sources)) {
                all.forEach((print, set, answer) -> merged.add(new Entry(print, set, answer)));
            }
            assertThat(merged).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void numberTakesLessThanTwoBytes() throws IOException {
        TreeSet<Entry> entries = new TreeSet<>();
        while (entries.size() < 100_000) {
            entries.add(new Entry(random.nextLong(1L << BITS), 0, 0));
        }
        File file = file(List.copyOf(entries), Shape.of(BITS, entries.size(), 1));
        assertThat(file.content().length / 100_000.0).isBetween(1.5, 2.1);
    }

    @Test
    void cutFileIsAFault() throws IOException {
        File whole = file(List.copyOf(entries(5000, 2)), Shape.of(BITS, 5000, 2));
        File cut = new File(Arrays.copyOf(whole.content(), 100), whole.shape(), whole.directory());
        assertThatThrownBy(() -> all(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void noTwoNumbersHaveOnePrintAndAnotherKeyGivesOthers() {
        NumberingPlan plan = NumberingPlan.FRANCE;
        NumberShuffle shuffle = new NumberShuffle(plan, new byte[32]);
        byte[] key = new byte[32];
        key[0] = 1;
        NumberShuffle other = new NumberShuffle(plan, key);
        Set<Long> prints = new HashSet<>();
        long same = 0;
        for (long national = 639_980_000; national < 640_000_000; national++) {
            long e164 = plan.international(national);
            long print = shuffle.print(e164);
            assertThat(print).isBetween(0L, (1L << BITS) - 1);
            prints.add(print);
            same += other.print(e164) == print ? 1 : 0;
        }
        assertThat(prints).hasSize(20_000);
        assertThat(same).isLessThan(3);
    }

    /** Each round by itself, with a division, as decision 105 has it: files of earlier releases have these prints. */
    private static long plainPrint(NumberingPlan plan, byte[] key, long e164) throws GeneralSecurityException {
        int half = BITS / 2;
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        long national = e164 % plan.space();
        long left = national >>> half;
        long right = national & ((1 << half) - 1);
        for (int round = 0; round < 8; round++) {
            long entry = ((long) round << half) + right;
            long block = entry / 4;
            ByteBuffer tables = ByteBuffer.wrap(cipher.doFinal(
                    ByteBuffer.allocate(16).putLong(0).putLong(16 * block).array()));
            long next = left ^ (tables.getInt((int) (entry % 4) * 4) & ((1 << half) - 1));
            left = right;
            right = next;
        }
        return left << half | right;
    }

    @Test
    void printsAreThoseOfPlainRounds() throws GeneralSecurityException {
        NumberingPlan plan = NumberingPlan.FRANCE;
        byte[] key = new byte[32];
        random.nextBytes(key);
        NumberShuffle shuffle = new NumberShuffle(plan, key);
        List<Long> numbers = new ArrayList<>(List.of(
                33_000_000_000L,
                33_999_999_999L,
                plan.international(262_692_123),
                262_692_123_456L,
                999_999_999_999_999L,
                0L,
                plan.space()));
        for (int i = 0; i < 2_000; i++) {
            numbers.add(random.nextLong(1_000_000_000_000_000L));
        }
        for (long number : numbers) {
            assertThat(shuffle.print(number)).isEqualTo(plainPrint(plan, key, number));
        }
    }

    @Test
    void manyEntriesAreWrittenAsEachByItself() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            long[] entries = LongStream.generate(() -> random.nextLong(1L << BITS))
                    .limit(random.nextInt(5_000))
                    .sorted()
                    .distinct()
                    .map(print -> print << 3 | random.nextInt(5))
                    .toArray();
            Shape shape = Shape.of(BITS, entries.length + random.nextInt(900), 2);
            List<Entry> both = new ArrayList<>();
            List<Entry> answers = new ArrayList<>();
            for (long entry : entries) {
                both.add(new Entry(entry >>> 3, 0, 0));
                if ((entry & 7) != 0) {
                    both.add(new Entry(entry >>> 3, 1, (int) entry & 7));
                    answers.add(new Entry(entry >>> 3, 0, (int) entry & 7));
                }
            }
            assertThat(written(shape, writer -> writer.add(entries, entries.length, 0, 1)))
                    .isEqualTo(file(both, shape).content());
            assertThat(written(shape, writer -> writer.addAnswers(entries, entries.length, 0)))
                    .isEqualTo(file(answers, shape).content());
            assertThat(written(shape, writer -> writer.addPrints(entries, entries.length, 0)))
                    .isEqualTo(file(both.stream().filter(one -> one.set() == 0).toList(), shape)
                            .content());
        }
    }

    private interface Writing {
        void into(PrintsWriter writer) throws IOException;
    }

    private static byte[] written(Shape shape, Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintsWriter writer = new PrintsWriter(out, shape)) {
            writing.into(writer);
            writer.finish();
        }
        return out.toByteArray();
    }

    @Test
    void lastDigitsAreTheNationalNumberOfAnyTerritory() {
        NumberingPlan plan = NumberingPlan.FRANCE;
        for (int i = 0; i < 20_000; i++) {
            long national = 100_000_000 + random.nextLong(plan.space() - 100_000_000);
            assertThat(plan.international(national) % plan.space()).isEqualTo(national);
        }
        for (long e164 : new long[] {262_692_123_456L, 33_639_980_001L}) {
            assertThat(e164 % plan.space()).isEqualTo(plan.national(e164));
        }
    }

    @Test
    void packedPrintsKeepTheBestAnswerOfEach() {
        long[] entries = {
            PackedPrints.entry(7, Answer.OPPOSED),
            PackedPrints.entry((1L << BITS) - 1, Answer.BESIDE),
            PackedPrints.entry(7, Answer.CALLABLE),
        };
        PackedPrints packed = PackedPrints.of(entries, entries.length);
        assertThat(packed.count()).isEqualTo(2);
        assertThat(packed.find(7)).contains(Answer.CALLABLE);
        assertThat(packed.find((1L << BITS) - 1)).contains(Answer.BESIDE);
        assertThat(packed.find(8)).isEmpty();
    }

    private SortedSet<Entry> entries(int count, int sets) {
        TreeSet<Entry> entries = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            // Some prints lie close together, or are the same in several sets.
            long print = random.nextInt(4) == 0 ? random.nextLong(50) : random.nextLong(1L << BITS);
            entries.add(new Entry(print, random.nextInt(sets), random.nextInt(5)));
        }
        return entries;
    }

    private Entry pick(SortedSet<Entry> entries) {
        return List.copyOf(entries).get(random.nextInt(entries.size()));
    }

    private static List<Entry> all(File file) throws IOException {
        List<Entry> all = new ArrayList<>();
        try (PrintsReader reader = file.read()) {
            while (reader.next()) {
                all.add(new Entry(reader.print(), reader.set(), reader.answer()));
            }
        }
        return all;
    }
}
