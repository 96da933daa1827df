package org.openbloctel.registry.list.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.NumberingPlan;

/** A set gives each number once with its best answer, in the order of prints, however little of it memory holds; a map is the oracle. */
final class CheckedSetPropertyTest {
    private static final int ROUNDS = 24;

    private final SplittableRandom random = Seed.random(CheckedSetPropertyTest.class);

    @TempDir
    Path folder;

    @Test
    void eachNumberComesOnceWithTheBestAnswer() throws IOException {
        NumberingPlan plan = NumberingPlan.FRANCE;
        NumberShuffle shuffle = new NumberShuffle(plan, MasterKeys.newDataKey());
        Vault vault = new Vault(folder).of(Vault.Kind.TRACE);
        for (int round = 0; round < ROUNDS; round++) {
            int numbers = random.nextInt(3) * random.nextInt(12_000);
            long different = 1 + random.nextLong(random.nextBoolean() ? 200 : 600_000_000);
            int max = random.nextBoolean() ? CheckedSet.MAX : 1_000 + random.nextInt(5_000);
            CheckedSet set = new CheckedSet(2026, shuffle, NumberShuffle.bits(plan), vault, max);
            TreeMap<Long, Integer> expected = new TreeMap<>();
            long[] atOnce = new long[random.nextBoolean() ? 1 : 2_000];
            byte[] verdicts = new byte[atOnce.length];
            int n = 0;
            for (int i = 0; i < numbers; i++) {
                long number = 33_100_000_000L + random.nextLong(different);
                int which = random.nextInt(5);
                if (which == Answer.BESIDE.code()) {
                    set.addBeside(number);
                } else if (n < atOnce.length && random.nextInt(100) > 0) {
                    atOnce[n] = number;
                    verdicts[n++] =
                            (byte) Verdict.valueOf(Answer.ofCode(which).name()).ordinal();
                } else {
                    set.add(number, Verdict.valueOf(Answer.ofCode(which).name()));
                    set.add(atOnce, verdicts, n);
                    n = 0;
                }
                expected.merge(shuffle.print(number), which, Math::min);
            }
            set.add(atOnce, verdicts, n);
            assertThat(entries(set)).isEqualTo(plain(expected));
            assertThat(entries(set)).as("once more").isEqualTo(plain(expected));
            assertThat(digests(set)).isEqualTo(digests(expected));
            set.remove();
        }
    }

    private static List<List<Long>> entries(CheckedSet set) throws IOException {
        List<List<Long>> entries = new ArrayList<>();
        set.forEach((some, n) -> {
            for (int i = 0; i < n; i++) {
                entries.add(List.of(some[i] >>> 3, some[i] & 7));
            }
        });
        return entries;
    }

    private static List<List<Long>> plain(Map<Long, Integer> expected) {
        return expected.entrySet().stream()
                .map(one -> List.of(one.getKey(), (long) one.getValue()))
                .toList();
    }

    private static List<String> digests(CheckedSet set) throws IOException {
        SetDigest numbers = new SetDigest();
        SetDigest answers = new SetDigest();
        SetDigest all = new SetDigest();
        set.forEach((some, n) -> {
            numbers.addPrints(some, n);
            answers.addAnswers(some, n);
            all.add(some, n);
        });
        return List.of(
                numbers.count() + Arrays.toString(numbers.value()),
                answers.count() + Arrays.toString(answers.value()),
                all.count() + Arrays.toString(all.value()));
    }

    /** As decision 105 has them: eight bytes of each print with its answer. Those of earlier releases are found by them. */
    private static List<String> digests(Map<Long, Integer> expected) {
        MessageDigest numbers = Sha256.newDigest();
        MessageDigest answers = Sha256.newDigest();
        MessageDigest all = Sha256.newDigest();
        int answered = 0;
        for (Map.Entry<Long, Integer> one : expected.entrySet()) {
            numbers.update(ByteBuffer.allocate(8).putLong(one.getKey() << 8).array());
            byte[] both = ByteBuffer.allocate(8)
                    .putLong(one.getKey() << 8 | one.getValue())
                    .array();
            all.update(both);
            if (one.getValue() != 0) {
                answers.update(both);
                answered++;
            }
        }
        return List.of(
                expected.size() + Arrays.toString(numbers.digest()),
                answered + Arrays.toString(answers.digest()),
                expected.size() + Arrays.toString(all.digest()));
    }
}
