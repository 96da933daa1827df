package org.openbloctel.registry.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.registry.platform.simulation.SteppedConnections;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three servers send mails from one outbox, on a simulated clock, to a simulated mail server, while servers hang, are killed before or after
 * a mail was accepted, and come back. The outbox and its PostgreSQL are the real ones; one thread takes all steps, so a seed repeats a run.
 * {@code -Dsimulation.seeds=10000} for many, {@code -Dsimulation.seed=N} for the one that a failure names.
 */
final class OutboxSimulationIT {
    private static final int SEEDS = 40;
    private static final int STEPS = 30;
    private static final int SERVERS = 3;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final List<Duration> PASSES = List.of(
            Duration.ofSeconds(50),
            Duration.ofSeconds(90),
            Duration.ofMinutes(6),
            Duration.ofHours(2),
            Duration.ofDays(1));

    @Test
    void everyMailIsSentOrGivenUpAndTwiceOnlyWhenAServerDiedOrWasTooSlow() throws Exception {
        Seeds.run(OutboxSimulationIT.class, SEEDS, Place::new);
    }

    /** An outbox that one world after the other uses. */
    private static final class Place implements Seeds.Place {
        private final Database database;
        private final JdbcClient owner;

        Place() throws SQLException {
            TestDatabase test = TestDatabase.create();
            database = test.database(SteppedConnections.undisturbed(test));
            owner = JdbcClient.create(test.owner());
        }

        @Override
        public void run(long seed) {
            World world = new World(database, seed);
            try {
                world.run();
            } catch (AssertionError e) {
                throw new AssertionError("-Dsimulation.seed=" + seed + ": " + world.told, e);
            }
        }

        @Override
        public void clean() {
            owner.sql("vacuum accounts.outbox").update();
        }
    }

    /** A mail as the simulation knows it. */
    private static final class Model {
        private final String content;
        private int accepted;
        /** Kills after the mail server took it, and takings of which the time ran out: each may cost one more. */
        private int excuses;

        private int failures;
        private Instant heldUntil = Instant.MIN;

        Model(String content) {
            this.content = content;
        }
    }

    /** A mail in a server's memory. */
    private record Held(Outbox.Taken taken, Instant until) {}

    private static final class World {
        private final Database database;
        private final SplittableRandom random;
        private final List<String> told = new ArrayList<>();
        private final Map<String, Model> mails = new LinkedHashMap<>();
        private final List<Outbox> servers = new ArrayList<>();
        private final List<List<Held>> memories = new ArrayList<>();
        private Instant now = Instant.parse("2026-11-25T08:00:00Z");

        World(Database database, long seed) {
            this.database = database;
            random = new SplittableRandom(seed);
            for (int i = 0; i < SERVERS; i++) {
                servers.add(new Outbox(database, () -> now, random.nextBoolean()));
                memories.add(new ArrayList<>());
            }
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                now = now.plusMillis(1);
                step(random.nextInt(SERVERS));
            }
            memories.forEach(List::clear); // all are restarted, and nothing breaks any more
            for (int rounds = 0; servers.getFirst().depth().waiting() > 0; rounds++) {
                assertThat(rounds).as("mails that are never due").isLessThan(Outbox.ATTEMPTS + 2);
                now = now.plus(Duration.ofDays(4));
                take(0);
                while (!memories.getFirst().isEmpty()) {
                    send(0, true);
                }
            }
            assertThatEachWasSentOrGivenUp();
        }

        private void step(int server) {
            int choice = random.nextInt(100);
            if (choice < 12) {
                put(server);
            } else if (choice < 32) {
                take(server);
            } else if (choice < 62) {
                send(server, random.nextInt(3) == 0);
            } else if (choice < 67) {
                told.add(server + " is killed");
                memories.get(server).clear();
            } else if (choice < 71) {
                release(server);
            } else {
                Duration passed = PASSES.get(random.nextInt(PASSES.size()));
                told.add(passed + " pass");
                now = now.plus(passed);
            }
        }

        private void put(int server) {
            String address = "m" + mails.size() + "@example.org";
            Outbox.Message message =
                    new Outbox.Message(address, Locale.FRENCH, "consumer/confirm", Map.of("link", "x" + mails.size()));
            told.add(server + " puts " + address);
            servers.get(server).put(message);
            mails.put(address, new Model(message.toString()));
        }

        private void take(int server) {
            List<Outbox.Taken> taken = new ArrayList<>(servers.get(server).take(1_000));
            taken.sort(Comparator.comparing(one -> one.message().recipient()));
            for (Outbox.Taken one : taken) {
                Model mail = model(one);
                told.add(server + " takes " + one.message().recipient() + ", attempt " + one.attempt());
                assertThat(one.message()).hasToString(mail.content);
                assertThat(mail.heldUntil).as("in one pair of hands").isBeforeOrEqualTo(now);
                mail.heldUntil = now.plus(LEASE);
                memories.get(server).add(new Held(one, mail.heldUntil));
            }
        }

        /** Sends the first that it holds, however long it has held it. */
        private void send(int server, boolean works) {
            if (memories.get(server).isEmpty()) {
                return;
            }
            Held held = memories.get(server).removeFirst();
            Model mail = model(held.taken());
            boolean late = now.isAfter(held.until());
            String name = held.taken().message().recipient();
            if (works) {
                mail.accepted++;
                boolean killed = random.nextInt(5) == 0;
                told.add(server + " sends " + name + (killed ? ", and is killed" : ""));
                if (killed) {
                    mail.excuses++;
                    memories.get(server).clear();
                } else {
                    mail.excuses += late ? 1 : 0;
                    servers.get(server).sent(held.taken());
                }
            } else {
                told.add(server + " cannot send " + name);
                boolean last = held.taken().attempt() >= Outbox.ATTEMPTS;
                mail.failures += last ? 1 : 0;
                servers.get(server).failed(held.taken());
                if (mail.heldUntil.equals(held.until())) {
                    mail.heldUntil = Instant.MIN;
                }
            }
        }

        private void release(int server) {
            told.add(server + " releases all");
            for (Held held : memories.get(server)) {
                servers.get(server).release(held.taken());
                Model mail = model(held.taken());
                if (mail.heldUntil.equals(held.until())) {
                    mail.heldUntil = Instant.MIN;
                }
            }
            memories.get(server).clear();
        }

        private Model model(Outbox.Taken taken) {
            Model mail = mails.get(taken.message().recipient());
            if (mail == null) {
                throw new AssertionError("an unknown mail");
            }
            return mail;
        }

        private void assertThatEachWasSentOrGivenUp() {
            mails.forEach((address, mail) -> {
                assertThat(mail.accepted > 0 || mail.failures > 0).as(address).isTrue();
                assertThat(mail.accepted).as(address).isLessThanOrEqualTo(1 + mail.excuses);
            });
            assertThat(database.accounts()
                            .sql("select count(*) from accounts.outbox where settled_at is null or sealed is not null"
                                    + " or parameters <> '{}'")
                            .query(Long.class)
                            .single())
                    .as("what was sent is emptied")
                    .isZero();
            database.accounts().sql("delete from accounts.outbox").update();
        }
    }
}
