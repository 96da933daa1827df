package org.openbloctel.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What everybody may read and is costly to make: made once for all who ask, one thing at a time on a server, and kept for a while. While one
 * request makes it anew, all others get the former one. What cannot be made is thrown to the request that makes it. Thread-safe.
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
     * @param kept for how long they are new
     * @param most how many are kept
     */
    public <K, V> Kept<K, V> keep(Duration kept, int most) {
        return new Kept<>(kept, most);
    }

    private record Made<V>(V value, Instant at) {}

    private static final class Place<V> {
        private final ReentrantLock making = new ReentrantLock();
        private volatile @Nullable Made<V> made;
    }

    /** Answers by what they are the answer to. Thread-safe. */
    public final class Kept<K, V> {
        private final Duration kept;
        private final int most;
        private final Map<K, Place<V>> places = new ConcurrentHashMap<>();

        Kept(Duration kept, int most) {
            this.kept = kept;
            this.most = most;
        }

        /** The answer: kept, or made now. */
        public V get(K key, Function<? super K, ? extends V> maker) {
            if (places.size() > most) {
                places.clear();
            }
            Place<V> place = places.computeIfAbsent(key, any -> new Place<>());
            Made<V> made = place.made;
            if (made != null && isNew(made)) {
                return made.value();
            }
            if (!place.making.tryLock()) {
                if (made != null) {
                    return made.value();
                }
                place.making.lock();
            }
            try {
                made = place.made;
                return made != null && isNew(made) ? made.value() : make(place, key, maker);
            } finally {
                place.making.unlock();
            }
        }

        private V make(Place<V> place, K key, Function<? super K, ? extends V> maker) {
            turn.lock();
            try {
                Made<V> made = new Made<>(maker.apply(key), clock.instant());
                place.made = made;
                return made.value();
            } finally {
                turn.unlock();
            }
        }

        private boolean isNew(Made<V> made) {
            return clock.instant().isBefore(made.at().plus(kept));
        }
    }
}
