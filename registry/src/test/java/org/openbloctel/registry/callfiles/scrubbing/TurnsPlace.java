package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.simulation.Fate;
import org.openbloctel.registry.platform.simulation.Interleaving;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.registry.platform.simulation.SimulatedServer;
import org.openbloctel.registry.platform.simulation.SteppedConnections;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Simulated servers that take files of several accounts, lose connections and answers, are killed, and leave files whose lease runs out. Each
 * turn is compared with what a plain reading of the rule takes, and with what an account may expect. For one thread.
 */
final class TurnsPlace implements Seeds.Place {
    private static final int STEPS = 250;
    private static final int ACCOUNTS = 6;
    private static final long SMALL = 16L << 20;

    private final ScrubSettings settings;
    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner;
    private final SteppedConnections.Pool pool = new SteppedConnections.Pool(test.accounts());

    TurnsPlace(ScrubSettings settings) throws SQLException {
        this.settings = settings;
        this.owner =
                JdbcClient.create(new SingleConnectionDataSource(test.owner().getConnection(), true));
    }

    /** One lane of an account. */
    private record Lane(UUID account, boolean large) {}

    /** A file that is due. */
    private record Due(UUID id, UUID account, UUID principal, boolean large, long seq, long came) {
        Lane lane() {
            return new Lane(account, large);
        }
    }

    @Override
    public void run(long seed) throws SQLException {
        try (Interleaving turns = new Interleaving(test.owner())) {
            new World(seed, turns).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dsimulation.seed=" + seed + "\n" + e.getMessage(), e);
        } finally {
            owner.sql("delete from accounts.submission").update();
        }
    }

    @Override
    public void clean() {
        owner.sql("vacuum accounts.submission").update();
    }

    /** What happens by one seed. */
    private final class World {
        private final SplittableRandom random;
        private final Interleaving turns;
        private final List<SimulatedServer> servers = new ArrayList<>();
        private final Map<Lane, Long> accountTurns = new HashMap<>();
        private final Map<List<Object>, Long> principalTurns = new HashMap<>();
        private final Map<Lane, Integer> passedOver = new HashMap<>();
        private final Map<UUID, Set<UUID>> owed = new HashMap<>();
        private Instant now = Instant.parse("2026-11-25T08:00:00Z");
        private long last = lastTurn();

        World(long seed, Interleaving turns) {
            this.random = new SplittableRandom(seed);
            this.turns = turns;
            for (int i = 0; i < 3; i++) {
                servers.add(turns.server("server " + i));
            }
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                now = now.plusMillis(1);
                int choice = random.nextInt(100);
                if (choice < 35) {
                    receive();
                } else if (choice < 45) {
                    settle();
                } else if (choice < 47) {
                    now = now.plus(settings.lease().plus(Duration.ofSeconds(1)));
                } else {
                    take();
                }
            }
            while (!due().isEmpty()) {
                take();
            }
        }

        /** One account sends half of the files, of many principals. */
        private void receive() {
            int account = random.nextInt(2) * random.nextInt(ACCOUNTS);
            owner.sql("""
                            insert into accounts.submission (id, company, principal, submitted_by, file_name, channel, option_columns,
                                received_at, size, sha256, state, file_key, inputs, input_until)
                            values (:id, :account, :principal, 'member:1', 'a.csv', 'api', '{}', :at, :size, '', 'RECEIVED', '', '{}', :at)
                            """)
                    .param("id", new UUID(random.nextLong(), random.nextLong()))
                    .param("account", new UUID(0xACC0, account))
                    .param("principal", new UUID(0xACC1, random.nextInt(account == 0 ? 30 : 2)))
                    .param("size", random.nextInt(5) == 0 ? SMALL + 1 : SMALL)
                    .param("at", now.atOffset(ZoneOffset.UTC))
                    .update();
        }

        /** What was taken is done; what is left, its lease gives back. */
        private void settle() {
            owner.sql("update accounts.submission set state = 'READY', lease_until = null where lease_until > :now")
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }

        private void take() {
            int which = random.nextInt(servers.size());
            if (servers.get(which).isDead()) {
                servers.set(which, turns.server("server again"));
            }
            SimulatedServer server = servers.get(which);
            boolean small = random.nextInt(4) == 0;
            AttemptRows rows =
                    test.database(new SteppedConnections(pool, turns, server)).rows(AttemptRows.class);
            List<Due> due = due();
            List<Due> offered =
                    due.stream().filter(file -> !(small && file.large())).toList();
            Instant at = now;
            Interleaving.Piece piece = turns.start(server, "takes one", () -> {
                try {
                    String lanes = small ? AttemptRows.SMALL : AttemptRows.ALL;
                    Optional<ScrubTask.Attempt> taken = rows.takeNext(lanes, 7, at, at.plus(settings.lease()));
                    assertThat(taken.isPresent()).as("a file was taken").isEqualTo(!offered.isEmpty());
                } catch (DataAccessException e) {
                    assertThat(e).hasRootCauseMessage("the connection broke");
                }
            });
            while (turns.underWay().contains(piece)) {
                turns.step(piece, fate());
            }
            check(due, offered);
        }

        private Fate fate() {
            return random.nextInt(10) == 0 ? Fate.values()[1 + random.nextInt(3)] : Fate.DONE;
        }

        private void check(List<Due> all, List<Due> offered) {
            Optional<UUID> taken = owner.sql("select id from accounts.submission where turn > :last")
                    .param("last", last)
                    .query(UUID.class)
                    .optional();
            if (taken.isEmpty()) {
                return; // nothing was due, or the connection broke before the commit
            }
            Due file = offered.stream().min(byTurns()).orElseThrow();
            assertThat(taken).as("the file whose turn it is").contains(file.id());
            last = lastTurn();
            accountTurns.put(file.lane(), last);
            principalTurns.put(List.of(file.lane(), file.principal()), last);
            checkPassedOver(all, file);
            checkOwed(all, file);
        }

        private Comparator<Due> byTurns() {
            return Comparator.<Due>comparingLong(file -> -Math.max(
                            last - Math.max(accountTurns.getOrDefault(file.lane(), 0L), file.came()),
                            AttemptRows.PASSED_OVER - 1))
                    .thenComparing(Due::large)
                    .thenComparingLong(file -> accountTurns.getOrDefault(file.lane(), 0L))
                    .thenComparingLong(file -> principalTurns.getOrDefault(List.of(file.lane(), file.principal()), 0L))
                    .thenComparingLong(Due::seq);
        }

        /** The place of small files may take others meanwhile, and several may have been passed over as often. */
        private void checkPassedOver(List<Due> due, Due taken) {
            Set<Lane> waiting = due.stream().map(Due::lane).collect(Collectors.toSet());
            passedOver.keySet().retainAll(waiting);
            waiting.forEach(lane -> passedOver.merge(lane, 1, Integer::sum));
            passedOver.put(taken.lane(), 0);
            waiting.stream()
                    .filter(lane -> !lane.large())
                    .forEach(lane -> assertThat(passedOver.get(lane))
                            .as("turns that passed over an account")
                            .isLessThanOrEqualTo(AttemptRows.PASSED_OVER + 2 * ACCOUNTS));
        }

        /** No account has two turns with small files while another waits with one from before the first to the second. */
        private void checkOwed(List<Due> due, Due taken) {
            Set<UUID> waiting = due.stream()
                    .filter(file -> !file.large() && !file.id().equals(taken.id()))
                    .map(Due::account)
                    .collect(Collectors.toCollection(HashSet::new));
            owed.values().forEach(others -> others.retainAll(waiting));
            if (!taken.large()) {
                owed.values().forEach(others -> others.remove(taken.account()));
                assertThat(owed.getOrDefault(taken.account(), Set.of()))
                        .as("accounts that wait since before the last turn of this one")
                        .isEmpty();
                waiting.remove(taken.account());
                owed.put(taken.account(), waiting);
            }
        }

        private List<Due> due() {
            return owner.sql("""
                            select id, company, principal, size > :small as large, seq, came_after_turn from accounts.submission
                            where state in ('RECEIVED', 'CHECKING') and (lease_until is null or lease_until <= :now)
                            """)
                    .param("small", SMALL)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .query((row, n) -> new Due(
                            row.getObject("id", UUID.class),
                            row.getObject("company", UUID.class),
                            row.getObject("principal", UUID.class),
                            row.getBoolean("large"),
                            row.getLong("seq"),
                            row.getLong("came_after_turn")))
                    .list();
        }
    }

    private long lastTurn() {
        return owner.sql("select last_value from accounts.submission_turn")
                .query(Long.class)
                .single();
    }
}
