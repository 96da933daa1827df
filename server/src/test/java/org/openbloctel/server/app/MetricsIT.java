package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.retention.Rules;
import org.openbloctel.server.list.lookup.LookupListener;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operator reads at the management port, with a database that answers and with one that is away. */
final class MetricsIT {
    private static final String KEY = "obt_test_metricsmetrics1";
    private static final String NUMBER = "0639980001";
    private static final Pattern SERIES = Pattern.compile("(?m)^(openbloctel_\\w+)(?:\\{([^}]*)})? (\\S+)$");
    private static final Pattern ABBREVIATED = Pattern.compile(
            "(?:_|^)(?:ms|us|ns|sec|b|kb|mb|gb|millis\\w*|minutes|hours|days|kilobytes|megabytes|percent)(?:_|$)");
    private static final int MAX_SERIES = 250;
    /** Without a limit, a scrape waited 5 s for each of a dozen figures. Prometheus waits 10 s by default. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static ServerFixture server;
    private static Cable cable;
    private static HttpClient client;

    @BeforeAll
    static void start() {
        server = ServerFixture.start("openbloctel.checks.port=0", "openbloctel.address=127.0.0.1");
        new Caller(server.database(), "000000018", "Exemple").key(KEY, "checks");
        cable = new Cable(
                URI.create(server.database().url().substring("jdbc:".length())).getPort());
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
        cable.close();
    }

    @Test
    void listenerCountsItsAnswersByOutcome() throws Exception {
        double ok = figure(server, "openbloctel_listener_answers_total{outcome=\"ok\"}");
        double refused = figure(server, "openbloctel_listener_answers_total{outcome=\"refused\"}");
        check(KEY, "{\"numbers\":[\"" + NUMBER + "\"]}");
        check(KEY, "{");
        check("obt_test_nobodysnobodys", "{}");
        assertThat(figure(server, "openbloctel_listener_answers_total{outcome=\"ok\"}"))
                .isEqualTo(ok + 1);
        assertThat(figure(server, "openbloctel_listener_answers_total{outcome=\"refused\"}"))
                .isEqualTo(refused + 2);
        try (Socket open = new Socket(
                InetAddress.getLoopbackAddress(),
                server.bean(LookupListener.class).port())) {
            assertThat(Program.comesTrue(() -> open.isConnected() && quiet("openbloctel_listener_connections") >= 1))
                    .isTrue();
        }
    }

    @Test
    void answersAreCountedByTimeOnEachDoor() throws Exception {
        HttpRequest page = HttpRequest.newBuilder(server.address().resolve("/statut"))
                .header("X-Request-Id", "crm-42")
                .build();
        assertThat(client.send(page, BodyHandlers.discarding()).headers().firstValue("X-Request-Id"))
                .hasValue("crm-42");
        check(KEY, "{\"numbers\":[\"" + NUMBER + "\"]}");
        assertThat(scrape(server))
                .containsPattern("http_server_requests_seconds_bucket\\{[^}]*uri=\"/statut\",le=\"5.0\"} [1-9]");
        assertThat(figure(server, "openbloctel_listener_answer_seconds_bucket{le=\"1.0\"}"))
                .isPositive();
        assertThat(scrape(server)).containsPattern("openbloctel_build_info\\{version=\"[^\"]+\"} 1");
    }

    /** The rules of promtool check metrics. */
    @Test
    void metricsAreNamedAndExplainedAsPrometheusWants() throws Exception {
        String scrape = scrape(server);
        Map<String, String> types = lines(scrape, "TYPE");
        Map<String, String> helps = lines(scrape, "HELP");
        List<String> faults = new ArrayList<>();
        types.forEach((name, type) -> {
            boolean hasSuffix =
                    type.equals("histogram") || type.equals("summary") || !name.matches(".*_(?:count|sum|bucket)");
            if (helps.getOrDefault(name, "").isBlank()
                    || !hasSuffix
                    || !name.matches("[a-z][a-z0-9_]*")
                    || name.endsWith("_total") != type.equals("counter")
                    || ABBREVIATED.matcher(name).find()
                    || name.matches(".*_(?:gauge|counter|histogram|summary)(?:_.*)?")) {
                faults.add(type + " " + name + ": " + helps.get(name));
            }
        });
        assertThat(types).hasSizeGreaterThan(60);
        assertThat(faults).isEmpty();
    }

    private static Map<String, String> lines(String scrape, String kind) {
        return Pattern.compile("(?m)^# " + kind + " (\\w+) (.*)$")
                .matcher(scrape)
                .results()
                .collect(Collectors.toMap(one -> one.group(1), one -> one.group(2)));
    }

    @Test
    void mailsThatWaitAreCountedWithTheAgeOfTheOldest() throws Exception {
        Outbox outbox = server.bean(Outbox.class);
        outbox.put(new Outbox.Message("a@example.org", Locale.FRENCH, "consumer/confirm", Map.of()));
        server.clock().move(Duration.ofMinutes(20));
        UUID lost = outbox.put(new Outbox.Message("b@example.org", Locale.FRENCH, "consumer/confirm", Map.of()));
        double given = figure(server, "openbloctel_mails_given_up");
        JdbcClient.create(server.database().owner())
                .sql("update accounts.outbox set attempts = ? where id = ?")
                .params(Outbox.ATTEMPTS, lost)
                .update();
        outbox.failed(new Outbox.Taken(
                lost,
                Outbox.ATTEMPTS,
                server.clock().instant(),
                "example.org",
                new Outbox.Message("b@example.org", Locale.FRENCH, "consumer/confirm", Map.of())));
        assertThat(figure(server, "openbloctel_mails_waiting")).isPositive();
        assertThat(figure(server, "openbloctel_mails_oldest_seconds")).isGreaterThanOrEqualTo(20 * 60);
        assertThat(figure(server, "openbloctel_mails_given_up")).isEqualTo(given + 1);
    }

    @Test
    void erasingJobThatFailedOrStoppedRunningShows() throws Exception {
        run(Rules.GUARD, server.clock().instant().plusMillis(1), "java.lang.IllegalStateException");
        assertThat(figure(server, "openbloctel_erasures_failing")).isOne();
        server.clock().move(Duration.ofDays(3));
        assertThat(figure(server, "openbloctel_erasures_oldest_seconds"))
                .isGreaterThanOrEqualTo((double) (Duration.ofDays(3).toSeconds() - 1));
        for (String job : Rules.jobs()) {
            run(job, server.clock().instant(), null);
        }
        assertThat(figure(server, "openbloctel_erasures_failing")).isZero();
        assertThat(figure(server, "openbloctel_erasures_oldest_seconds")).isLessThan(3600);
    }

    @Test
    void sessionsThatWaitForALockAreCounted() throws Exception {
        try (Connection holder = server.database().owner().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table accounts.mandate in access exclusive mode");
            Thread waiter = Thread.startVirtualThread(
                    () -> JdbcClient.create(server.database().owner())
                            .sql("select count(*) from accounts.mandate")
                            .query(Long.class)
                            .single());
            assertThat(Program.comesTrue(() -> quiet("openbloctel_database_lock_waits") >= 1
                            && quiet("openbloctel_database_lock_oldest_seconds") > 0))
                    .isTrue();
            holder.rollback();
            waiter.join();
        }
        assertThat(figure(server, "openbloctel_database_lock_waits")).isZero();
    }

    @Test
    void clockThatIsAheadOfTheDatabaseShows() throws Exception {
        double before = figure(server, "openbloctel_clock_ahead_seconds");
        server.clock().move(Duration.ofHours(1));
        assertThat(figure(server, "openbloctel_clock_ahead_seconds") - before).isBetween(3300.0, 3600.5);
    }

    @Test
    void ageOfTheLatestCheckpointShows() throws Exception {
        server.hurry("audit.checkpoint");
        assertThat(Program.comesTrue(() -> quiet("openbloctel_audit_checkpoint_ago_seconds") >= 0))
                .isTrue();
    }

    /** A label with a number, an address or an identifier would be a series for each, and would tell who called whom. */
    @Test
    void seriesAreFewAndSayNothingOfPeople() throws Exception {
        check(KEY, "{\"numbers\":[\"" + NUMBER + "\"]}");
        List<String> series = SERIES.matcher(scrape(server))
                .results()
                .map(one -> one.group(1) + "{" + (one.group(2) == null ? "" : one.group(2)) + "}")
                .filter(one -> !one.contains("_bucket{"))
                .toList();
        assertThat(series)
                .hasSizeBetween(40, MAX_SERIES)
                .allSatisfy(one -> assertThat(one)
                        .doesNotContainPattern("\"[^\"]*\\d{6}")
                        .doesNotContain("@")
                        .matches("openbloctel_[a-z_]+\\{.*}"));
    }

    @Test
    @Tag("check-long")
    void scrapeAnswersSoonWhileTheDatabaseIsAway() throws Exception {
        String url = server.database().url().replaceFirst(":\\d+/", ":" + cable.port() + "/");
        try (ServerFixture other = server.startAnother("openbloctel.database.url=" + url)) {
            assertThat(figure(other, "openbloctel_figures_unread")).isZero();
            assertThat(figure(other, "openbloctel_database_up{side=\"accounts\"}"))
                    .isOne();
            cable.cut();
            for (String side : List.of("accounts", "list")) {
                String down = "openbloctel_database_up{side=\"" + side + "\"} 0.0";
                assertThat(Program.comesTrue(() -> scrapedSoon(other).contains(down)))
                        .isTrue();
            }
            assertThat(scrapedSoon(other))
                    .contains("openbloctel_mails_waiting NaN")
                    .containsPattern("openbloctel_list_revision \\d")
                    .containsPattern("openbloctel_folder_free_bytes\\{folder=\"submissions\"} \\d");
            assertThat(figure(other, "openbloctel_figures_unread")).isGreaterThan(9);
            cable.mend();
            assertThat(Program.comesTrue(() -> scrapedSoon(other).contains("openbloctel_figures_unread 0.0")))
                    .isTrue();
        }
    }

    private static void run(String job, Instant at, @Nullable String fault) throws SQLException {
        try (Connection connection = server.database().owner().getConnection();
                PreparedStatement row = connection.prepareStatement(
                        "insert into accounts.erasure_run (job, started_at, millis, erased, fault) values (?, ?, 1, 0, ?)")) {
            row.setString(1, job);
            row.setObject(2, at.atOffset(ZoneOffset.UTC));
            row.setString(3, fault);
            row.executeUpdate();
        }
    }

    private static double quiet(String series) {
        try {
            return figure(server, series);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String scrapedSoon(ServerFixture from) {
        long start = System.nanoTime();
        try {
            String text = scrape(from);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
            return text;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static double figure(ServerFixture from, String series) throws IOException, InterruptedException {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(scrape(from));
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static String scrape(ServerFixture from) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + from.managementPort() + "/actuator/prometheus");
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    private static void check(String key, String body) throws IOException, InterruptedException {
        URI door = URI.create(
                "http://127.0.0.1:" + server.bean(LookupListener.class).port() + "/api/v1/checks");
        client.send(
                HttpRequest.newBuilder(door)
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + key)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
