package org.openbloctel.registry.calls.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Questions that are put together: each gets its own answers, none waits for company, a failure is told to all who share it. */
final class BatcherTest {
    private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();

    private List<Integer> doubled(List<Integer> questions) {
        sizes.add(questions.size());
        if (questions.contains(-1)) {
            throw new IllegalStateException("no");
        }
        return questions.stream().map(one -> one * 2).toList();
    }

    @Test
    void eachOfManyAtOnceGetsItsOwnAnswers() throws Exception {
        Batcher<Integer, Integer> batcher = new Batcher<>(this::doubled);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Integer>>> all = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                List<Integer> asked = IntStream.range(i, i + i % 4).boxed().toList();
                all.add(pool.submit(() -> batcher.answers(asked)));
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get())
                        .isEqualTo(IntStream.range(i, i + i % 4)
                                .map(one -> one * 2)
                                .boxed()
                                .toList());
            }
        }
    }

    @Test
    void whatComesWhileOthersAreAnsweredIsAskedTogether() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(2);
        Batcher<Integer, Integer> batcher = new Batcher<>(questions -> {
            busy.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return doubled(questions);
        });
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Integer>>> all = new ArrayList<>();
            all.add(pool.submit(() -> batcher.answers(List.of(1))));
            while (busy.getCount() == 2) {
                Thread.onSpinWait();
            }
            all.add(pool.submit(() -> batcher.answers(List.of(1))));
            busy.await(); // both statements are running: the others have to wait
            for (int i = 0; i < 30; i++) {
                all.add(pool.submit(() -> batcher.answers(List.of(1))));
            }
            while (batcher.waiting() < 30) {
                Thread.onSpinWait();
            }
            go.countDown();
            for (Future<List<Integer>> one : all) {
                assertThat(one.get()).containsExactly(2);
            }
        }
        assertThat(sizes.size()).isLessThan(10);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(32);
    }

    @Test
    void failureIsToldAndForgotten() {
        Batcher<Integer, Integer> batcher = new Batcher<>(this::doubled);
        assertThatThrownBy(() -> batcher.answers(List.of(-1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(batcher.answers(List.of(3))).containsExactly(6);
        assertThat(batcher.answers(List.of())).isEmpty();
    }

    @Test
    void largeQuestionIsAskedOnItsOwn() {
        Batcher<Integer, Integer> batcher = new Batcher<>(this::doubled);
        List<Integer> large = IntStream.range(0, 10_000).boxed().toList();
        assertThat(batcher.answers(large)).hasSize(10_000).contains(19_998);
        assertThat(sizes).containsExactly(10_000);
    }
}
