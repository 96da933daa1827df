package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.submission.Erasure;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.simulation.Fate;
import org.openbloctel.registry.platform.simulation.Interleaving;
import org.openbloctel.registry.platform.simulation.SimulatedFiles;
import org.openbloctel.registry.platform.simulation.SimulatedServer;
import org.openbloctel.registry.platform.simulation.SteppedConnections;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Three simulated servers that receive and scrub files, sweep, and decide on held ones, by one seed: from step to step one of them goes on,
 * or its step fails, time passes, a server is killed or gives a sign of life. Keeps what was acknowledged. For one thread.
 */
final class ScrubWorld {
    static final List<Long> NUMBERS =
            List.of(33639980001L, 33639980002L, 33639980003L, 33639980004L, 33639980005L, 33639980006L, 33639980011L);
    static final OppositionList LIST = SubmissionFixture.list(7);

    private static final int STEPS = 350;
    private static final int SERVERS = 3;
    private static final int MAX_REQUESTS = 6;
    private static final Duration SWEPT = Duration.ofHours(6);
    /** Shorter and longer than a lease, longer than any pause after a failure, longer than the sweeper waits. */
    private static final List<Duration> PASSES = List.of(
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(16),
            Duration.ofSeconds(16),
            Duration.ofMinutes(6),
            Duration.ofHours(7));

    final List<String> told = new ArrayList<>();
    final List<Request> requests = new ArrayList<>();
    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    final SimulatedFiles files = new SimulatedFiles(() -> now);

    private final Parts parts;
    private final SplittableRandom random;
    private final Interleaving turns;
    private final List<Server> servers = new ArrayList<>();
    private int started;

    /** What the worlds of all seeds share. */
    record Parts(ScrubLedger ledger, SteppedConnections.Pool pool, ScrubSettings settings) {}

    /** A file that a client sends, again until it is acknowledged. */
    static final class Request {
        final String name;
        final String content;
        final Optional<String> key;
        final SortedSet<Long> numbers;
        /** The submissions that it led to, as far as it was said: one with a key, and one for each time that it was sent without. */
        final Set<UUID> acknowledged = new LinkedHashSet<>();

        Request(String name, String content, Optional<String> key, SortedSet<Long> numbers) {
            this.name = name;
            this.content = content;
            this.key = key;
            this.numbers = numbers;
        }
    }

    ScrubWorld(long seed, Parts parts) throws SQLException {
        this.parts = parts;
        this.random = new SplittableRandom(seed);
        this.turns = new Interleaving(parts.ledger().owner());
    }

    /** A process of a server with all that it has in memory. */
    final class Server {
        final SimulatedServer process;
        final Database database;
        final AuditTrail audit;
        final ScrubQueue queue;
        final Reception reception;
        final HeldFiles held;
        final Erasure erasure;
        private final List<Runnable> beats = new CopyOnWriteArrayList<>();
        private final StoredFiles stored;
        private boolean receives;

        Server() throws IOException {
            started++;
            ScrubLedger ledger = parts.ledger();
            process = turns.server("server " + started);
            database = ledger.test().database(new SteppedConnections(parts.pool(), turns, process));
            stored = files.of(process, turns);
            Vault vault = new Vault(stored);
            audit = new AuditTrail(database, ledger.keys(), () -> now);
            Events events = ledger.events(database);
            Gate gate = ledger.gate();
            Traces traces = new Traces(database, () -> now, ledger.keys(), vault, NumberingPlan.FRANCE);
            queue = new ScrubQueue(
                    database,
                    () -> now,
                    audit,
                    parts.settings(),
                    vault,
                    ledger.keys(),
                    new ScrubQueue.Needs(
                            () -> LIST,
                            UnaryOperator.identity(),
                            (workbook, name, list, ruling, options, returned, rows, progress) -> {
                                throw new IllegalStateException("no workbooks here");
                            },
                            ledger.allowance(database),
                            ledger.attestation(database),
                            waited -> {},
                            events,
                            SubmissionFixture.NO_LAW,
                            gate,
                            (task, hold, at) -> {},
                            traces));
            queue.beatBy(beat -> {
                beats.add(beat);
                return () -> beats.remove(beat);
            });
            reception = new Reception(
                    database,
                    () -> now,
                    audit,
                    Reception.Settings.USUAL,
                    vault,
                    ledger.keys(),
                    new Reception.Needs(
                            ledger.allowance(database),
                            ScrubLedger.NO_CAMPAIGNS,
                            () -> OptionalLong.of(LIST.revision()),
                            received -> {}));
            held = new HeldFiles(database, () -> now, audit, events, gate, (company, about) -> {});
            erasure = new Erasure(
                    database, () -> now, audit, SpaceSettings.USUAL, vault, List.of(Traces.files(database)));
        }

        StoredFiles files() {
            return stored;
        }
    }

    /** Runs it, and then lets one server that nothing happens to do what is left. */
    Server run() throws IOException {
        for (int i = 0; i < SERVERS; i++) {
            servers.add(new Server());
        }
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(1);
            step();
        }
        told.add("all servers are killed");
        servers.forEach(server -> turns.kill(server.process));
        assertThat(turns.ready()).isEmpty();
        assertThat(turns.underWay()).as("pieces of dead servers").isEmpty();
        Server last = new Server();
        last.audit.chainLeft(Duration.ZERO);
        for (int rounds = 0; parts.ledger().waiting() > 0; rounds++) {
            assertThat(rounds).as("files that are never ready").isLessThan(30);
            now = now.plus(Duration.ofMinutes(6));
            parts.ledger().held().forEach(id -> last.held.release(id, "known", "operator"));
            while (last.queue.runNext()) {
                told.add("the last server scrubs one");
            }
        }
        now = now.plus(Duration.ofHours(9));
        last.erasure.sweep();
        return last;
    }

    void close() throws SQLException {
        turns.close();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void step() throws IOException {
        int choice = random.nextInt(1_000);
        List<Interleaving.Piece> ready = turns.ready();
        Server server = any(servers);
        if (choice < 20) {
            pass();
        } else if (choice < 28) {
            told.add(server.process + " is killed");
            turns.kill(server.process);
        } else if (choice < 60) {
            beat(server);
        } else if (choice < 160 || ready.isEmpty()) {
            begin(server);
        } else {
            Interleaving.Piece piece = any(ready);
            Fate fate = fate();
            told.add(piece + (fate == Fate.DONE ? "" : ": " + fate));
            turns.step(piece, fate);
        }
        for (int i = 0; i < SERVERS; i++) {
            if (servers.get(i).process.isDead()) {
                servers.set(i, new Server());
            }
        }
    }

    private Fate fate() {
        return switch (random.nextInt(100)) {
            case 0 -> Fate.CUT_BEFORE;
            case 1 -> Fate.CUT_AFTER;
            case 2 -> Fate.KILLED_AFTER;
            default -> Fate.DONE;
        };
    }

    /** A file that waits for its row longer than the sweeper does would be lost: no request takes six hours. */
    private void pass() {
        Duration passed = any(PASSES);
        if (passed.compareTo(SWEPT) > 0) {
            servers.stream().filter(server -> server.receives).forEach(server -> turns.kill(server.process));
        }
        told.add(passed + " pass");
        now = now.plus(passed);
    }

    private void beat(Server server) {
        if (!server.beats.isEmpty() && turns.busy(server.process) < 2) {
            turns.start(server.process, "gives a sign of life", any(server.beats)::run);
        }
    }

    private void begin(Server server) {
        if (turns.busy(server.process) > 0) {
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 40) {
            submit(server);
        } else if (choice < 75) {
            start(server, "scrubs the next", server.queue::runNext);
        } else if (choice < 85) {
            requests.stream()
                    .flatMap(request -> request.acknowledged.stream())
                    .reduce((before, after) -> after)
                    .ifPresent(id -> start(server, "scrubs the last", () -> server.queue.run(id)));
        } else if (choice < 90) {
            start(server, "sweeps", server.erasure::sweep);
        } else if (choice < 92) {
            start(server, "ends holds", server.held::expire);
        } else if (choice < 94) {
            start(server, "tries held ones again", server.held::retry);
        } else {
            decide(server);
        }
    }

    private void decide(Server server) {
        List<UUID> held = parts.ledger().held();
        if (held.isEmpty()) {
            return;
        }
        UUID id = any(held);
        if (random.nextInt(3) == 0) {
            start(server, "refuses a held one", () -> server.held.refuse(id, "unknown", "operator"));
        } else {
            start(server, "releases one", () -> server.held.release(id, "known", "operator"));
        }
    }

    private void submit(Server server) {
        List<Request> waiting = requests.stream()
                .filter(request -> request.acknowledged.isEmpty() || request.key.isPresent())
                .toList();
        if (waiting.isEmpty() && requests.size() == MAX_REQUESTS) {
            return;
        }
        boolean again = !waiting.isEmpty() && (requests.size() == MAX_REQUESTS || random.nextBoolean());
        Request request = again ? any(waiting) : fresh();
        server.receives = true;
        start(server, "receives " + request.name, () -> {
            try {
                UUID id = server.reception
                        .receive(
                                SubmissionFixture.sent(request.name, LayoutOptions.NONE, request.key),
                                SubmissionFixture.bytes(request.content))
                        .submission();
                request.acknowledged.add(id);
                told.add("acknowledged " + request.name);
            } finally {
                server.receives = false;
            }
        });
    }

    private Request fresh() {
        int number = requests.size();
        TreeSet<Long> numbers = new TreeSet<>();
        StringBuilder content = new StringBuilder("Nom;Téléphone\n");
        int lines = 1 + random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            long phone = any(NUMBERS);
            numbers.add(phone);
            content.append("f")
                    .append(number)
                    .append("l")
                    .append(i)
                    .append(";+")
                    .append(phone)
                    .append('\n');
        }
        String name = (random.nextInt(4) == 0 ? ScrubLedger.HELD : "file") + number + ".csv";
        Optional<String> key = random.nextBoolean() ? Optional.of("key-" + number) : Optional.empty();
        Request request = new Request(name, content.toString(), key, numbers);
        requests.add(request);
        return request;
    }

    /** Begins work that may fail by what is done to it, and by nothing else. */
    private void start(Server server, String name, Interleaving.Work work) {
        turns.start(server.process, name, () -> {
            try {
                work.run();
            } catch (DataAccessException
                    | TransactionException
                    | IOException
                    | UncheckedIOException
                    | RefusedException e) {
                told.add(server.process + " " + name + " fails: " + e.getClass().getSimpleName());
            }
        });
    }
}
