package org.openbloctel.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.database.AtOnce;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that is killed leaves entries committed and not chained; another chains them. */
final class KilledWriterIT {
    private static final int WRITERS = 8;

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final AuditTrail trail = new AuditTrail(test.database(), TestDatabase.KEYS, InstantSource.system());

    /** The process that is killed: writes each entry, then prints its subject. */
    public static void main(String[] arguments) throws Exception {
        DriverManagerDataSource source = new DriverManagerDataSource(arguments[0]);
        AuditTrail trail = new AuditTrail(
                new Database(source, source, TestDatabase.KEYS), TestDatabase.KEYS, InstantSource.system());
        AtOnce.times(WRITERS, () -> {
            for (int i = 0; i < 100_000; i++) {
                String subject = UUID.randomUUID().toString();
                trail.record(new AuditEntry("member:1", "act.done", subject, Map.of("rows", "12")));
                System.out.println(subject);
            }
            return true;
        });
    }

    @Test
    void killedServerLosesNoAcknowledgedEntry() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        long left = 0;
        for (int round = 0; round < 2; round++) {
            acknowledged.addAll(untilKilled(random.nextLong(60_000_000L)));
            awaitItsConnections();
            left += trail.chainLeft(Duration.ZERO);
        }
        System.out.println(acknowledged.size() + " acknowledged, " + left + " left by the killed servers");
        List<String> chained = owner.sql("select subject from accounts.audit_entry")
                .query(String.class)
                .list();
        assertThat(chained).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(owner.sql("select count(*) from accounts.audit_waiting")
                        .query(Long.class)
                        .single())
                .isZero();
        TrailFinding.Collector findings = new TrailFinding.Collector();
        trail.check(List.of(), findings);
        assertThat(findings.all()).isEmpty();
    }

    private List<String> untilKilled(long nanos) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // A short life: the optimising compiler would cost more than it gains.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriterIT.class.getName(),
                        test.url())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < 40; i++) {
                printed.add(lines.readLine());
            }
            LockSupport.parkNanos(nanos);
            // By its handle, which leaves what it printed to be read.
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
            }
        }
        assertThat(printed).doesNotContainNull();
        // The last line may be cut.
        return printed.stream().filter(line -> line.length() == 36).toList();
    }

    /** PostgreSQL ends what the killed server had begun. */
    private void awaitItsConnections() {
        while (owner.sql(
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and state <> 'idle' and pid <> pg_backend_pid() and backend_type = 'client backend'")
                        .query(Long.class)
                        .single()
                > 0) {
            LockSupport.parkNanos(5_000_000);
        }
    }
}
