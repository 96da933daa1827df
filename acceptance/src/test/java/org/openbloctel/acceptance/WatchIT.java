package org.openbloctel.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A watched folder, by a process of its own, against a real server: each file is answered, once, through kills, cuts and renames. */
@Tag("check-long")
final class WatchIT {
    private static final long PATIENCE = 120;
    private static final String FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\n";

    @TempDir
    private static Path home = Path.of(".");

    private static ServerFixture server;
    private static Path key = home;
    private static Path testKey = home;
    private static String campaign = "";

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 1000);
        key = keyFile("key", caller.key("obl_live_0000000001", "submissions"));
        campaign = server.bean(Campaigns.class)
                .declare(
                        caller.company(),
                        "test",
                        new Campaigns.Terms(
                                null,
                                "Hiver",
                                Sector.OTHER,
                                null,
                                null,
                                LocalDate.of(2026, 11, 1),
                                LocalDate.of(2026, 12, 31)))
                .id()
                .toString();
        testKey = keyFile("test-key", caller.key("obt_test_0000000001", "submissions"));
        server.publish("0639980001\n");
    }

    private static Path keyFile(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Process watch(Path folder, String address, String... more) throws IOException {
        List<String> options = List.of(more);
        List<String> arguments = new ArrayList<>(List.of("watch", folder.toString(), "--server", address));
        arguments.addAll(options.contains("--key") ? List.of() : List.of("--key", key.toString()));
        arguments.addAll(options);
        return new ProcessBuilder(CommandLine.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
    }

    private static int once(Path folder, String address, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of(more));
        options.add("--once");
        Process process = watch(folder, address, options.toArray(String[]::new));
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String address() {
        return server.address().toString();
    }

    private static long submissions(String file) {
        return JdbcClient.create(server.database().owner())
                .sql("select count(*) from accounts.submission where file_name = ? and channel = 'watch'")
                .param(file)
                .query(Long.class)
                .single();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.toFile().getName())
                    .filter(name -> !name.startsWith(".bloctel-watch"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean comesTrue(BooleanSupplier something) {
        Instant end = Instant.now().plusSeconds(PATIENCE);
        while (!something.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(100_000_000);
        }
        return true;
    }

    @Test
    void sealedResultsAreOpenedByThePrivateKey() throws Exception {
        Caller sealing = new Caller(server, "000000026", "Scellés").withPlan(1000, 1000);
        Path live = keyFile("sealing-key", sealing.key("obl_live_0000000026", "submissions"));
        AgeKey pair = AgeKey.make();
        Path secret = keyFile("sealing.age", pair.identity());
        server.bean(SealingKeys.class)
                .register(
                        server.bean(Members.class)
                                .find(sealing.owner(true).id())
                                .orElseThrow(),
                        pair.recipient());
        Path folder = Files.createDirectory(home.resolve("sealed"));
        Files.writeString(folder.resolve("scelles.csv"), FILE);
        assertThat(once(folder, address(), "--key", live.toString(), "--private-key", secret.toString()))
                .isZero();
        assertThat(Files.readString(result(folder, "scelles.not-listed.csv")))
                .isEqualTo("Nom;Téléphone\nBert;0639980002\n");
    }

    /** The result with this name, in any subfolder. */
    private static Path result(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    @Test
    void onceAnswersWhatIsThereAndNothingTwice() throws Exception {
        Path folder = Files.createDirectory(home.resolve("once"));
        Files.writeString(folder.resolve("prospects.csv"), FILE);
        Files.writeString(folder.resolve("notes.csv"), "bonjour\nrien\n");
        Files.writeString(folder.resolve("later.csv.part"), FILE);
        Files.writeString(folder.resolve(".hidden.csv"), FILE);
        assertThat(once(folder, address())).as("the file that cannot be read").isEqualTo(3);
        List<String> answered = names(folder);
        assertThat(answered)
                .containsExactly(
                        ".hidden.csv",
                        "later.csv.part",
                        "notes.csv",
                        "notes.csv.error.txt",
                        "prospects.certificate.jws",
                        "prospects.csv",
                        "prospects.not-listed.csv",
                        "prospects.opposed.csv",
                        "prospects.report.json",
                        "prospects.unchecked.csv",
                        "prospects.verdicts.csv");
        assertThat(Files.readString(folder.resolve("prospects.not-listed.csv")))
                .isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        assertThat(Files.readString(folder.resolve("notes.csv.error.txt"))).contains("BT-04");
        assertThat(once(folder, address())).as("all is settled").isZero();
        assertThat(names(folder)).isEqualTo(answered);
        assertThat(submissions("prospects.csv")).isEqualTo(1);
        // The client has forgotten the file; the server knows it.
        Files.delete(folder.resolve(".bloctel-watch"));
        Files.delete(folder.resolve("prospects.not-listed.csv"));
        Files.delete(folder.resolve("notes.csv"));
        assertThat(once(folder, address())).isZero();
        assertThat(folder.resolve("prospects.not-listed.csv")).exists();
        assertThat(submissions("prospects.csv")).isEqualTo(1);
        Files.writeString(folder.resolve("prospects.txt"), FILE);
        assertThat(once(folder, address()))
                .as("its results would have the same names")
                .isEqualTo(3);
    }

    @Test
    void filesAreReadAsToldIntoAFolderThatIsMade() throws Exception {
        Path folder = Files.createDirectory(home.resolve("told"));
        Path out = home.resolve("told-results").resolve("below");
        Files.writeString(
                folder.resolve("two.txt"), "0639980003|0639980002\n0639980001|0639980004\n0639980005|0639980001\n");
        assertThat(once(
                        folder,
                        address(),
                        "--out",
                        out.toString(),
                        "--column",
                        "2",
                        "--separator",
                        "|",
                        "--header",
                        "no",
                        "--for",
                        "000000018"))
                .isZero();
        assertThat(Files.readString(out.resolve("two.opposed.txt"))).isEqualTo("0639980005|0639980001\n");
        Files.delete(folder.resolve(".bloctel-watch"));
        assertThat(once(
                        folder,
                        address(),
                        "--out",
                        out.toString(),
                        "--column",
                        "1",
                        "--separator",
                        "|",
                        "--header",
                        "no"))
                .as("read in another way it is another submission")
                .isZero();
        assertThat(Files.readString(out.resolve("two.opposed.txt"))).isEqualTo("0639980001|0639980004\n");
    }

    @Test
    void testKeyGetsItsFilesWithoutACertificate() throws Exception {
        Path folder = Files.createDirectory(home.resolve("test"));
        Files.writeString(folder.resolve("essai.csv"), FILE);
        assertThat(once(folder, address(), "--key", testKey.toString())).isZero();
        assertThat(names(folder))
                .contains("essai.not-listed.csv", "essai.report.json")
                .doesNotContain("essai.certificate.jws");
        assertThat(submissions("essai.csv")).isZero();
    }

    @Test
    void serverThatIsAwayLosesNothing() throws Exception {
        Path folder = Files.createDirectory(home.resolve("away"));
        Files.writeString(folder.resolve("away.csv"), FILE + "Cora;0639980003\n");
        assertThat(once(folder, "http://127.0.0.1:1")).isEqualTo(5);
        assertThat(names(folder)).containsExactly("away.csv", "away.csv.error.txt");
        assertThat(once(folder, address())).isZero();
        assertThat(names(folder)).contains("away.not-listed.csv").doesNotContain("away.csv.error.txt");
    }

    @Test
    void foreverTakesWhatAppearsAndEndsCleanly() throws Exception {
        Path folder = Files.createDirectory(home.resolve("forever"));
        Path out = Files.createDirectory(home.resolve("results"));
        Process process = watch(folder, address(), "--out", out.toString(), "--every", "1", "--campaign", campaign);
        try {
            Path begun = Files.writeString(folder.resolve("new.csv.tmp"), FILE + "Dora;0639980004\n");
            Files.move(begun, folder.resolve("new.csv"), StandardCopyOption.ATOMIC_MOVE);
            assertThat(comesTrue(() -> Files.exists(out.resolve("new.report.json"))))
                    .isTrue();
            assertThat(out.resolve("new.callable.csv")).exists();
            assertThat(out.resolve("new.forbidden.csv"))
                    .as("it was judged for the campaign")
                    .content()
                    .contains("0639980004");
            Process second = watch(folder, address());
            assertThat(second.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).as("a folder is watched once").isEqualTo(2);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(names(out)).noneMatch(name -> name.startsWith(".bloctel-"));
        assertThat(submissions("new.csv")).isEqualTo(1);
    }
}
