package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** Lists of random numbers against a hash set, and against themselves. */
final class ListPropertyTest {
    @TempDir
    Path folder;

    private SplittableRandom random = new SplittableRandom(0);

    @BeforeEach
    void seed() {
        random = Seed.random(ListPropertyTest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FR", "NA"})
    void holdsWhatASetHoldsInEveryForm(String code) throws Exception {
        NumberingPlan plan = NumberingPlan.of(code).orElseThrow();
        for (int round = 0; round < 2; round++) {
            Set<Long> numbers = new HashSet<>(Numbers.random(random, plan));
            OppositionList built = Numbers.list(plan, numbers);
            assertThat(built.size()).isEqualTo(numbers.size());
            assertThat(built.digest()).isEqualTo(Numbers.digest(numbers));
            Path file = folder.resolve(code + round);
            built.write(file);
            OppositionList mapped = OppositionList.open(file);
            assertThat(mapped.digest()).isEqualTo(built.digest());
            assertThat(mapped.isConsistent()).isTrue();
            for (OppositionList list : List.of(built, mapped)) {
                agrees(list, numbers);
                for (long asked = 0; asked <= OppositionList.PROBES_BEFORE_EXPANSION; asked += 1 << 20) {
                    list.probe(new long[1 << 20], 1 << 20, new long[1 << 20], new byte[1 << 20]);
                }
                agrees(list, numbers);
            }
        }
    }

    /** Asks for members, for their neighbours, and for anything, one by one and in a batch. */
    private void agrees(OppositionList list, Set<Long> numbers) {
        NumberingPlan plan = list.plan();
        List<Long> asked = new ArrayList<>();
        for (long number : numbers) {
            if (asked.size() < 60_000) {
                long national = plan.national(number);
                asked.addAll(List.of(national, national - 1, national + 1, national ^ 0x100, national ^ 0x10000));
            }
        }
        for (int i = 0; i < 1000; i++) {
            asked.add(random.nextLong(plan.space()));
            asked.add(-1L - random.nextInt(2000));
        }
        long[] nationals =
                asked.stream().mapToLong(n -> n >= plan.space() ? 0 : n).toArray();
        byte[] listed = new byte[nationals.length];
        list.probe(nationals, nationals.length, new long[nationals.length], listed);
        for (int i = 0; i < nationals.length; i++) {
            boolean wanted = nationals[i] >= 0
                    && numbers.contains(plan.international(nationals[i]))
                    && plan.national(plan.international(nationals[i])) == nationals[i];
            assertThat(listed[i]).as("national %d", nationals[i]).isEqualTo((byte) (wanted ? 1 : 0));
            if (nationals[i] >= 0) {
                assertThat(list.holds(nationals[i])).isEqualTo(wanted);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void sameNumbersGiveTheSameFileInAnyOrderAndSpelling(int threads) throws Exception {
        Set<Long> numbers = new TreeSet<>();
        for (int i = 0; i < 60_000; i++) {
            numbers.add(33_600_000_000L + random.nextInt(random.nextBoolean() ? 90_000 : 99_000_000));
        }
        Path expected = folder.resolve("expected");
        Numbers.list(NumberingPlan.FRANCE, numbers).write(expected);
        List<Long> shuffled = new ArrayList<>(numbers);
        shuffled.addAll(shuffled.subList(0, 5000));
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "\ufeff" : "");
        shuffled.forEach(n -> text.append(spelled(n)).append(random.nextInt(9) == 0 ? "\r\n\n" : "\n"));
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        LinesRead read = Numbers.add(builder, text.toString(), threads);
        assertThat(read.numbers()).isEqualTo(shuffled.size());
        assertThat(read.unreadable()).isZero();
        Path file = folder.resolve("file");
        builder.build(41, Numbers.TIME).write(file);
        assertThat(Files.mismatch(expected, file)).isEqualTo(-1);
    }

    /** Lines wait with their neighbours before they are set; numbers that are added beside them are set at once. */
    @Test
    void numbersAddedWhileLinesAreReadAreAllThere() throws Exception {
        Set<Long> lines = crowded();
        Set<Long> others = crowded();
        StringBuilder text = new StringBuilder();
        lines.forEach(n -> text.append(spelled(n)).append('\n'));
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        Thread beside = new Thread(() -> others.forEach(builder::add));
        beside.start();
        LinesRead read = Numbers.add(builder, text.toString(), 2);
        beside.join();
        assertThat(read.numbers()).isEqualTo(lines.size());
        Set<Long> all = new TreeSet<>(lines);
        all.addAll(others);
        assertThat(builder.build(41, Numbers.TIME).digest()).isEqualTo(Numbers.digest(all));
    }

    /** More numbers of one neighbourhood than wait together, in random order, and some from anywhere. */
    private Set<Long> crowded() {
        Set<Long> numbers = new LinkedHashSet<>();
        for (int i = 0; i < 60_000; i++) {
            numbers.add(33_600_000_000L + random.nextInt(random.nextInt(4) == 0 ? 30_000_000 : 90_000));
        }
        return numbers;
    }

    private String spelled(long e164) {
        String national = String.valueOf(e164).substring(2);
        return switch (random.nextInt(5)) {
            case 0 -> "+" + e164;
            case 1 -> "0" + national;
            case 2 -> "00" + e164;
            case 3 -> ("0" + national).replaceAll("(..)(?=.)", "$1 ");
            default -> " tel: 0" + national + " ";
        };
    }
}
