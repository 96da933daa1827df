package org.openbloctel.server.platform.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Answers that every reader may have and that are costly to make. A server makes one at a time, in one lock for all kinds: the maker of a file may
 * ask for a table, while another request wants the same table. While the lock is taken, a reader gets the former answer if there is one, and waits
 * otherwise. What a maker throws, its own request gets, and the next reader makes the answer. Thread-safe.
 */
@Component
public final class SharedAnswers {
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock(true);

    SharedAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Answers of one kind.
     *
     * @param newFor how long an answer is given without being made again
     * @param max how many are kept; the oldest goes first
     */
    public <K, V> Kept<K, V> keep(Duration newFor, int max) {
        return new Kept<>(newFor, max);
    }

    private record Made<V>(V value, Instant at) {}

    /** The answers of one kind, each by its key. Thread-safe. */
    public final class Kept<K, V> {
        private final Duration newFor;
        private final int max;
        private final Map<K, Made<V>> answers = new ConcurrentHashMap<>();

        Kept(Duration newFor, int max) {
            this.newFor = newFor;
            this.max = max;
        }

        /** The answer: kept, or made now. */
        public V get(K key, Function<? super K, ? extends V> maker) {
            Made<V> former = answers.get(key);
            if (former != null && isNew(former)) {
                return former.value();
            }
            if (!turn.tryLock()) {
                if (former != null) {
                    return former.value();
                }
                turn.lock();
            }
            try {
                Made<V> made = answers.get(key);
                return made != null && isNew(made) ? made.value() : make(key, maker);
            } finally {
                turn.unlock();
            }
        }

        private V make(K key, Function<? super K, ? extends V> maker) {
            Made<V> made = new Made<>(maker.apply(key), clock.instant());
            if (answers.put(key, made) == null && answers.size() > max) {
                answers.values().remove(Collections.min(answers.values(), Comparator.comparing(Made::at)));
            }
            return made.value();
        }

        private boolean isNew(Made<V> made) {
            return clock.instant().isBefore(made.at().plus(newFor));
        }
    }
}
