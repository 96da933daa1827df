package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts the server with a list, compares its verdicts for a day of the past with the list, and then asks for verdicts, for a
 * dialer's answer and reports calls from 32 connections, beside plain checks.
 */
public final class LawQuestions {
    private static final int CONNECTIONS = 32;
    private static final int MANY = 1000;
    /** Thirty-two connections with such a pause ask some two thousand questions a second: those of a very large call centre. */
    private static final long PAUSE_NANOS = 15_000_000;

    private static final String PACED = "dial, on the listener, with pauses of 15 ms";
    private static final int WARM_SECONDS = 8;
    private static final int SECONDS = 5;

    /** A Tuesday morning in Paris, when a person not on the list could be called. */
    private static final String OPEN_DAY = "2023-03-07T11:00:00+01:00";

    private final Path root;
    private final Path data;
    private final Path text;
    private final Map<String, Load.Result> results = new LinkedHashMap<>();
    private final AtomicLong reported = new AtomicLong();
    private boolean right;

    private LawQuestions(Path root, Path data, Path text) {
        this.root = root;
        this.data = data;
        this.text = text;
    }

    /** Measures with this list, a text of E.164 lines, in a folder that the part on look-ups may have filled. */
    public static LawQuestions measure(Path root, Path work, Path text) throws IOException, InterruptedException {
        LawQuestions questions = new LawQuestions(root, work.resolve("data"), text);
        Server.prepare(root, questions.data, text.toString());
        questions.server();
        return questions;
    }

    private void server() throws IOException, InterruptedException {
        try (Server server = Server.start(root, data, "")) {
            server.awaitAnswer();
            String campaign = campaign(server);
            right = answersAreRight(server);
            load("calls, 1 a request", server, "/api/v1/calls", random -> calls(random, campaign, 1));
            load("calls, 1,000 a request", server, "/api/v1/calls", random -> calls(random, campaign, MANY));
            load("verdicts, 1 a request", server, "/api/v1/verdicts", random -> verdicts(random, campaign, 1));
            load("verdicts, 1,000 a request", server, "/api/v1/verdicts", random -> verdicts(random, campaign, MANY));
            HttpClient.Question dial =
                    random -> "{\"number\":\"+" + Numbers.drawn(random, 1)[0] + "\",\"campaign\":\"" + campaign + "\"}";
            results.put("dial, on the listener", run(server.checksPort(), "/api/v1/dial", dial, server.pid()));
            results.put(
                    PACED,
                    Load.run(
                            number -> new HttpClient(server.checksPort(), Server.KEY, "/api/v1/dial", dial, number),
                            CONNECTIONS,
                            PAUSE_NANOS,
                            server.pid(),
                            WARM_SECONDS,
                            SECONDS));
            results.put(
                    "checks, 1 a request, on the listener",
                    run(
                            server.checksPort(),
                            "/api/v1/checks",
                            random -> HttpClient.checks(Numbers.drawn(random, 1)),
                            server.pid()));
            load(
                    "checks, 1 a request",
                    server,
                    "/api/v1/checks",
                    random -> HttpClient.checks(Numbers.drawn(random, 1)));
            load(
                    "checks, 1,000 a request",
                    server,
                    "/api/v1/checks",
                    random -> HttpClient.checks(Numbers.drawn(random, MANY)));
        }
    }

    private void load(String name, Server server, String path, HttpClient.Question question)
            throws IOException, InterruptedException {
        results.put(name, run(server.port(), path, question, server.pid()));
    }

    private static Load.Result run(int port, String path, HttpClient.Question question, long pid)
            throws IOException, InterruptedException {
        return Load.run(
                number -> new HttpClient(port, Server.KEY, path, question, number),
                CONNECTIONS,
                pid,
                WARM_SECONDS,
                SECONDS);
    }

    private static String campaign(Server server) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String terms = "{\"name\":\"Bench\",\"subject\":\"windows-doors\",\"exemption\":{\"ground\":\"contract\","
                + "\"evidence\":\"bench\"},\"startsOn\":\"" + today.minusDays(2) + "\",\"endsOn\":\""
                + today.plusDays(30) + "\"}";
        try (HttpClient client = new HttpClient(server.port(), Server.KEY, "/api/v1/campaigns", random -> "", 0)) {
            String answer = client.ask(terms);
            return answer.replaceAll("(?s).*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
        }
    }

    /** For a day when only the list forbade: forbidden are exactly those on it. */
    private boolean answersAreRight(Server server) throws IOException {
        Numbers numbers = Numbers.of(text);
        SplittableRandom random = new SplittableRandom(5);
        try (HttpClient client = new HttpClient(server.port(), Server.KEY, "/api/v1/verdicts", any -> "", 0)) {
            for (int round = 0; round < 10; round++) {
                long[] asked = Numbers.drawn(random, MANY);
                StringBuilder body = new StringBuilder("{\"calls\":[");
                for (long number : asked) {
                    body.append(body.length() > 10 ? "," : "").append(call(number, OPEN_DAY, "\"sector\":\"other\""));
                }
                String[] answers = client.ask(body.append("]}").toString()).split("\"verdict\"", -1);
                for (int i = 0; i < asked.length; i++) {
                    if (answers[i + 1].startsWith(":\"FORBIDDEN\"") != numbers.listed(asked[i])
                            || answers[i + 1].startsWith(":\"ALLOWED\"") == numbers.listed(asked[i])) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static String verdicts(SplittableRandom random, String campaign, int size) {
        String now = Instant.now().toString();
        StringBuilder body = new StringBuilder(size * 110).append("{\"calls\":[");
        for (long number : Numbers.drawn(random, size)) {
            body.append(body.length() > 10 ? "," : "")
                    .append(call(
                            number,
                            now,
                            "\"campaign\":\"" + campaign + "\",\"relation\":\"ongoing-contract\""
                                    + ",\"relatedToContract\":true"));
        }
        return body.append("]}").toString();
    }

    private String calls(SplittableRandom random, String campaign, int size) {
        String now = Instant.now().toString();
        StringBuilder body = new StringBuilder(size * 140).append("{\"calls\":[");
        for (long number : Numbers.drawn(random, size)) {
            body.append(body.length() > 10 ? "," : "")
                    .append(call(
                            number,
                            now,
                            "\"id\":\"b-" + System.nanoTime() + "-" + reported.incrementAndGet() + "\",\"campaign\":\""
                                    + campaign + "\",\"outcome\":\"no-answer\""));
        }
        return body.append("]}").toString();
    }

    private static String call(long number, String at, String more) {
        return "{\"number\":\"+" + number + "\",\"at\":\"" + at + "\"," + more + "}";
    }

    /** Whether every verdict that was compared was right. */
    public boolean right() {
        return right;
    }

    /** The 99th percentile of a dialer's question, in milliseconds, among connections that pause. */
    public double pacedDialP99() {
        return result(PACED).p99();
    }

    private Load.Result result(String name) {
        Load.Result result = results.get(name);
        if (result == null) {
            throw new IllegalStateException(name);
        }
        return result;
    }

    /** A row a kind of request. */
    public String table() {
        StringBuilder table = new StringBuilder("""
                | what | requests/s | p50 ms | p99 ms | requests per server CPU s |
                |---|---|---|---|---|
                """);
        results.forEach((name, result) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,.0f | %.1f | %.1f | %,.0f |%n",
                name,
                result.requests(),
                result.p50(),
                result.p99(),
                result.perCpuSecond())));
        return table + "\nCalls reported: " + reported.get() + "\n";
    }
}
