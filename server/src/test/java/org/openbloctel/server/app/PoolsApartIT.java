package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.list.lookup.LookupListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages whose queries take long leave look-ups, the rest of the API and jobs alone, and say that they took too long. */
@Tag("check-long")
final class PoolsApartIT {
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final int AT_ONCE = 12;
    private static final int CONNECTIONS = 7;
    private static final int WORKING =
            Math.max(CONNECTIONS, 2 * Runtime.getRuntime().availableProcessors());
    private static final String KEY = "obl_live_poolsapart";
    private static final String BODY = "{\"numbers\":[\"0639980001\"]}";

    private static ServerFixture server;
    private static Caller caller;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.checks.port=0",
                "openbloctel.database.pages.statement-seconds=3",
                "openbloctel.database.pages.connections=" + CONNECTIONS,
                "openbloctel.http.pages-at-once=" + AT_ONCE,
                ServerFixture.UNGUARDED);
        caller = new Caller(server, "000000018", "Exemple");
        caller.key(KEY, "checks", "submissions");
        client = HttpClient.newHttpClient();
        assertThat(check(server.address()).body()).contains("NOT_LISTED");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /** A lock makes every query of the calls' page wait, as six million calls on record would. */
    @Test
    void twelvePagesThatWaitStopNoLookUp() throws Exception {
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            visitors.add(server.visitor(caller.owner(true)));
        }
        List<CompletableFuture<HttpResponse<String>>> pages = new ArrayList<>();
        try (Connection connection = server.database().owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table accounts.call_history, accounts.call_refusal in access exclusive mode");
            for (Visitor visitor : visitors) {
                pages.add(CompletableFuture.supplyAsync(() -> visitor.get("/pro/appels"), THREADS));
            }
            awaitLocked();
            thirteenthPageIsRefused();
            for (int i = 0; i < 20; i++) {
                for (URI door : List.of(server.address(), listener())) {
                    HttpResponse<String> answer = check(door);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                }
                assertThat(submissions().statusCode()).isEqualTo(200);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            for (CompletableFuture<HttpResponse<String>> page : pages) {
                HttpResponse<String> answer = page.join();
                assertThat(answer.statusCode()).isEqualTo(503);
                // Its statement was ended, it got no connection, or its turn did not come.
                assertThat(answer.body())
                        .containsAnyOf("BT-0730", "BT-0710", "BT-0731")
                        .contains("Réessayez");
            }
            assertThat(pages.stream().filter(page -> page.join().body().contains("BT-0730")))
                    .isNotEmpty();
            assertThat(pages.stream().filter(page -> !page.join().body().contains("BT-0731")))
                    .as("pages whose turn came")
                    .hasSizeGreaterThanOrEqualTo(Math.min(AT_ONCE, WORKING));
            connection.rollback();
        }
        assertThat(get("/", "fr").statusCode()).isEqualTo(200);
        assertThat(visitors.getFirst().get("/pro/appels").statusCode()).isEqualTo(200);
    }

    /** In the reader's language; the status page and files of the pages do not count. */
    private static void thirteenthPageIsRefused() {
        HttpResponse<String> french = get("/", "fr");
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (french.statusCode() == 200 && System.nanoTime() < end) {
            french = get("/", "fr"); // until all twelve have been taken in
        }
        assertThat(french.statusCode()).isEqualTo(503);
        assertThat(french.headers().firstValue("Retry-After")).contains("5");
        assertThat(french.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(french.body()).contains("BT-0731", "Trop de visiteurs", "lang=\"fr\"");
        assertThat(get("/", "en").body()).contains("Too many visitors", "lang=\"en\"");
        assertThat(get("/statut", "fr").statusCode()).isEqualTo(200);
        assertThat(get("/assets/portal.css", "fr").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String path, String language) {
        return send(HttpRequest.newBuilder(server.address().resolve(path))
                .header("Accept-Language", language)
                .GET());
    }

    /** Until pages wait for the lock, and hold all connections that they can get. */
    private static void awaitLocked() throws SQLException {
        JdbcClient rows = JdbcClient.create(server.database().owner());
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        int waiting = 0;
        while (waiting < 2 && System.nanoTime() < end) {
            waiting = rows.sql("select count(*) from pg_stat_activity where datname = current_database()"
                            + " and wait_event_type = 'Lock' and query like '%call_%'")
                    .query(Integer.class)
                    .single();
        }
        assertThat(waiting).isGreaterThan(1);
    }

    private static URI listener() {
        return URI.create(
                "http://localhost:" + server.bean(LookupListener.class).port());
    }

    private static HttpResponse<String> check(URI door) {
        return send(HttpRequest.newBuilder(door.resolve("/api/v1/checks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY)));
    }

    private static HttpResponse<String> submissions() {
        return send(HttpRequest.newBuilder(server.address().resolve("/api/v1/submissions"))
                .GET());
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.header("Authorization", "Bearer " + KEY).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
