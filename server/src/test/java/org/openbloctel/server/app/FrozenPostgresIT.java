package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.SecondFactor;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;

/** A PostgreSQL whose processes all stand still: connections stay open, and nothing answers. */
@Tag("check-long")
final class FrozenPostgresIT {
    /** The promise is three seconds. Before, it was a minute and more; a busy machine may take its time in between. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofSeconds(60);

    private static ServerFixture server;
    private static SignedIn.Staff staff;
    private static Visitor owner;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.database.url=", "openbloctel.operator.people=alix@example.org");
        UUID id = server.bean(Database.class)
                .accounts()
                .sql("select id from accounts.credential where email = 'alix@example.org'")
                .query(UUID.class)
                .single();
        SecondFactor factor = server.bean(SecondFactor.class);
        factor.confirm(
                id,
                Totp.code(
                        factor.offer(id, "OpenBloctel").secret(), server.clock().instant()));
        staff = new SignedIn.Staff(id, true);
        owner = server.visitor(staff);
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void thaw() throws Exception {
        signal("-CONT");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @Test
    void readinessAndPagesAnswerAndTheServerRecoversByItself() throws Exception {
        assertThat(Program.comesTrue(() -> owner.get("/operateur").statusCode() == 200))
                .as("the server has recovered from the test before")
                .isTrue();
        assertThat(owner.get("/statut").body()).contains("/deconnexion");
        assertThat(health("readiness").statusCode()).isEqualTo(200);
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            visitors.add(server.visitor(staff));
        }
        signal("-STOP");
        long frozen = System.nanoTime();
        CompletableFuture<Integer> early = job();
        // Both kinds: those that were under way when it froze, and those that come later.
        List<CompletableFuture<Long>> asked = new ArrayList<>();
        for (Visitor visitor : visitors) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> timed(visitor, "/operateur/journal", 503), Thread::startVirtualThread));
        }
        HttpResponse<String> health = health("readiness");
        while (health.statusCode() == 200 && System.nanoTime() - frozen < LONG.toNanos()) {
            health = health("readiness");
        }
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - frozen)).isLessThan(SOON);
        List<Long> first = asked.stream().map(CompletableFuture::join).toList();
        long later = timed(owner, "/operateur/depots", 503);
        long status = timed(owner, "/statut", 200);
        System.out.println("millis: under way " + first + ", later " + later + ", /statut " + status);
        CompletableFuture<Integer> job = job();
        assertThat(health("readiness").statusCode()).isEqualTo(503);
        assertThat(health("").statusCode()).isEqualTo(503);
        assertThat(health("liveness").statusCode()).isEqualTo(200);

        signal("-CONT");
        long thawed = System.nanoTime();
        while (health("readiness").statusCode() != 200 && System.nanoTime() - thawed < LONG.toNanos()) {
            Thread.onSpinWait();
        }
        assertThat(health("readiness").statusCode()).isEqualTo(200);
        assertThat(owner.get("/operateur").statusCode()).isEqualTo(200);
        assertThat(early.join()).as("a job under way waits meanwhile").isEqualTo(1);
        assertThat(job.join()).as("so does one that begins").isEqualTo(1);
    }

    @Test
    void readinessShowsThatPostgresWasKilledAndThatItIsBack() throws Exception {
        assertThat(awaited(200)).isEqualTo(200);
        ProcessHandle postmaster = postmaster();
        assertThat(postmaster.destroyForcibly()).isTrue();
        postmaster.onExit().join();
        long killed = System.nanoTime();
        assertThat(awaited(503)).isEqualTo(503);
        long red = System.nanoTime();
        assertThat(health("liveness").statusCode()).isEqualTo(200);
        assertThat(awaited(200)).isEqualTo(200);
        System.out.printf(
                "not ready %d ms after the kill, ready again after %d ms%n",
                (red - killed) / 1_000_000, (System.nanoTime() - killed) / 1_000_000);
        assertThat(owner.get("/operateur").statusCode()).isEqualTo(200);
    }

    /** The readiness, once it is so. */
    private static int awaited(int status) throws Exception {
        long from = System.nanoTime();
        int now;
        do {
            now = health("readiness").statusCode();
        } while (now != status && System.nanoTime() - from < LONG.toNanos());
        return now;
    }

    /** A statement in the lane of jobs. */
    private static CompletableFuture<Integer> job() {
        return CompletableFuture.supplyAsync(
                () -> server.bean(Database.class)
                        .accounts()
                        .sql("select 1")
                        .query(Integer.class)
                        .single(),
                Thread::startVirtualThread);
    }

    /** Opens a page, which answers soon; in how many milliseconds. */
    private static long timed(Visitor visitor, String page, int status) {
        long from = System.nanoTime();
        HttpResponse<String> answer = visitor.get(page);
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        assertThat(took).as(page).isLessThan(SOON);
        assertThat(answer.statusCode()).as(page).isEqualTo(status);
        if (status == 503) {
            assertThat(answer.body()).contains("BT-0710", "Réessayez");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } else {
            assertThat(answer.body()).contains("Une partie du service ne fonctionne pas.");
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("session"));
        }
        return took.toMillis();
    }

    private static HttpResponse<String> health(String group) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.managementPort() + "/actuator/health/" + group);
        long from = System.nanoTime();
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(address).timeout(LONG).build(), BodyHandlers.ofString());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).as(group).isLessThan(SOON);
        return answer;
    }

    /** To the postmaster first, so that it starts no other process meanwhile; then to all that it started. */
    private static void signal(String which) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        kill(which, List.of(postmaster));
        kill(which, postmaster.descendants().toList());
    }

    private static ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(server.folder().resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void kill(String which, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of("kill", which), processes.stream().map(one -> Long.toString(one.pid())))
                .toList();
        if (!processes.isEmpty()) {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        }
    }
}
