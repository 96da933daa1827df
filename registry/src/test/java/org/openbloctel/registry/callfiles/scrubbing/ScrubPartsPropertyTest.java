package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Seed;

/** The parts of a scrub that hold numbers and fingerprints, against a set that holds them in the obvious way. */
@Tag("long")
final class ScrubPartsPropertyTest {
    /** Fingerprints in one block of a file. */
    private static final int BLOCK = (1 << 16) / Long.BYTES;

    private SplittableRandom random = new SplittableRandom(0);

    @BeforeEach
    void seed() {
        random = Seed.random(ScrubPartsPropertyTest.class);
    }

    private SortedPrints prints(SortedSet<Long> set) {
        long[] sorted = set.stream().mapToLong(Long::longValue).toArray();
        return new SortedPrints(Arrays.copyOf(sorted, sorted.length + random.nextInt(3)), sorted.length);
    }

    private static byte[] written(SortedPrints prints) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        prints.write(file);
        return file.toByteArray();
    }

    private SortedSet<Long> some(int n, int of) {
        SortedSet<Long> set = new TreeSet<>();
        for (int i = 0; i < n; i++) {
            set.add((random.nextInt(of) - of / 2) * 0x9e3779b97f4a7c15L);
        }
        return set;
    }

    @Test
    void whatAnyOlderFileHoldsIsStruckOutOnceAndNothingElse() throws IOException {
        for (int round = 0; round < 25; round++) {
            SortedSet<Long> mine = some(random.nextInt(3 * BLOCK), 4 * BLOCK);
            SortedPrints prints = prints(mine);
            Set<Long> left = new HashSet<>(mine);
            for (int older = random.nextInt(4); older > 0; older--) {
                SortedSet<Long> theirs = some(random.nextInt(3 * BLOCK), 4 * BLOCK);
                prints.strike(new ByteArrayInputStream(written(prints(theirs))));
                left.removeAll(theirs);
                assertThat(prints.fresh()).isEqualTo(left.size());
            }
            assertThat(prints.count()).isEqualTo(mine.size());
        }
    }

    @Test
    void bordersOfBlocksLoseNoFingerprint() throws IOException {
        for (int n : new int[] {0, 1, BLOCK - 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK}) {
            SortedSet<Long> set = new TreeSet<>();
            for (long i = 0; i < n; i++) {
                set.add(i * 3 - n);
            }
            SortedPrints prints = prints(set);
            byte[] file = written(prints);
            assertThat(file).hasSize((n + 1) * Long.BYTES);
            assertThat(ByteBuffer.wrap(file).getLong()).isEqualTo(n);
            prints.strike(new ByteArrayInputStream(file));
            assertThat(prints.fresh()).as("%d", n).isZero();
        }
    }

    @Test
    void fileOfFingerprintsThatIsCutOffIsAFaultAndNotAnEnd() throws IOException {
        SortedSet<Long> set = some(500, 1_000_000);
        byte[] file = written(prints(set));
        for (int cut : new int[] {0, 7, 8, file.length / 2, file.length - 1}) {
            SortedPrints prints = prints(set);
            assertThatThrownBy(() -> prints.strike(new ByteArrayInputStream(file, 0, cut)))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void numbersOfAFileAreCollectedOnceEachAscending() {
        for (int round = 0; round < 20; round++) {
            FileNumbers numbers = new FileNumbers();
            Set<Long> expected = new TreeSet<>();
            for (int chunk = random.nextInt(30); chunk > 0; chunk--) {
                long[] some = new long[1 + random.nextInt(3_000)];
                int n = random.nextInt(some.length + 1);
                for (int i = 0; i < some.length; i++) {
                    some[i] = random.nextInt(5) == 0 ? -1 : 639_980_000L + random.nextInt(20_000);
                    if (i < n && some[i] >= 0) {
                        expected.add(some[i]);
                    }
                }
                byte[] rulings = new byte[some.length];
                numbers.rule(some, n, rulings);
                assertThat(rulings).as("it decides nothing").containsOnly(0);
            }
            CampaignLaw.Numbers sorted = numbers.sorted();
            assertThat(Arrays.stream(sorted.nationals(), 0, sorted.count()).boxed())
                    .containsExactlyElementsOf(expected);
            assertThat(sorted.toString()).doesNotContain("63998");
        }
    }

    @Test
    void fingerprintTellsNumbersApartWhateverLinesTheyStandOnAndByTheKey() {
        byte[] key = MasterKeys.newDataKey();
        CheckedNumbers numbers = new CheckedNumbers(key);
        CheckedNumbers others = new CheckedNumbers(MasterKeys.newDataKey());
        Set<Long> distinct = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            int n = 1 + random.nextInt(3);
            long[] line = new long[n + random.nextInt(2)];
            for (int k = 0; k < line.length; k++) {
                line[k] = random.nextInt(10) == 0
                        ? NumberTakers.Lines.ofText("06 / 07 " + random.nextInt(20))
                        : 33_639_980_000L + random.nextInt(30_000);
                if (k < n) {
                    distinct.add(line[k]);
                }
            }
            numbers.add(line, n);
            others.add(line, n);
        }
        SortedPrints all = numbers.sorted();
        assertThat(all.count()).isEqualTo(distinct.size());
        assertThatCodeStrikesNothing(all, others.sorted());
    }

    private static void assertThatCodeStrikesNothing(SortedPrints all, SortedPrints others) {
        try {
            all.strike(new ByteArrayInputStream(written(others)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(all.fresh())
                .as("under another company's key the same numbers say nothing")
                .isEqualTo(all.count());
    }

    @Test
    void textThatIsNoNumberStandsForItselfAndForNoNumber() {
        Set<Long> seen = new HashSet<>();
        for (String text : List.of("", "06", "06 ", "0639980001/0639980002", "0639980002/0639980001", "\u0000")) {
            assertThat(NumberTakers.Lines.ofText(text)).isNegative().isEqualTo(NumberTakers.Lines.ofText(text));
            assertThat(seen.add(NumberTakers.Lines.ofText(text))).as(text).isTrue();
        }
    }

    @Test
    void answersGrowToTheLimitAndTheNextByteRefusesTheSubmission() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream bounded = new Scrubber.Bounded(out, 3 << 20)) {
            int left = 3 << 20;
            while (left > 0) {
                int n = Math.min(left, 1 + random.nextInt(100_000));
                bounded.write(new byte[n], 0, n);
                left -= n;
            }
            assertThatThrownBy(() -> bounded.write(1))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused ->
                                    assertThat(refused.refusal()).isEqualTo(new SubmissionRefusal.UnpackedTooLarge(3)));
        }
        assertThat(out.size()).isEqualTo(3 << 20);
    }
}
