package org.openbloctel.registry.calls.verdict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.openbloctel.registry.platform.database.CheckThreads;

/**
 * Puts questions that come while others are being answered into one: thirty-two dialers at once cost two statements, not sixty-four.
 * No question waits for others: one that comes alone goes at once. Each is asked after it came, so no answer is older than its
 * question. Thread-safe. All who share a question that fails get the failure, and to a dialer that is a no.
 */
final class Batcher<Q, A> {
    /** So many statements at once: while one is being answered the next is on its way. */
    private static final int MAX_RUNNING = 2;
    /** Larger questions are asked on their own, so that no other waits for them. */
    private static final int SMALL = 64;

    private static final int MAX_TOGETHER = 1_024;

    private final Function<List<Q>, List<A>> ask;
    private final Lock lock = new ReentrantLock();
    private final Queue<Waiting<Q, A>> queue = new ArrayDeque<>();
    private int running;
    private final CheckThreads threads = new CheckThreads("verdicts", MAX_RUNNING);

    /** Over something that answers each of many questions, in their order. */
    Batcher(Function<List<Q>, List<A>> ask) {
        this.ask = ask;
    }

    private record Waiting<Q, A>(List<Q> questions, CompletableFuture<List<A>> answers) {}

    List<A> answers(List<Q> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        if (questions.size() > SMALL) {
            return ask.apply(questions);
        }
        Waiting<Q, A> mine = new Waiting<>(questions, new CompletableFuture<>());
        boolean first;
        lock.lock();
        try {
            queue.add(mine);
            first = running < MAX_RUNNING;
            running += first ? 1 : 0;
        } finally {
            lock.unlock();
        }
        if (first) {
            threads.execute(this::run);
        }
        try {
            return mine.answers.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** How many wait for those that are being asked. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (List<Waiting<Q, A>> together = next(); !together.isEmpty(); together = next()) {
            answer(together);
        }
    }

    /** Those that wait; none ends the thread, in the same instant in which no caller is left to wait for it. */
    private List<Waiting<Q, A>> next() {
        lock.lock();
        try {
            List<Waiting<Q, A>> together = new ArrayList<>();
            int size = 0;
            while (!queue.isEmpty() && size < MAX_TOGETHER) {
                Waiting<Q, A> one = queue.remove();
                together.add(one);
                size += one.questions.size();
            }
            running -= together.isEmpty() ? 1 : 0;
            return together;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("IllegalCatch") // those who wait get any fault
    private void answer(List<Waiting<Q, A>> together) {
        try {
            List<Q> all =
                    together.stream().flatMap(one -> one.questions.stream()).toList();
            List<A> answers = ask.apply(all);
            int at = 0;
            for (Waiting<Q, A> one : together) {
                int end = at + one.questions.size();
                one.answers.complete(List.copyOf(answers.subList(at, end)));
                at = end;
            }
        } catch (Throwable e) {
            together.forEach(one -> one.answers.completeExceptionally(e));
        }
    }
}
