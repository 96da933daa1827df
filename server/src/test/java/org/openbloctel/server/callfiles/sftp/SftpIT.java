package org.openbloctel.server.callfiles.sftp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Call files over SFTP, by the library's client: dropped, cut off, raced for, refused; and what comes back. */
@Timeout(120)
final class SftpIT {
    private static final int CUT = 64 << 10;

    private static ServerFixture server;
    private static Caller caller;
    private static Sender sender;
    private static Program program;
    private static int sirens = 100;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start(
                "openbloctel.sftp.port=0",
                "openbloctel.sftp.most-pending-files=6",
                "openbloctel.http.requests-a-minute.company=100000");
        caller = new Caller(server, "000000018", "Exemple").withPlan(1_000_000, 100_000_000);
        sender = Sender.of(server, caller);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
        server.publish("0639980001\n");
    }

    @AfterAll
    static void stop() {
        sender.close();
        server.close();
    }

    /** A company of its own, so that what lies in its folders is what the test has dropped. */
    private static Caller company() {
        return new Caller(server, "000000" + ++sirens, "Exemple " + sirens).withPlan(1_000_000, 100_000_000);
    }

    private static byte[] file(String marker) {
        return ("Nom;Téléphone\nAnne " + marker + ";0639980001\nBert;0639980002\nCora;pas de numéro\n").getBytes(UTF_8);
    }

    private static byte[] large(String marker) {
        StringBuilder text = new StringBuilder("Nom;Téléphone\n");
        for (int i = 0; i < 40_000; i++) {
            text.append(marker).append(i).append(";0639980002\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    private static long submissions(Caller of) {
        return JdbcClient.create(server.database().owner())
                .sql("select count(*) from accounts.submission where company = ?")
                .param(of.company())
                .query(Long.class)
                .single();
    }

    private static boolean settles(SftpClient sftp, String folder, String name) {
        return Program.comesTrue(() -> {
            try {
                return Sender.names(sftp, folder).contains(name);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void droppedFileIsTakenAndAnswered() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company);
                SftpClient sftp = one.open()) {
            assertThat(Sender.names(sftp, "/")).containsExactly("in", "out");
            byte[] file = file("a");
            Sender.put(sftp, "/in/prospects.csv", file);
            assertThat(sftp.stat("/in/prospects.csv").getSize())
                    .as("clients look whether all has come")
                    .isEqualTo(file.length);
            assertThat(Sender.names(sftp, "in")).as("it is taken").isEmpty();
            assertThat(settles(sftp, "/out", "prospects.not-listed.csv")).isTrue();
            assertThat(Sender.names(sftp, "/out"))
                    .containsExactly(
                            "prospects.certificate.json",
                            "prospects.csv.status.txt",
                            "prospects.not-listed.csv",
                            "prospects.opposed.csv",
                            "prospects.unchecked.csv",
                            "prospects.verdicts.csv");
            assertThat(Sender.read(sftp, "/out/prospects.csv.status.txt"))
                    .contains("État : prêt".replace(" :", "\u00a0:"))
                    .contains("State: ready")
                    .contains("Non inscrites sur la liste : 1. Inscrites : 1.".replace(" :", "\u00a0:"))
                    .doesNotContain("06399800");
            String callable = Sender.read(sftp, "/out/prospects.not-listed.csv");
            assertThat(callable).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
            JsonNode certificate = new JsonMapper().readTree(Sender.read(sftp, "/out/prospects.certificate.json"));
            assertThat(certificate.get("jws").asString().split("\\.", -1)).hasSize(3);
            // A client that was cut off goes on in the middle.
            byte[] rest = new byte[100];
            try (SftpClient.CloseableHandle handle = sftp.open("/out/prospects.not-listed.csv")) {
                int n = sftp.read(handle, 5, rest, 0, rest.length);
                assertThat(new String(rest, 0, n, UTF_8)).isEqualTo(callable.substring(5));
                n = sftp.read(handle, 0, rest, 0, 3);
                assertThat(new String(rest, 0, n, UTF_8)).isEqualTo("Nom");
            }
            assertThat(Sender.read(sftp, "/out/prospects.csv.status.txt")).isNotEmpty();
        }
        assertThat(submissions(company)).isEqualTo(1);
        assertThat(JdbcClient.create(server.database().owner())
                        .sql("select count(*) from accounts.submission_download where company = ?")
                        .param(company.company())
                        .query(Integer.class)
                        .single())
                .as("each opening of a returned file is a download, and so is going back in one")
                .isEqualTo(3);
    }

    @Test
    @Tag("check-long")
    void cutAtEvery64KibIsOneWholeSubmission() throws Exception {
        Caller company = company();
        byte[] content = large("Client ");
        int cuts = 0;
        try (Sender one = Sender.of(server, company)) {
            long at = 0;
            while (at + CUT < content.length) {
                SftpClient sftp = one.open();
                SftpClient.Handle file = sftp.open(
                        "/in/large.csv",
                        SftpClient.OpenMode.Write,
                        SftpClient.OpenMode.Create,
                        SftpClient.OpenMode.Append);
                sftp.write(file, at, content, (int) at, CUT);
                long wanted = at + CUT;
                sftp.getClientChannel().getSession().close(true);
                assertThat(Program.comesTrue(() -> size(one, "/in/large.csv") == wanted))
                        .as("what came before the cut is kept: " + wanted)
                        .isTrue();
                assertThat(submissions(company)).as("never a partial one").isZero();
                at = wanted;
                cuts++;
            }
            try (SftpClient sftp = one.open();
                    SftpClient.CloseableHandle file = sftp.open("/in/large.csv", SftpClient.OpenMode.Write)) {
                sftp.write(file, at, content, (int) at, content.length - (int) at);
            }
            assertThat(cuts).isGreaterThan(8);
            assertThat(submissions(company)).isEqualTo(1);
            try (SftpClient sftp = one.open()) {
                assertThat(settles(sftp, "/out", "large.not-listed.csv")).isTrue();
                assertThat(Sender.read(sftp, "/out/large.not-listed.csv")).isEqualTo(new String(content, UTF_8));
            }
        }
    }

    private static long size(Sender sender, String path) {
        try (SftpClient sftp = sender.open()) {
            return sftp.stat(path).getSize();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void renamesAtOnceTakeAFileOnce() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company)) {
            one.put("/in/a.csv.filepart", file("b"));
            assertThat(submissions(company)).isZero();
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String target = i % 2 == 0 ? "/in/a.csv" : "/in/b.csv";
                racers.add(() -> {
                    try (SftpClient sftp = one.open()) {
                        sftp.rename("/in/a.csv.filepart", target);
                        return true;
                    } catch (SftpException slower) {
                        return false;
                    }
                });
            }
            int renamed = 0;
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (Future<Boolean> race : threads.invokeAll(racers)) {
                    renamed += race.get() ? 1 : 0;
                }
            }
            assertThat(renamed).isEqualTo(1);
            assertThat(submissions(company)).isEqualTo(1);
        }
    }

    @Test
    void sameFileTwiceAndByTheApiAtOnceIsOneSubmission() throws Exception {
        byte[] file = file("the same by several ways");
        long before = submissions(caller);
        List<Callable<Boolean>> ways = new ArrayList<>();
        for (String name : List.of("/in/one.csv", "/in/two.csv")) {
            ways.add(() -> {
                sender.put(name, file);
                return true;
            });
        }
        ways.add(() -> program.submit("three.csv", "", file).statusCode() == 202);
        ways.add(() -> program.submit("four.csv", "&via=watch", file).statusCode() == 202);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> way : threads.invokeAll(ways)) {
                assertThat(way.get()).isTrue();
            }
        }
        assertThat(submissions(caller)).isEqualTo(before + 1);
        try (SftpClient sftp = sender.open()) {
            assertThat(settles(sftp, "/out", "one.not-listed.csv")).isTrue();
            assertThat(settles(sftp, "/out", "two.not-listed.csv")).isTrue();
        }
    }

    @Test
    void nothingButTheFoldersCanBeReached() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company);
                SftpClient sftp = one.open()) {
            for (String path : List.of(
                    "/etc/passwd",
                    "../../etc/passwd",
                    "in/../../../etc/passwd",
                    "/in/none.csv",
                    "/out/none.csv",
                    "/other",
                    "/in/a/b/c",
                    "/proc")) {
                assertThatThrownBy(() -> sftp.stat(path)).as(path).isInstanceOf(SftpException.class);
            }
            assertThat(sftp.canonicalPath("../../..")).isEqualTo("/");
            assertThat(sftp.canonicalPath("in/../out/.")).isEqualTo("/out");
            byte[] file = file("c");
            for (String path : List.of(
                    "/a.csv", "/out/a.csv", "/in/none/a.csv", "/in/" + "x".repeat(300) + ".csv", "/in/a\u0001b.csv")) {
                assertThatThrownBy(() -> Sender.put(sftp, path, file)).as(path).isInstanceOf(SftpException.class);
            }
            assertThatThrownBy(() -> sftp.mkdir("/in/folder")).isInstanceOf(SftpException.class);
            assertThatThrownBy(() -> sftp.rmdir("/in")).isInstanceOf(SftpException.class);
            assertThatThrownBy(() -> sftp.symLink("/in/link", "/etc/passwd")).isInstanceOf(SftpException.class);
            assertThatThrownBy(() -> sftp.rename("/in", "/elsewhere")).isInstanceOf(SftpException.class);
            assertThatThrownBy(() -> sftp.read("/in/a.csv").read()).isInstanceOf(IOException.class);
            assertThat(submissions(company)).isZero();
            Sender.put(sftp, "/in/../in/Élèves & Été 2026 – nº1.csv", file);
            assertThat(Sender.names(sftp, "/out")).contains("Élèves & Été 2026 – nº1.csv.status.txt");
            assertThat(submissions(company)).isEqualTo(1);
        }
    }

    @Test
    void strangersAreNotLetInAndNothingIsForwarded() throws Exception {
        try (Sender stranger = new Sender(server, caller.siren());
                Sender unknown = new Sender(server, "999999999")) {
            assertThatThrownBy(stranger::session).isInstanceOf(IOException.class);
            assertThatThrownBy(unknown::session).isInstanceOf(IOException.class);
        }
        try (ClientSession session = sender.session()) {
            assertThatThrownBy(() -> session.startRemotePortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", 22)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(server.folder().resolve("sftp/host.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whoseKeyIsRevokedIsOut() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company);
                SftpClient sftp = one.open()) {
            assertThat(Sender.names(sftp, "/in")).isEmpty();
            JdbcClient.create(server.database().owner())
                    .sql("update accounts.sftp_key set revoked_at = made_at where company = ?")
                    .param(company.company())
                    .update();
            assertThatThrownBy(() -> Sender.put(sftp, "/in/a.csv", file("d"))).isInstanceOf(IOException.class);
            assertThatThrownBy(one::session).isInstanceOf(IOException.class);
        }
        assertThat(submissions(company)).isZero();
    }

    @Test
    void eachCompanySeesItsOwnAndAnAgentItsPrincipalsCampaignsUntilTheMandateEnds() throws Exception {
        Caller principal = company();
        Caller agent = company();
        principal.mandates(agent);
        String campaign = "11111111-2222-4333-8444-555555555555";
        JdbcClient.create(server.database().owner())
                .sql(
                        "insert into accounts.campaign (id, principal, declared_by, name, sector, starts_on, ends_on, declared_at)"
                                + " values (?::uuid, ?, ?, 'Été à Québec', 'other', '2026-11-01', '2026-12-31', ?)")
                .params(
                        campaign,
                        principal.company(),
                        principal.company(),
                        server.clock().instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        try (Sender atAgent = Sender.of(server, agent);
                Sender stranger = Sender.of(server, company());
                SftpClient sftp = atAgent.open();
                SftpClient theirs = stranger.open()) {
            assertThat(Sender.names(sftp, "/in")).containsExactly("ete-a-quebec");
            assertThatThrownBy(() -> sftp.stat("/elsewhere/ete-a-quebec"))
                    .as("a campaign has a folder in and one out, and no other")
                    .isInstanceOf(SftpException.class);
            assertThat(Sender.names(theirs, "/in")).isEmpty();
            assertThatThrownBy(() -> Sender.put(theirs, "/in/" + campaign + "/a.csv", file("e")))
                    .isInstanceOf(SftpException.class);
            Sender.put(sftp, "/in/ete-a-quebec/a.csv", file("e"));
            Sender.put(sftp, "/in/" + campaign + "/b.csv", file("f"));
            Sender.put(sftp, "/in/ete-a-quebec/rest.part", file("g"));
            assertThat(settles(sftp, "/out/ete-a-quebec", "b.callable.csv")).isTrue();
            assertThat(Sender.names(theirs, "/out")).isEmpty();
            assertThat(JdbcClient.create(server.database().owner())
                            .sql("select count(*) from accounts.submission where company = ? and principal = ?"
                                    + " and channel = 'sftp'")
                            .params(agent.company(), principal.company())
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            server.clock().move(Duration.ofSeconds(1));
            principal.endMandates(server);
            assertThat(Sender.names(sftp, "/in")).isEmpty();
            assertThatThrownBy(() -> Sender.put(sftp, "/in/ete-a-quebec", file("e")))
                    .hasMessageContaining("BT-0752");
            assertThatThrownBy(() -> sftp.rename("/in/ete-a-quebec/rest.part", "/in/ete-a-quebec/rest.csv"))
                    .isInstanceOf(SftpException.class);
            assertThat(Sender.names(sftp, "/out"))
                    .as("an agent sees nothing more of it")
                    .isEmpty();
            assertThatThrownBy(() -> Sender.read(sftp, "/out/" + campaign + "/b.callable.csv"))
                    .isInstanceOf(IOException.class);
        }
    }

    /** Once a campaign's folder is gone, a client that puts a file there makes one of that name, for no campaign. */
    @Test
    void fileWithTheNameOfAFolderThatIsNotThereIsRefused() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company);
                SftpClient sftp = one.open()) {
            for (String name : List.of("ete-a-quebec", "Été à Québec", "11111111-2222-4333-8444-555555555555")) {
                assertThatThrownBy(() -> Sender.put(sftp, "/in/" + name, file("e")))
                        .hasMessageContaining("BT-0752");
            }
            Sender.put(sftp, "/in/rest.part", file("e"));
            assertThatThrownBy(() -> sftp.rename("/in/rest.part", "/in/ete-a-quebec"))
                    .hasMessageContaining("BT-0752");
        }
        assertThat(submissions(company)).isZero();
    }

    @Test
    void refusalsAreAnswered() throws Exception {
        Caller broke = new Caller(server, "000000" + ++sirens, "Sans formule");
        try (Sender one = Sender.of(server, broke);
                SftpClient sftp = one.open()) {
            assertThatThrownBy(() -> Sender.put(sftp, "/in/a.csv", file("h"))).hasMessageContaining("BT-0320");
            assertThat(Sender.read(sftp, "/out/a.csv.status.txt"))
                    .contains("BT-0320")
                    .contains("refusé")
                    .contains("refused");
        }
        Caller company = company();
        try (Sender one = Sender.of(server, company);
                SftpClient sftp = one.open()) {
            Sender.put(sftp, "/in/empty.csv", new byte[0]);
            Sender.put(sftp, "/in/bad.csv", "a;b\n1;2\n".getBytes(UTF_8));
            assertThat(Program.comesTrue(() -> {
                        try {
                            return Sender.read(sftp, "/out/bad.csv.status.txt").contains("State: refused");
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .isTrue();
            assertThat(Sender.read(sftp, "/out/bad.csv.status.txt")).contains("BT-04");
            assertThat(Sender.read(sftp, "/out/empty.csv.status.txt")).contains("BT-0402");
            for (int i = 0; i < 6; i++) {
                Sender.put(sftp, "/in/" + i + ".part", file("i"));
            }
            assertThatThrownBy(() -> Sender.put(sftp, "/in/7.part", file("i"))).hasMessageContaining("BT-0746");
            sftp.remove("/in/0.part");
            Sender.put(sftp, "/in/7.part", file("i"));
            assertThatThrownBy(() -> sftp.rename("/in/1.part", "/in/2.part")).hasMessageContaining("BT-0742");
        }
    }

    @Test
    void fileOfTheSameNameHidesTheAnswersToTheOneBefore() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company);
                SftpClient sftp = one.open()) {
            Sender.put(sftp, "/in/day.csv", file("monday"));
            assertThat(settles(sftp, "/out", "day.not-listed.csv")).isTrue();
            Sender.put(sftp, "/in/day.csv", "a;b\n1;2\n".getBytes(UTF_8));
            assertThat(Sender.names(sftp, "/out"))
                    .as("Tuesday's is no better for Monday's results")
                    .doesNotContain("day.not-listed.csv")
                    .contains("day.csv.status.txt", "day.20261124-150500.not-listed.csv");
        }
    }

    @Test
    void otherServerGoesOnWhereThisOneWasCutOff() throws Exception {
        Caller company = company();
        String[] settings = Stream.of(new String[] {"openbloctel.sftp.port=0"}, server.shared())
                .flatMap(Stream::of)
                .toArray(String[]::new);
        byte[] file = file("j");
        try (ServerFixture second = server.startAnother(settings);
                Sender here = Sender.of(server, company);
                Sender there = here.at(second)) {
            SftpClient sftp = here.open();
            SftpClient.Handle handle = sftp.open("/in/two.csv", SftpClient.OpenMode.Write, SftpClient.OpenMode.Create);
            sftp.write(handle, 0, file, 0, 20);
            sftp.getClientChannel().getSession().close(true);
            assertThat(Program.comesTrue(() -> size(there, "/in/two.csv") == 20))
                    .isTrue();
            try (SftpClient other = there.open();
                    SftpClient.CloseableHandle rest = other.open("/in/two.csv", SftpClient.OpenMode.Write)) {
                other.write(rest, 20, file, 20, file.length - 20);
            }
        }
        assertThat(submissions(company)).isEqualTo(1);
    }

    @Test
    void nothingLiesPlainOnTheDisk() throws Exception {
        Caller company = company();
        try (Sender one = Sender.of(server, company)) {
            one.put("/in/a.part", large("Secret "));
        }
        try (Stream<Path> files = Files.walk(server.folder())) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                        .as(path.toString())
                        .doesNotContain("Secret 1");
            }
        }
    }
}
