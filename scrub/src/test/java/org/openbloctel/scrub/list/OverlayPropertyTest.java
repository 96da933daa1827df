package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** A list with changes laid over it says what a hash set says, at every revision, and so does the list made of both. */
final class OverlayPropertyTest {
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;
    private static final long FIRST = 33639980000L;

    @TempDir
    Path folder;

    @Test
    void everyRevisionHoldsWhatASetHolds() throws Exception {
        SplittableRandom random = Seed.random(OverlayPropertyTest.class);
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            numbers.add(FIRST + random.nextInt(10_000));
        }
        Path file = folder.resolve("base.list");
        Numbers.list(PLAN, numbers).write(file);
        OppositionList list = OppositionList.open(file);
        for (int revision = 42; revision < 142; revision++) {
            long[] added = some(random);
            long[] removed = some(random);
            OppositionList before = list;
            Set<Long> numbersBefore = Set.copyOf(numbers);
            list = list.next(revision, Numbers.TIME.plusSeconds(revision), added, removed);
            for (long number : removed) {
                numbers.remove(number);
            }
            for (long number : added) {
                numbers.add(number);
            }
            agree(before, numbersBefore);
            agree(list, numbers);
        }
        assertThat(list.revision()).isEqualTo(141);
        sameOnceCompact(list, numbers);
    }

    private void sameOnceCompact(OppositionList list, Set<Long> numbers) throws Exception {
        OppositionList compact = list.compact();
        assertThat(compact.changes()).isZero();
        assertThat(compact.digest()).isEqualTo(Numbers.digest(numbers)).isEqualTo(list.digest());
        assertThat(compact.revision()).isEqualTo(list.revision());
        assertThat(compact.time()).isEqualTo(list.time());
        agree(compact, numbers);
        list.write(folder.resolve("next.list"));
        OppositionList written = OppositionList.open(folder.resolve("next.list"));
        assertThat(written.digest()).isEqualTo(list.digest());
        assertThat(written.isConsistent()).isTrue();
        List<Long> given = new ArrayList<>();
        list.forEach(given::add);
        assertThat(given).containsExactlyElementsOf(numbers.stream().sorted().toList());
    }

    @Test
    void changeThatIsTakenBackLeavesNothing() {
        OppositionList base = Numbers.french(FIRST);
        OppositionList back = base.next(42, Numbers.TIME, new long[] {FIRST + 1}, new long[] {FIRST})
                .next(43, Numbers.TIME, new long[] {FIRST, FIRST}, new long[] {FIRST + 1});
        assertThat(back.changes()).isZero();
        assertThat(back.size()).isEqualTo(1);
        assertThat(back.digest()).isEqualTo(base.digest());
        assertThat(back.compact().revision()).isEqualTo(43);
        assertThat(back.compact().digest()).isEqualTo(base.digest());
    }

    @Test
    void numberBothAddedAndRemovedIsOnTheList() {
        OppositionList base = Numbers.french(FIRST);
        long[] both = {FIRST, FIRST + 1};
        OppositionList list = base.next(42, Numbers.TIME, both, both);
        assertThat(list.contains(FIRST)).isTrue();
        assertThat(list.contains(FIRST + 1)).isTrue();
        assertThat(list.size()).isEqualTo(2);
    }

    @Test
    void numberOfAnotherPlanIsRefusedWithoutItsDigits() {
        assertThatThrownBy(() -> Numbers.french().next(42, Numbers.TIME, new long[] {12125550100L}, new long[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("2125550100");
    }

    @Test
    void changesShareTheBitMapOfTheListBelow() {
        OppositionList base = Numbers.french(FIRST, FIRST + 5);
        OppositionList list = base.next(42, Numbers.TIME, new long[] {FIRST + 1}, new long[] {FIRST});
        int n = 1 << 18;
        long[] asked = new long[n];
        java.util.Arrays.setAll(asked, i -> PLAN.national(FIRST + i % 7));
        asked[3] = -1;
        byte[] listed = new byte[n];
        for (int round = 0; round < 3; round++) {
            list.probe(asked, n, new long[n], listed);
            assertThat(java.util.Arrays.copyOf(listed, 7)).containsExactly(0, 1, 0, 0, 0, 1, 0);
            base.probe(asked, n, new long[n], listed);
            assertThat(java.util.Arrays.copyOf(listed, 7)).containsExactly(1, 0, 0, 0, 0, 1, 0);
        }
        assertThat(list.contains(FIRST + 1)).isTrue();
        assertThat(list.contains(FIRST)).isFalse();
    }

    private static long[] some(SplittableRandom random) {
        return random.longs(random.nextInt(30), FIRST, FIRST + 10_000).toArray();
    }

    private static void agree(OppositionList list, Set<Long> numbers) {
        assertThat(list.size()).isEqualTo(numbers.size());
        long[] asked = new long[10_000];
        java.util.Arrays.setAll(asked, i -> PLAN.national(FIRST + i));
        byte[] listed = new byte[asked.length];
        list.probe(asked, asked.length, new long[asked.length], listed);
        for (int i = 0; i < asked.length; i++) {
            boolean wanted = numbers.contains(FIRST + i);
            if (list.holds(asked[i]) != wanted || listed[i] != (wanted ? 1 : 0)) {
                throw new AssertionError("number " + i + " at revision " + list.revision());
            }
        }
    }
}
