package org.openbloctel.server.platform.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.KnownKeys.ApiKeys;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** A client that tries keys is counted before the database is asked; one with a known key is not. */
final class KnownKeysTest {
    private static final int LIMIT = 5;
    private static final SignedIn.Key KEY = new SignedIn.Key(UUID.randomUUID(), UUID.randomUUID(), Set.of(), false);

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> lookedUp = new ConcurrentLinkedQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private boolean revoked;
    private final KnownKeys keys = keys();

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private KnownKeys keys() {
        ApiKeys all = (token, address) -> {
            asked.incrementAndGet();
            lookedUp.add(token);
            if (token.startsWith("stuck")) {
                await(goOn);
            }
            return token.equals("right") && !revoked ? Optional.of(KEY) : Optional.empty();
        };
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("keys", all));
        return new KnownKeys(
                beans.getBeanProvider(ApiKeys.class),
                beans.getBeanProvider(KnownKeys.Precondition.class),
                new RateLimits(() -> now),
                new HttpSettings(List.of(), 20, 30, 100, new HttpSettings.RequestsAMinute(LIMIT, LIMIT, LIMIT)));
    }

    @Test
    void databaseIsNotAskedAboutMoreUnknownKeysOfANetworkThanTheLimit() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(keys.find("wrong" + i, "2001:db8:1:2::" + i)).isEqualTo(new KnownKeys.Found(null, null));
        }
        KnownKeys.Found found = keys.find("wrong", "2001:db8:1:2::ff");
        assertThat(found.tooMany()).isNotNull().returns(false, RateLimits.Allowance::granted);
        assertThat(keys.find("right", "2001:db8:1:2::ff").key())
                .as("nobody knows yet")
                .isNull();
        assertThat(asked).hasValue(LIMIT);
        assertThat(keys.find("right", "2001:db8:1:3::1").key()).isEqualTo(KEY);
        now = now.plus(Duration.ofSeconds(12));
        assertThat(keys.find("right", "2001:db8:1:2::ff").key()).isEqualTo(KEY);
    }

    @Test
    void keyThatWorkedGoesOnWorkingWhateverItsNeighboursTryAndIsNeverCounted() {
        for (int i = 0; i < 3 * LIMIT; i++) {
            assertThat(keys.find("right", "192.0.2.1").key()).isEqualTo(KEY);
        }
        for (int i = 0; i < 2 * LIMIT; i++) {
            keys.find("wrong", "192.0.2.1");
        }
        assertThat(asked).hasValue(4 * LIMIT);
        assertThat(keys.find("right", "192.0.2.1").key()).isEqualTo(KEY);
        revoked = true;
        assertThat(keys.find("right", "192.0.2.1")).isEqualTo(new KnownKeys.Found(null, null));
        assertThat(keys.find("right", "192.0.2.1").tooMany()).isNotNull();
    }

    @Test
    void manyAtOnceAreCountedBeforeAnybodyIsAsked() throws Exception {
        List<Future<KnownKeys.Found>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 200; i++) {
                String token = "wrong" + i;
                all.add(pool.submit(() -> keys.find(token, "192.0.2.1")));
            }
            for (Future<KnownKeys.Found> one : all) {
                assertThat(one.get().key()).isNull();
            }
        }
        assertThat(asked).hasValue(LIMIT);
    }

    @Test
    void keyWhoseRequestIsRefusedByThenIsNotLookedUp() {
        for (int i = 0; i < KnownKeys.MAX_AT_ONCE; i++) {
            String network = "10.0." + i + ".1";
            Thread.startVirtualThread(() -> assertThatThrownBy(() -> keys.find("stuck", network)));
        }
        assertThat(Program.comesTrue(() -> asked.get() == KnownKeys.MAX_AT_ONCE))
                .isTrue();
        assertThatThrownBy(() -> keys.find("late", "192.0.2.1")).isInstanceOf(RefusedException.class);
        goOn.countDown();
        assertThat(keys.find("right", "192.0.2.2").key()).isEqualTo(KEY);
        assertThat(lookedUp).contains("right").doesNotContain("late");
    }
}
