package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.list.UntrustedListException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** A change leads from one list to exactly one other. */
final class ListChangeTest {
    @TempDir
    Path folder;

    private final OppositionList from = Numbers.french(33639980001L, 33639980002L, 33199000001L);

    @Test
    void changeAndItsDeltaGiveTheSameList() throws IOException {
        SplittableRandom random = Seed.random(ListChangeTest.class);
        for (int round = 0; round < 5; round++) {
            Set<Long> before = Numbers.random(random, NumberingPlan.FRANCE);
            Set<Long> added = Numbers.random(random, NumberingPlan.FRANCE);
            Set<Long> removed =
                    before.stream().filter(n -> random.nextBoolean()).collect(Collectors.toSet());
            OppositionList old = Numbers.list(NumberingPlan.FRANCE, before);
            ListChange change = Numbers.change(old, lines(added), lines(removed));
            change.write(folder.resolve("delta"));
            ListChange read = ListChange.read(folder.resolve("delta"), old);
            change.result().write(folder.resolve("a"));
            read.result().write(folder.resolve("b"));
            assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("b"))).isEqualTo(-1);
            Set<Long> after = new TreeSet<>(before);
            after.removeAll(removed);
            after.addAll(added);
            assertThat(read.result().digest()).isEqualTo(Numbers.digest(after));
            assertThat(read.result().revision()).isEqualTo(42);
            assertThat(read.added()).isEqualTo(change.added());
            assertThat(read.removed()).isEqualTo(change.removed());
            assertThat(old.digest()).isEqualTo(Numbers.digest(before));
        }
    }

    private static String lines(Set<Long> numbers) {
        return numbers.stream().map(n -> "+" + n + "\n").collect(Collectors.joining());
    }

    @Test
    void onlyWhatTakesEffectIsCounted() throws IOException {
        ListChange change = Numbers.change(from, "0639980001\n0639980003\n", "0199000001\n0199000002\n");
        assertThat(change.added()).isEqualTo(1);
        assertThat(change.removed()).isEqualTo(1);
        assertThat(change.result().size()).isEqualTo(3);
    }

    @Test
    void numberBothAddedAndRemovedStaysOnTheList() throws IOException {
        ListChange change = Numbers.change(from, "0639980001\n0639980009\n", "0639980001\n0639980009\n");
        assertThat(change.result().contains(33639980001L)).isTrue();
        assertThat(change.result().contains(33639980009L)).isTrue();
        assertThat(change.removed()).isZero();
    }

    @Test
    void changeOfNothingIsTheNextRevisionOfTheSameNumbers() throws IOException {
        ListChange change = Numbers.change(from, "", "");
        change.write(folder.resolve("delta"));
        OppositionList read = ListChange.read(folder.resolve("delta"), from).result();
        assertThat(read.digest()).isEqualTo(from.digest());
        assertThat(read.revision()).isEqualTo(42);
    }

    @Test
    void deltaForAnotherListIsRefused() throws IOException {
        Path delta = folder.resolve("delta");
        ListChange change = Numbers.change(from, "0639980003\n", "");
        change.write(delta);
        assertThat(fault(delta, change.result())).isEqualTo(Fault.OTHER_REVISION);
        assertThat(fault(delta, Numbers.french(33639980001L))).isEqualTo(Fault.OTHER_REVISION);
        OppositionList american = Numbers.list(NumberingPlan.NORTH_AMERICA, Set.of());
        assertThat(fault(delta, american)).isEqualTo(Fault.OTHER_PLAN);
        from.write(folder.resolve("list"));
        assertThat(fault(folder.resolve("list"), from)).isEqualTo(Fault.NOT_A_LIST);
        UntrustedListException asList =
                catchThrowableOfType(UntrustedListException.class, () -> OppositionList.open(delta));
        assertThat(asList.fault()).isEqualTo(Fault.NOT_A_LIST);
    }

    @Test
    void everyFlippedByteAndEveryLengthIsRefused() throws IOException {
        Path delta = folder.resolve("delta");
        Numbers.change(from, "0639980003\n", "0639980001\n").write(delta);
        byte[] whole = Files.readAllBytes(delta);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(delta, flipped);
            assertThat(fault(delta, from)).as("byte %d", at).isEqualTo(at < 8 ? Fault.NOT_A_LIST : Fault.DAMAGED);
            Files.write(delta, Arrays.copyOf(whole, at));
            assertThat(fault(delta, from)).as("%d bytes", at).isEqualTo(at < 8 ? Fault.NOT_A_LIST : Fault.DAMAGED);
        }
    }

    @Test
    void sealedDeltaOfNonsenseIsRefusedOrGivesWhatItPromises() throws IOException {
        Path delta = folder.resolve("delta");
        ListChange change = Numbers.change(from, "0639980003\n", "0639980001\n");
        change.write(delta);
        byte[] whole = Files.readAllBytes(delta);
        for (int at = 8; at < whole.length - 4; at++) {
            for (int bit = at % 8; bit < 8; bit += 8) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                int body = flipped.length - 4;
                ByteBuffer.wrap(flipped).putInt(body, ListFile.crc(ByteBuffer.wrap(flipped, 0, body)));
                Files.write(delta, flipped);
                try {
                    assertThat(ListChange.read(delta, from).result().digest())
                            .isEqualTo(change.result().digest());
                } catch (UntrustedListException e) {
                    assertThat(e.fault()).isNotNull();
                }
            }
        }
    }

    private static Fault fault(Path delta, OppositionList list) {
        UntrustedListException refused =
                catchThrowableOfType(UntrustedListException.class, () -> ListChange.read(delta, list));
        assertThat(refused).isNotNull();
        return refused.fault();
    }
}
