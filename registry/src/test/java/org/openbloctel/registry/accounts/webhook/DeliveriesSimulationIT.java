package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.COMPANY;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.ME;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.registry.platform.simulation.SteppedConnections;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Any sequence of events, senders, answers and clicks leaves deliveries as a model in memory says, which knows no SQL. One thread takes all
 * steps. {@code -Dsimulation.seeds=10000} for many, {@code -Dsimulation.seed=N} for the one that a failure names.
 */
final class DeliveriesSimulationIT {
    private static final int SEEDS = 4;
    private static final Instant BEGIN = Instant.parse("2026-11-25T08:00:00Z");

    @Test
    void deliveriesAreAsAModelInMemorySays() throws Exception {
        Seeds.run(DeliveriesSimulationIT.class, SEEDS, Place::new);
    }

    /** A company whose endpoint receives what one world after the other sends. */
    private static final class Place implements Seeds.Place {
        private final WebhookFixture company;
        private final JdbcClient owner;

        Place() throws SQLException {
            TestDatabase test = TestDatabase.create();
            company = new WebhookFixture(test.database(SteppedConnections.undisturbed(test)));
            owner = JdbcClient.create(test.owner());
        }

        @Override
        public void run(long seed) {
            company.now = BEGIN;
            World world = new World(company, seed);
            try {
                world.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dsimulation.seed=" + seed + ": " + world.told + "\n" + e.getMessage(), e);
            }
            owner.sql("delete from accounts.webhook; delete from accounts.webhook_event; delete from accounts.outbox")
                    .update();
        }

        @Override
        public void clean() {
            owner.sql("vacuum accounts.webhook, accounts.webhook_event, accounts.webhook_delivery,"
                            + " accounts.webhook_attempt, accounts.outbox")
                    .update();
        }
    }

    private static final class World {
        private static final int STEPS = 80;
        private static final List<Duration> PAUSES = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        private static final List<Duration> STEPS_OF_TIME = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                Duration.ofHours(6),
                Duration.ofDays(1));

        private final WebhookFixture world;
        private final Webhook webhook;
        private final Map<UUID, Model> models = new LinkedHashMap<>();
        private final List<Deliveries.Outgoing> taken = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final SplittableRandom random;
        private boolean disabled;
        private @Nullable Instant paused;
        private @Nullable Instant failingSince;

        /** A delivery as it has to be. */
        private static final class Model {
            private Delivery.State state = Delivery.State.WAITING;
            private int attempts;
            private int lease;
            private Instant next;

            Model(Instant next) {
                this.next = next;
            }
        }

        World(WebhookFixture world, long seed) {
            this.world = world;
            this.webhook = world.webhook();
            this.random = new SplittableRandom(seed);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                String did = step();
                told.add(did);
                Webhook now = world.get(webhook);
                assertThat(now.disabled().isPresent()).as("%d %s", step, did).isEqualTo(disabled);
                assertThat(now.failingSince()).as("%d %s", step, did).isEqualTo(Optional.ofNullable(failingSince));
                assertThat(now.pausedUntil()).as("%d %s", step, did).isEqualTo(Optional.ofNullable(paused));
                List<Delivery> all = world.list(webhook);
                assertThat(all).hasSameSizeAs(models.keySet());
                for (Delivery delivery : all) {
                    Model model = model(delivery.id());
                    assertThat(delivery.state()).as("%d %s", step, did).isEqualTo(model.state);
                    assertThat(delivery.attempts()).as("%d %s", step, did).isEqualTo(model.attempts);
                    if (model.state == Delivery.State.WAITING) {
                        assertThat(delivery.next()).as("%d %s", step, did).contains(model.next);
                    }
                }
            }
        }

        private Model model(UUID id) {
            return models.computeIfAbsent(id, unknown -> {
                throw new AssertionError("an unknown delivery");
            });
        }

        private String step() {
            int choice = random.nextInt(100);
            if (choice < 15) {
                return raise();
            } else if (choice < 35) {
                world.later(STEPS_OF_TIME.get(random.nextInt(STEPS_OF_TIME.size())));
                return "waited";
            } else if (choice < 55) {
                return take();
            } else if (choice < 88) {
                return settle();
            } else if (choice < 94) {
                return resend();
            } else if (choice < 96) {
                world.webhooks().disable(COMPANY, webhook.id(), ME);
                turnedOff();
                return "disabled";
            }
            world.webhooks().enable(COMPANY, webhook.id(), ME);
            giveUp();
            disabled = false;
            paused = null;
            failingSince = null;
            return "enabled";
        }

        private String raise() {
            world.raise(1);
            if (!disabled) {
                models.put(world.list(webhook).getFirst().id(), new Model(world.now));
            }
            return "raised";
        }

        private String take() {
            boolean open = !disabled && (paused == null || !paused.isAfter(world.now));
            List<UUID> expected = models.entrySet().stream()
                    .filter(one -> open
                            && one.getValue().state == Delivery.State.WAITING
                            && !one.getValue().next.isAfter(world.now))
                    .map(Map.Entry::getKey)
                    .toList();
            List<Deliveries.Outgoing> due = world.take();
            assertThat(due).extracting(Deliveries.Outgoing::delivery).containsExactlyInAnyOrderElementsOf(expected);
            for (Deliveries.Outgoing one : due) {
                Model model = model(one.delivery());
                model.lease++;
                assertThat(one.lease()).isEqualTo(model.lease);
                model.next = world.now.plus(Duration.ofMinutes(2));
            }
            List<UUID> order = List.copyOf(models.keySet());
            due.stream()
                    .sorted(Comparator.comparingInt(one -> order.indexOf(one.delivery())))
                    .forEach(taken::add);
            return "took " + due.size();
        }

        /** Also what was taken long ago, or settled before: senders may be slow and say it twice. */
        private String settle() {
            if (taken.isEmpty()) {
                return "settled nothing";
            }
            Deliveries.Outgoing outgoing = taken.get(Math.max(0, taken.size() - 1 - random.nextInt(4)));
            int status = List.of(200, 500, 500, 500, 429, 410).get(random.nextInt(6));
            Delivery.Result result = status == 429
                    ? WebhookFixture.asking(429, Duration.ofMinutes(10))
                    : status == 410 && random.nextInt(4) > 0 ? WebhookFixture.fault() : WebhookFixture.answered(status);
            world.deliveries().settle(outgoing, result);
            Model model = model(outgoing.delivery());
            if (result.isSuccess()) {
                if (model.state != Delivery.State.DELIVERED) {
                    model.state = Delivery.State.DELIVERED;
                    model.attempts++;
                }
                if (failingSince != null) {
                    failingSince = null;
                    paused = null;
                }
            } else if (outgoing.lease() == model.lease && model.state == Delivery.State.WAITING) {
                failed(model, result, status);
            }
            return "settled " + result + " of lease " + outgoing.lease();
        }

        private void failed(Model model, Delivery.Result result, int status) {
            model.attempts++;
            boolean over = result.isGone() || model.attempts > PAUSES.size();
            if (over) {
                model.state = Delivery.State.FAILED;
            } else {
                model.next = world.now.plus(PAUSES.get(model.attempts - 1));
            }
            Instant since = failingSince == null ? world.now : failingSince;
            failingSince = since;
            if (status == 429) {
                paused = world.now.plus(Duration.ofMinutes(10));
            }
            if (result.isGone() || !world.now.isBefore(since.plus(Duration.ofDays(7)))) {
                turnedOff();
            }
        }

        private void turnedOff() {
            if (!disabled) {
                disabled = true;
                paused = null;
            }
            giveUp();
        }

        private void giveUp() {
            for (Model model : models.values()) {
                if (model.state == Delivery.State.WAITING) {
                    model.state = Delivery.State.FAILED;
                }
            }
        }

        private String resend() {
            if (models.isEmpty()) {
                return "resent nothing";
            }
            UUID id = List.copyOf(models.keySet()).get(random.nextInt(models.size()));
            boolean all = random.nextInt(3) == 0;
            try {
                int sent = all ? world.deliveries().resendFailed(COMPANY, webhook.id(), ME) : 1;
                if (!all) {
                    world.deliveries().resend(COMPANY, webhook.id(), id, ME);
                }
                assertThat(disabled).isFalse();
                models.forEach((key, model) -> {
                    if (all ? model.state == Delivery.State.FAILED : key.equals(id)) {
                        model.attempts = model.state == Delivery.State.WAITING ? model.attempts : 0;
                        model.state = Delivery.State.WAITING;
                        model.next = world.now;
                    }
                });
                paused = sent > 0 ? null : paused;
            } catch (RefusedException e) {
                assertThat(disabled).isTrue();
            }
            return all ? "resent all" : "resent one";
        }
    }
}
