package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who works on what, with files that take as long as the test wants. */
final class ScrubWorkerTest {
    private static final int AT_ONCE = 2;
    private static final long LONG = 20;

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(AT_ONCE);
    private final AtomicInteger large = new AtomicInteger(AT_ONCE);
    private final AtomicInteger small = new AtomicInteger();
    private final ScrubWorker worker = new ScrubWorker(this::next, this::nextSmall, AT_ONCE);

    private boolean next() {
        if (large.getAndDecrement() <= 0) {
            return nextSmall();
        }
        begun.countDown();
        try {
            assertThat(end.await(LONG, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private boolean nextSmall() {
        return small.getAndUpdate(waiting -> Math.max(0, waiting - 1)) > 0;
    }

    @Test
    void smallFilesGoOnWhileLargeOnesHaveAllOtherPlaces() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Future<?> one = threads.submit(worker::work);
            Future<?> other = threads.submit(worker::work);
            assertThat(begun.await(LONG, TimeUnit.SECONDS)).isTrue();
            small.set(3);
            worker.work();
            assertThat(small).hasValue(0);
            small.set(1);
            end.countDown();
            one.get(LONG, TimeUnit.SECONDS);
            other.get(LONG, TimeUnit.SECONDS);
            assertThat(small).as("what came meanwhile").hasValue(0);
        }
    }
}
