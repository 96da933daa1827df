package org.openbloctel.registry.list.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A server that is killed while it writes snapshots starts again from a whole one, with every number. */
@Tag("check-long")
final class KilledSnapshotIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final TestDatabase test = TestDatabase.create();

    /** The process that is killed: changes the list and writes a snapshot, over and over. */
    public static void main(String[] arguments) throws Exception {
        DriverManagerDataSource source = new DriverManagerDataSource(arguments[0]);
        try (Publication publication = new Publication(
                        new Database(source, source, TestDatabase.KEYS),
                        PublicationSettings.in(Path.of(arguments[1])),
                        InstantSource.system(),
                        PublicationWatch.SILENT)
                .start()) {
            for (int i = 0; i < 100_000; i++) {
                String number = String.valueOf(Registered.FIRST + i % 10_000);
                long revision = publication
                        .importNumbers(new ByteArrayInputStream(("+" + number).getBytes(UTF_8)))
                        .revision();
                publication.await(revision, LONG);
                publication.snapshot();
                System.out.println(revision);
            }
        }
    }

    @Test
    void killedServerFindsAWholeSnapshotAndLosesNothing() throws Exception {
        for (int round = 1; round <= 5; round++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            // A short life: the optimising compiler would cost more than it gains.
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledSnapshotIT.class.getName(),
                            test.url(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader written = process.inputReader()) {
                for (int snapshot = 0; snapshot < 4; snapshot++) {
                    assertThat(written.readLine()).isNotNull();
                }
                LockSupport.parkNanos(round * 17_000_000L);
                process.destroyForcibly();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            startsWhole();
        }
    }

    private void startsWhole() throws Exception {
        try (Publication publication = new Publication(
                        test.database(),
                        PublicationSettings.in(folder),
                        InstantSource.system(),
                        PublicationWatch.SILENT)
                .start()) {
            assertThat(Registered.within(LONG, () -> publication.status().fresh()))
                    .isTrue();
            long numbers = new Registered(test)
                    .owner()
                    .sql("select count(*) from list.opposition")
                    .query(Long.class)
                    .single();
            assertThat(publication.current().size()).isEqualTo(numbers).isGreaterThanOrEqualTo(4);
            assertThat(publication.current().isConsistent()).isTrue();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(name -> name.toString().endsWith(".sealed"))
                        .toList()) {
                    assertThat(new SnapshotFolder(folder, test.database()::snapshotKey, PublicationWatch.SILENT)
                                    .read(file)
                                    .isConsistent())
                            .isTrue();
                }
            }
        }
    }
}
