package org.openbloctel.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A crowd costs as much as one reader. */
final class SharedAnswersTest {
    private static final int CROWD = 40;

    private volatile Instant now = Instant.parse("2026-12-01T08:00:00Z");
    private final SharedAnswers shared = new SharedAnswers(() -> now);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private String make(Object key) {
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        Thread.onSpinWait();
        String value = key + " " + made.incrementAndGet();
        atOnce.decrementAndGet();
        return value;
    }

    @Test
    void crowdGetsAnAnswerThatIsMadeOnce() throws Exception {
        SharedAnswers.Kept<String, String> kept = shared.keep(Duration.ofMinutes(1), 10);
        CountDownLatch all = new CountDownLatch(CROWD);
        try (ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                answers.add(threads.submit(() -> {
                    all.countDown();
                    all.await();
                    return kept.get("a", this::make);
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("a 1");
            }
        }
    }

    @Test
    void answersAreMadeOneAtATimeOfWhateverKind() throws Exception {
        SharedAnswers.Kept<Integer, String> one = shared.keep(Duration.ofMinutes(1), 100);
        SharedAnswers.Kept<Integer, String> other = shared.keep(Duration.ofMinutes(1), 100);
        try (ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
            for (int i = 0; i < CROWD; i++) {
                int key = i;
                threads.execute(() -> (key % 2 == 0 ? one : other).get(key, this::make));
            }
        }
        assertThat(made.get()).isEqualTo(CROWD);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void formerAnswerIsGivenWhileANewOneIsMade() throws Exception {
        SharedAnswers.Kept<String, String> kept = shared.keep(Duration.ofMinutes(1), 10);
        assertThat(kept.get("a", this::make)).isEqualTo("a 1");
        now = now.plusSeconds(60);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            Future<String> renewed = threads.submit(() -> kept.get("a", key -> {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return make(key);
            }));
            begun.await();
            assertThat(kept.get("a", this::make)).isEqualTo("a 1");
            goOn.countDown();
            assertThat(renewed.get()).isEqualTo("a 2");
        }
        assertThat(kept.get("a", this::make)).isEqualTo("a 2");
    }

    @Test
    void failureIsThrownToItsRequestAndTheNextMakesTheAnswer() {
        SharedAnswers.Kept<String, String> kept = shared.keep(Duration.ofMinutes(1), 10);
        assertThatThrownBy(() -> kept.get("a", key -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(kept.get("a", this::make)).isEqualTo("a 1");
    }

    @Test
    void answerMayBeMadeOfOthers() {
        SharedAnswers.Kept<String, String> table = shared.keep(Duration.ofMinutes(1), 10);
        SharedAnswers.Kept<String, String> file = shared.keep(Duration.ofMinutes(1), 10);
        assertThat(file.get("file", key -> key + " of " + table.get("table", this::make)))
                .isEqualTo("file of table 1");
    }
}
