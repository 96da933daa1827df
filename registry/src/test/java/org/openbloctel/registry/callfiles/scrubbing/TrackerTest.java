package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A scrub gives signs of life while it works, is stopped when another has it, and bears a database that is away for a moment. */
final class TrackerTest {
    @Test
    void scrubThatAnotherTookOverIsStoppedAtItsNextStep() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        try (Tracker tracker = new Tracker((bytes, rows) -> {
            told.countDown();
            return false;
        })) {
            tracker.advanced(1, 1);
            told.await();
            assertThatThrownBy(() -> {
                        while (true) {
                            tracker.check();
                            Thread.onSpinWait();
                        }
                    })
                    .isInstanceOf(Tracker.SupersededException.class);
            assertThatThrownBy(() -> tracker.advanced(2, 2)).isInstanceOf(Tracker.SupersededException.class);
        }
    }

    @Test
    void faultOfTheDatabaseStopsNothingAndTheNextSignTellsHowFarItIs() throws InterruptedException {
        List<Long> signs = new CopyOnWriteArrayList<>();
        CountDownLatch twice = new CountDownLatch(2);
        try (Tracker tracker = new Tracker((bytes, rows) -> {
            signs.add(bytes * 1_000 + rows);
            twice.countDown();
            if (signs.size() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return true;
        })) {
            tracker.advanced(7, 3);
            twice.await();
            tracker.check();
        }
        int atTheEnd = signs.size();
        assertThat(signs).containsOnly(7_003L);
        assertThat(signs).as("none after its end").hasSize(atTheEnd);
    }
}
