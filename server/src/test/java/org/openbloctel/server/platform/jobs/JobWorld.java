package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.simulation.Fate;
import org.openbloctel.registry.platform.simulation.Interleaving;
import org.openbloctel.registry.platform.simulation.SimulatedServer;
import org.openbloctel.registry.platform.simulation.SteppedConnections;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Three simulated servers with the same recurring jobs, by one seed: from step to step one of them goes on, or its step fails, time passes, a
 * server is killed; in half of the worlds clocks of servers are wrong by an hour for a while. For one thread.
 */
final class JobWorld implements AutoCloseable {
    /** The second is in the hour that the clock skips in March and repeats in October. */
    static final List<Kind> JOBS = List.of(
            Kind.daily("test.night", LocalTime.of(3, 30)),
            Kind.daily("test.summer", LocalTime.of(2, 30)),
            new Kind(
                    "test.often",
                    LocalTime.MIDNIGHT,
                    work -> RecurringJob.every(Duration.ofMinutes(10), "test.often", work)));

    private static final List<LocalDate> DAYS = List.of(
            LocalDate.of(2026, 10, 24),
            LocalDate.of(2027, 3, 27),
            LocalDate.of(2028, 2, 28),
            LocalDate.of(2026, 11, 25));
    private static final int STEPS = 400;
    private static final int SERVERS = 3;
    private static final int THREADS = 3;
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration DEAD = HEARTBEAT.multipliedBy(4);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final List<Duration> WRONG = List.of(HOUR.negated(), Duration.ZERO, HOUR);
    /** What the thread does. */
    private static final ThreadLocal<JobRules.@Nullable Doing> DOES = new ThreadLocal<>();

    private static final List<Duration> PASSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(9),
            Duration.ofMinutes(10),
            HOUR,
            Duration.ofHours(5));

    final List<String> told = new ArrayList<>();

    private final SplittableRandom random;
    private final Parts parts;
    private final Interleaving turns;
    private final JobRules rules;
    private final boolean wrongClocks;
    private final List<Server> servers = new ArrayList<>();
    private final Map<Interleaving.Piece, JobRules.Doing> doings = new HashMap<>();
    private final List<JobRules.Doing> working = new ArrayList<>();
    private final Map<String, List<LocalDate>> done = new HashMap<>();
    private final List<AssertionError> broken = new ArrayList<>();
    /** By how much the clocks of the servers are wrong: that of a machine, so its next process has it as well. */
    private final Duration[] ahead = new Duration[SERVERS];

    private Instant now;
    private int started;

    /**
     * What the worlds of all seeds share.
     *
     * @param statements what becomes of the statements of servers: a fault that is to be found
     */
    record Parts(DataSource owner, JobRows rows, SteppedConnections.Pool pool, UnaryOperator<String> statements) {}

    /**
     * A job, to be made of what it does.
     *
     * @param time from when on it is the day's turn
     */
    record Kind(String name, LocalTime time, Function<Runnable, RecurringJob> made) {
        static Kind daily(String name, LocalTime time) {
            return new Kind(name, time, work -> RecurringJob.daily(time, name, work));
        }

        RecurringJob job() {
            return made.apply(() -> {});
        }

        boolean isDaily() {
            return job().isDaily();
        }

        /** The day whose turn it is. */
        LocalDate day(Instant at) {
            LocalDate day = LegalCalendar.dayOf(at);
            return at.isBefore(day.atTime(time).atZone(LegalCalendar.ZONE).toInstant()) ? day.minusDays(1) : day;
        }
    }

    /** A process of a server. */
    private final class Server {
        private final int machine;
        private final SimulatedServer process;
        private final SimulatedRunner runner;
        private final JdbcClient rows;
        private final Set<JobRules.Deed> does = EnumSet.noneOf(JobRules.Deed.class);
        private boolean isStarted;

        Server(int machine) {
            this.machine = machine;
            started++;
            process = turns.server("server " + started);
            SteppedConnections connections = new SteppedConnections(parts.pool(), turns, process, parts.statements());
            rows = JdbcClient.create(connections);
            List<RecurringJob> jobs = JOBS.stream()
                    .map(job -> job.made().apply(() -> work(this, job)))
                    .toList();
            runner = new SimulatedRunner(connections, HEARTBEAT, this::clock, jobs);
        }

        private Instant clock() {
            return now.plus(ahead[machine]);
        }

        /** All that is due, at once. */
        private void doAll() {
            runner.take();
            while (runner.hasTaken()) {
                runner.work();
            }
        }
    }

    JobWorld(long seed, Parts parts) throws SQLException {
        this.random = new SplittableRandom(seed);
        this.parts = parts;
        this.turns = new Interleaving(parts.owner());
        this.wrongClocks = random.nextBoolean();
        this.now = LegalCalendar.startOf(any(DAYS)).plus(HOUR.multipliedBy(12));
        this.rules = new JobRules(DEAD, parts.rows().all(), wrongClocks);
        Arrays.fill(ahead, Duration.ZERO);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Runs it; then nothing happens to anybody any more, for three days. */
    void run() {
        for (int i = 0; i < SERVERS; i++) {
            servers.add(new Server(i));
        }
        for (int i = 0; i < STEPS; i++) {
            now = now.plusMillis(1);
            step();
            replaceDead();
        }
        if (!wrongClocks) {
            JOBS.stream()
                    .filter(Kind::isDaily)
                    .forEach(kind -> assertThat(done.getOrDefault(kind.name(), List.of()))
                            .as("days of %s", kind.name())
                            .doesNotHaveDuplicates());
        }
        Arrays.fill(ahead, Duration.ZERO);
        if (random.nextBoolean()) {
            told.add("all servers are killed; one starts");
            servers.forEach(server -> turns.kill(server.process));
            servers.clear();
            servers.add(new Server(0));
            servers.getFirst().runner.start();
        } else {
            told.add("nothing happens any more");
            finish();
        }
        now = now.plus(wrongClocks ? HOUR : Duration.ZERO).plus(SLACK);
        calmDown();
        days();
    }

    private void replaceDead() {
        for (int i = 0; i < SERVERS; i++) {
            if (servers.get(i).process.isDead()) {
                servers.set(i, new Server(i));
            }
        }
        doings.keySet().retainAll(turns.underWay());
        working.retainAll(doings.values());
    }

    /** All go on to their ends, and begin what they took. */
    private void finish() {
        while (!turns.ready().isEmpty()) {
            turn(turns.ready().getFirst(), Fate.DONE);
        }
        for (Server server : servers) {
            if (!server.isStarted) {
                server.runner.start();
            }
            while (server.runner.hasTaken()) {
                server.runner.work();
            }
        }
    }

    /** No job is left with the dead, and none is due later than its schedule allows. */
    private void calmDown() {
        any(servers).runner.releaseDead();
        any(servers).runner.lookAtClock();
        for (Kind kind : JOBS) {
            JobRows.Row row = Objects.requireNonNull(parts.rows().all().get(kind.name()));
            assertThat(row.taken()).as("%s is taken by the dead", kind.name()).isFalse();
            assertThat(row.due())
                    .as("%s is due within its schedule", kind.name())
                    .isBeforeOrEqualTo(now.plus(kind.job().furthest()).plus(SLACK));
        }
        any(servers).doAll();
    }

    /** Whenever a job is due it is done, the daily ones on each day; most of those that are due every ten minutes are passed over. */
    private void days() {
        done.clear();
        Instant end = now.plus(Duration.ofDays(3));
        while (now.isBefore(end)) {
            Map<String, JobRows.Row> rows = parts.rows().all();
            JobRows.Row next = rows.values().stream()
                    .min(Comparator.comparing(JobRows.Row::due))
                    .orElseThrow();
            now = (now.isBefore(next.due()) ? next.due() : now).plusSeconds(1);
            int before = done.getOrDefault(next.job(), List.of()).size();
            any(servers).doAll();
            assertThat(done.getOrDefault(next.job(), List.of()))
                    .as("%s is done when it is due", next.job())
                    .hasSize(before + 1);
            if (next.job().equals("test.often")) {
                now = now.plus(HOUR.multipliedBy(5));
            }
        }
        assertThat(done).hasSize(JOBS.size());
        JOBS.stream().filter(Kind::isDaily).forEach(kind -> {
            List<LocalDate> on = done.getOrDefault(kind.name(), List.of());
            assertThat(on)
                    .as("days of %s", kind.name())
                    .hasSizeGreaterThan(1)
                    .isEqualTo(
                            on.getFirst().datesUntil(on.getLast().plusDays(1)).toList());
        });
    }

    private void step() {
        int choice = random.nextInt(1_000);
        List<Interleaving.Piece> ready = turns.ready();
        Server server = any(servers);
        if (choice < 100) {
            pass();
        } else if (choice < 110) {
            told.add(server.process + " is killed");
            turns.kill(server.process);
        } else if (choice < 550 || ready.isEmpty()) {
            begin(server);
        } else {
            turn(any(ready), fate());
        }
        for (AssertionError found : broken) {
            throw found;
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

    private void turn(Interleaving.Piece piece, Fate fate) {
        String step = piece.toString();
        told.add(step + (fate == Fate.DONE ? "" : ": " + fate));
        JobRules.Doing doing = Objects.requireNonNull(doings.get(piece));
        if (doing.deed == JobRules.Deed.RELEASES && step.contains(" select ") && fate != Fate.CUT_BEFORE) {
            rules.looksForDead(doing);
        }
        JobRows.@Nullable Attempt attempt = doing.attempt;
        Instant latest = doing.latest;
        turns.step(piece, fate);
        servers.stream()
                .filter(server ->
                        server.process == piece.server() && server.clock().isAfter(latest))
                .forEach(server -> doing.latest = server.clock());
        if (!step.contains(" select ")) {
            JobRules.Doing was = new JobRules.Doing(doing.deed, doing.at);
            was.attempt = attempt;
            was.latest = latest;
            rules.check(was, parts.rows().all(), fate == Fate.DONE);
            if (rules.isDone(was)) {
                JOBS.stream()
                        .filter(kind -> kind.name()
                                .equals(Objects.requireNonNull(attempt).job()))
                        .forEach(kind -> done.computeIfAbsent(kind.name(), none -> new ArrayList<>())
                                .add(kind.day(was.at)));
            }
        }
    }

    private void pass() {
        if (wrongClocks && random.nextInt(10) == 0) {
            Duration wrong = any(WRONG);
            int one = random.nextInt(2 * SERVERS);
            told.add("the clock of " + (one < SERVERS ? "machine " + one : "all") + " is " + wrong + " ahead");
            for (int i = 0; i < SERVERS; i++) {
                ahead[i] = one == i || one >= SERVERS ? wrong : ahead[i];
            }
            return;
        }
        Duration passed = any(PASSES);
        told.add(passed + " pass");
        now = now.plus(passed);
    }

    private void begin(Server server) {
        if (!server.isStarted) {
            start(server, JobRules.Deed.STARTS, doing -> {
                server.runner.start();
                server.isStarted = true;
            });
            return;
        }
        int choice = random.nextInt(100);
        if (choice < 30) {
            if (server.runner.hasTaken()) {
                start(server, JobRules.Deed.WORKS, doing -> server.runner.work());
            }
        } else if (choice < 60) {
            start(server, JobRules.Deed.TAKES, doing -> server.runner.take());
        } else if (choice < 85) {
            start(
                    server,
                    JobRules.Deed.BEATS,
                    doing -> server.runner.beat(execution -> doing.attempt =
                            new JobRows.Attempt(execution.taskInstance.getTaskName(), execution.version)));
        } else if (choice < 95) {
            start(server, JobRules.Deed.RELEASES, doing -> server.runner.releaseDead());
        } else {
            start(server, JobRules.Deed.LOOKS_AT_CLOCK, doing -> server.runner.lookAtClock());
        }
    }

    /** Begins a deed; a server does each of them once at a time, but jobs, for which it has some threads. */
    private void start(Server server, JobRules.Deed deed, Consumer<JobRules.Doing> work) {
        boolean works = deed == JobRules.Deed.WORKS;
        if (server.does.contains(deed) || (works && turns.busy(server.process) > THREADS)) {
            return;
        }
        JobRules.Doing doing = new JobRules.Doing(deed, server.clock());
        if (!works) {
            server.does.add(deed);
        }
        Interleaving.Piece piece = turns.start(server.process, deed.words, () -> {
            DOES.set(doing);
            try {
                work.accept(doing);
            } finally {
                server.does.remove(deed);
                working.remove(doing);
            }
        });
        doings.put(piece, doing);
    }

    /** What a job does: two steps, that no server that lives does at the same time. */
    private void work(Server server, Kind kind) {
        JobRules.@Nullable Doing doing = DOES.get();
        if (doing == null) {
            done.computeIfAbsent(kind.name(), none -> new ArrayList<>()).add(kind.day(now));
            return;
        }
        long version = server.runner.versions(kind.name()).stream()
                .filter(one -> working.stream().noneMatch(other -> isOf(other, kind, one)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        JobRows.Attempt attempt = new JobRows.Attempt(kind.name(), version);
        doing.attempt = attempt;
        told.add(server.process + " begins " + kind.name() + " " + version + " at " + server.clock());
        try {
            if (!rules.isTakenOver(attempt)) {
                assertThat(working)
                        .as("what else does %s", attempt)
                        .allMatch(other -> !isOf(other, kind) || rules.isTakenOver(other.attempt));
            }
        } catch (AssertionError e) {
            broken.add(e); // a scheduler takes it for a failure of the job
        }
        working.add(doing);
        server.rows.sql("select 1").query(Integer.class).single();
        server.rows.sql("select 2").query(Integer.class).single();
    }

    private static boolean isOf(JobRules.Doing doing, Kind kind) {
        JobRows.Attempt attempt = doing.attempt;
        return attempt != null && attempt.job().equals(kind.name());
    }

    private static boolean isOf(JobRules.Doing doing, Kind kind, long version) {
        return new JobRows.Attempt(kind.name(), version).equals(doing.attempt);
    }

    @Override
    public void close() throws SQLException {
        turns.close();
    }
}
