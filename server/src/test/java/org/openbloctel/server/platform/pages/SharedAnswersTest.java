package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.platform.programs.Program;

/** A crowd costs as much as one reader. */
final class SharedAnswersTest {
    private static final int CROWD = 40;

    private volatile Instant now = Instant.parse("2026-12-01T08:00:00Z");
    private final SharedAnswers shared = new SharedAnswers(() -> now);
    private final AtomicInteger made = new AtomicInteger();

    private String make(Object key) {
        return key + " " + made.incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer that another thread asks for. A daemon: a lock that is never given back must not keep the test. */
    private static final class Asked {
        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final Thread thread;

        Asked(Supplier<String> question) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    answer.complete(question.get());
                } catch (RuntimeException | Error e) {
                    answer.completeExceptionally(e);
                }
            });
        }

        boolean waits() {
            return Program.comesTrue(() -> thread.getState() == Thread.State.WAITING);
        }

        String answer() throws Exception {
            return answer.get(30, TimeUnit.SECONDS);
        }
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
        SharedAnswers.Kept<String, String> one = shared.keep(Duration.ofMinutes(1), 100);
        SharedAnswers.Kept<String, String> other = shared.keep(Duration.ofMinutes(1), 100);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Asked first = new Asked(() -> one.get("a", key -> {
            begun.countDown();
            await(goOn);
            return make(key);
        }));
        begun.await();
        Asked second = new Asked(() -> one.get("b", this::make));
        Asked third = new Asked(() -> other.get("c", this::make));
        assertThat(second.waits()).isTrue();
        assertThat(third.waits()).isTrue();
        assertThat(made.get()).as("made while another is being made").isZero();
        goOn.countDown();
        assertThat(first.answer()).isEqualTo("a 1");
        assertThat(second.answer()).isIn("b 2", "b 3");
        assertThat(third.answer()).isIn("c 2", "c 3");
    }

    @Test
    void formerAnswerIsGivenWhileANewOneIsMade() throws Exception {
        SharedAnswers.Kept<String, String> kept = shared.keep(Duration.ofMinutes(1), 10);
        assertThat(kept.get("a", this::make)).isEqualTo("a 1");
        now = now.plusSeconds(60);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Asked renewed = new Asked(() -> kept.get("a", key -> {
            begun.countDown();
            await(goOn);
            return make(key);
        }));
        begun.await();
        assertThat(kept.get("a", this::make)).isEqualTo("a 1");
        goOn.countDown();
        assertThat(renewed.answer()).isEqualTo("a 2");
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

    /** After each start: the maker of a file reaches for a table that another request is about to make. */
    @Test
    void answerMadeOfOneThatAnotherRequestAsksForIsMade() throws Exception {
        SharedAnswers.Kept<String, String> table = shared.keep(Duration.ofMinutes(1), 10);
        SharedAnswers.Kept<String, String> file = shared.keep(Duration.ofMinutes(1), 10);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Asked ofFile = new Asked(() -> file.get("file", key -> {
            begun.countDown();
            await(goOn);
            return key + " of " + table.get("table", this::make);
        }));
        begun.await();
        Asked ofTable = new Asked(() -> table.get("table", this::make));
        assertThat(ofTable.waits()).isTrue();
        goOn.countDown();
        assertThat(ofFile.answer()).isEqualTo("file of table 1");
        assertThat(ofTable.answer()).isEqualTo("table 1");
    }

    @Test
    void oldestAnswerGoesWhenThereAreTooMany() {
        SharedAnswers.Kept<String, String> kept = shared.keep(Duration.ofHours(1), 2);
        for (String key : List.of("a", "b", "c")) {
            kept.get(key, this::make);
            now = now.plusSeconds(1);
        }
        assertThat(kept.get("c", this::make)).isEqualTo("c 3");
        assertThat(kept.get("b", this::make)).isEqualTo("b 2");
        assertThat(kept.get("a", this::make)).isEqualTo("a 4");
    }
}
