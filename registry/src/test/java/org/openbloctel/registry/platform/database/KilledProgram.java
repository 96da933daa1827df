package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A program on a test's database that is killed while it works, and prints a line for each thing that was acknowledged. */
public final class KilledProgram {
    private KilledProgram() {}

    /**
     * Runs a program, kills it so long after its first lines, and waits until PostgreSQL has ended what it had begun.
     *
     * @param main the program, which takes the address of the database as its first argument
     * @param lines how many it prints before the time begins
     * @return all that it printed; the last line may be cut
     */
    public static List<String> run(TestDatabase test, Class<?> main, int lines, long nanos, String... more)
            throws IOException, InterruptedException {
        // A short life: the optimising compiler would cost more than it gains.
        Stream<String> command = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                test.url());
        Process process = new ProcessBuilder(
                        Stream.concat(command, Stream.of(more)).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (int i = 0; i < lines; i++) {
                printed.add(reader.readLine());
            }
            LockSupport.parkNanos(nanos);
            // By its handle, which leaves what it printed to be read.
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                printed.add(line);
            }
        }
        assertThat(printed).doesNotContainNull();
        awaitItsConnections(JdbcClient.create(test.owner()));
        return printed;
    }

    private static void awaitItsConnections(JdbcClient owner) {
        while (owner.sql("""
                                select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle'
                                    and pid <> pg_backend_pid() and backend_type = 'client backend'
                                """).query(Long.class).single() > 0) {
            LockSupport.parkNanos(5_000_000);
        }
    }
}
