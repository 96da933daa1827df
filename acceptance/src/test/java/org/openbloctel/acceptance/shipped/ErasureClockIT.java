package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The packaged server on one machine, whose clock is also its database's, erases nothing while the clock runs ahead, nor after a week off before a
 * person has confirmed the clock.
 */
@Tag("check-long")
final class ErasureClockIT {
    private static final String STAFF = "registry-operator";
    private static final String PATH = "/operateur/conservation";
    /** The tables whose rows come and go, or are merged, by themselves: the checks of a volume of traces are counted on their own. */
    private static final Set<String> PASSING = Set.of(
            "scheduled_tasks",
            "erasure_stop",
            "audit_waiting",
            "guard_account",
            "call_figure",
            "trace_volume",
            "trace_lookup",
            // Pruned once snapshots hold them: copies of what the list holds.
            "change");

    private static final int UUID_LENGTH = 36;

    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([0-9a-f]+)\"");

    @TempDir
    private static Path home = Path.of(".");

    @Test
    void nothingIsErasedByAClockAheadNorAfterAWeekOffUntilAPersonSaysSo() throws Exception {
        WrongClock clock = new WrongClock(WrongClock.compiledIn(home).orElseThrow(), home.resolve("shift"));
        try (ShippedServer server =
                        new ShippedServer(Shipment.into(home.resolve("shipped")), home, clock, Instant.now());
                EmbeddedPostgres.Borrowed database = EmbeddedPostgres.borrow(home.resolve("data/postgres"))) {
            JdbcClient rows = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), EmbeddedPostgres.NAME, database.password()));
            settle(rows);
            oldMail(rows, server.now().minus(Duration.ofDays(29)));
            Map<String, Long> before = counts(rows);
            assertThat(before.values().stream().filter(count -> count > 0)).hasSizeGreaterThan(40);
            for (Duration ahead : List.of(Duration.ofDays(40), Duration.ofDays(4 * 365))) {
                server.move(ahead);
                // Some jobs counted an amount: the test would see a loss.
                await(() -> stopped(rows).containsAll(Rules.jobs()) && amounts(rows) > 20);
                assertNothingLost(before, rows);
                server.move(ahead.negated());
                await(() -> stopped(rows).isEmpty());
                assertNothingLost(before, rows);
            }
            assertThat(server.log()).containsPattern("WARN .* Nothing is erased: AHEAD");
            weekOff(server, before);
        }
    }

    private static void weekOff(ShippedServer server, Map<String, Long> before) throws Exception {
        server.stop();
        server.move(Duration.ofDays(8));
        server.startAgain();
        try (EmbeddedPostgres.Borrowed database = EmbeddedPostgres.borrow(home.resolve("data/postgres"))) {
            JdbcClient again = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), EmbeddedPostgres.NAME, database.password()));
            await(() -> stopped(again).containsAll(Rules.jobs()));
            assertNothingLost(before, again);
            assertThat(server.metrics()).containsPattern("openbloctel_erasures_stopped [1-9]");
            Shipment.Ran examined = server.examined();
            assertThat(examined.code()).as(examined.said()).isNotZero();
            assertThat(examined.said()).contains("DR-605");
            Visitor person = server.signedIn(STAFF, "/operateur");
            server.stepUp(person, STAFF, "/operateur");
            Matcher shown = SHOWN.matcher(person.get(PATH).body());
            assertThat(shown.find()).isTrue();
            assertThat(person.post(PATH + "/horloge", Map.of("shown", shown.group(1)))
                            .statusCode())
                    .isEqualTo(302);
            await(() -> stopped(again).isEmpty() && oldMails(again) == 0);
        }
    }

    /** Waits until the sample files are scrubbed, and each job has erased what is due on the right day. */
    private static void settle(JdbcClient rows) {
        await(() -> rows.sql("select count(*) from accounts.submission where state in ('RECEIVED', 'CHECKING')")
                        .query(Long.class)
                        .single()
                == 0);
        String[] jobs = Rules.jobs().toArray(String[]::new);
        rows.sql("update accounts.scheduled_tasks set execution_time = now() where task_name = any(?) and not picked")
                .params((Object) jobs)
                .update();
        await(() -> rows.sql("select count(*) from accounts.scheduled_tasks where task_name = any(?)"
                                + " and (picked or execution_time <= now())")
                        .params((Object) jobs)
                        .query(Long.class)
                        .single()
                == 0);
    }

    private static void oldMail(JdbcClient rows, Instant settled) {
        rows.sql(
                        "insert into accounts.outbox (id, created_at, next_attempt_at, locale, parameters, recipient, template, settled_at)"
                                + " values (gen_random_uuid(), now(), now(), 'fr', '{}', '', 'test', ?)")
                .param(settled.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static long oldMails(JdbcClient rows) {
        return rows.sql("select count(*) from accounts.outbox where template = 'test'")
                .query(Long.class)
                .single();
    }

    /** The jobs that wait. */
    private static List<String> stopped(JdbcClient rows) {
        return rows.sql("select job from accounts.erasure_stop where confirmed_at is null")
                .query(String.class)
                .list();
    }

    private static long amounts(JdbcClient rows) {
        return rows.sql("select coalesce(sum(amount), 0) from accounts.erasure_stop")
                .query(Long.class)
                .single();
    }

    /** The number of rows of each table, and of files in each folder. */
    private static Map<String, Long> counts(JdbcClient rows) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : rows.sql("select table_schema || '.' || table_name from information_schema.tables"
                        + " where table_schema in ('accounts', 'list') and table_type = 'BASE TABLE'")
                .query(String.class)
                .list()) {
            if (!PASSING.contains(table.substring(table.indexOf('.') + 1))) {
                counts.put(
                        table,
                        rows.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single());
            }
        }
        for (String folder : List.of("submissions", "evidence")) {
            try (Stream<Path> files = Files.walk(home.resolve("data").resolve(folder))) {
                counts.put(
                        "file:" + folder,
                        files.filter(Files::isRegularFile)
                                // Folders of other kinds have a prefix: volumes are merged.
                                .filter(file -> folder.equals("evidence")
                                        || String.valueOf(file.resolveSibling("")
                                                                .getFileName())
                                                        .length()
                                                == UUID_LENGTH)
                                .count());
            }
        }
        return counts;
    }

    private static void assertNothingLost(Map<String, Long> before, JdbcClient rows) throws IOException {
        Map<String, Long> now = counts(rows);
        List<String> lost = new ArrayList<>();
        before.forEach((place, count) -> {
            long left = Optional.ofNullable(now.get(place)).orElse(0L);
            if (left < count) {
                lost.add(place + ": " + count + " → " + left);
            }
        });
        assertThat(lost).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
