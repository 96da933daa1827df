package org.openbloctel.bench.day;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.lookup.HttpClient;
import org.openbloctel.bench.lookup.Processor;
import org.openbloctel.bench.lookup.Server;
import org.openbloctel.bench.submission.Client;
import org.openbloctel.bench.submission.Truth;

/**
 * A country's day in small, against one packaged server whose heap has a limit: the rates of a country, its hours one after the other
 * in a few minutes each, then three times the pages that the server can answer. The client shares the machine.
 *
 * <p>180 million numbers a day are 2,083 a second. They are looked up one by one, as a dialer does it, and as many calls are reported.
 * 500 professionals submit a file each, within the time that the bench takes; one file in fifty is large.
 */
public final class Day {
    /** The server's heap, all of it from the start, as docs/capacity.md has it for one country. */
    public static final String HEAP = "-Xms2g -Xmx2g -XX:+AlwaysPreTouch";

    private static final double LOOKUPS_A_SECOND = 180_000_000 / 86_400.0;
    private static final int CALLS_TOGETHER = 100;
    private static final double FILES = 500;
    private static final int SMALL = 2_000;
    private static final int LARGE = 100_000;
    private static final int LARGE_EVERY = 50;
    private static final double PAGES_A_SECOND = 20;
    private static final int TOO_MANY = 3;
    private static final int CAPACITY_SECONDS = 10;
    private static final int OVERLOAD_SECONDS = 60;
    private static final int CLOSED = 16;
    private static final int OUTSTANDING = 2_000;
    private static final Set<Integer> SHED = Set.of(200, 429, 503);
    private static final long PAUSE_MILLIS = 100;
    private static final int PAGE_MILLIS = 300;
    private static final int GOOD_IN_A_ROW = 10;
    private static final long RECOVERY_NANOS = 60_000_000_000L;
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final String HEAD = """
            | hours | traffic | events | not answered well | p50 ms | p99 ms | most ms |
            |---|---|---|---|---|---|---|
            """;
    private static final List<String> PAGES = List.of("/", "/inscription", "/verifier", "/statut", "/professionnels");

    /** The hours, each with its share of the time and its factor on a country's mean rates. */
    private static final List<Hours> HOURS = List.of(
            new Hours("night", 0.1, 0.1),
            new Hours("morning", 0.3, 1),
            new Hours("peak", 0.1, 10),
            new Hours("afternoon", 0.4, 1),
            new Hours("evening", 0.1, 0.5));

    private final Server server;
    private final Slices slices;
    private final Duration length;
    private final StringBuilder text = new StringBuilder();
    private final List<Double> residents = new ArrayList<>();
    private final List<Double> live = new ArrayList<>();
    private long failed;
    private double pageMillis;
    private double lookupMillis;
    private boolean shed = true;
    private double recovery = Double.NaN;

    private Day(Server server, Slices slices, Duration length) {
        this.server = server;
        this.slices = slices;
        this.length = length;
    }

    private record Hours(String name, double share, double factor) {}

    /**
     * Runs the day.
     *
     * @param data of a server with this list, made when it is not there
     * @param file whose lines the professionals submit
     * @param length of the day without what comes after it
     */
    public static Day measure(Path root, Path data, Path list, CallFile file, Duration length)
            throws IOException, InterruptedException {
        Server.prepare(root, data, list.toString());
        try (Server server = Server.start(root, data, "", "openbloctel.http.trusted-proxies=127.0.0.1", HEAP)) {
            server.awaitAnswer();
            Day day = new Day(server, new Slices(data.resolveSibling("slices"), file), length);
            day.hours();
            day.overload();
            return day;
        }
    }

    private void hours() throws InterruptedException, IOException {
        text.append(HEAD);
        for (Hours hours : HOURS) {
            long nanos = (long) (length.toNanos() * hours.share());
            for (Flow.Met met : together(flows(), hours.factor(), nanos)) {
                row(hours.name(), met);
                failed += met.failed();
                if (met.name().equals("pages")) {
                    pageMillis = Math.max(pageMillis, met.p99());
                } else if (met.name().equals("look-ups")) {
                    lookupMillis = Math.max(lookupMillis, met.p99());
                }
            }
            residents.add(Processor.residentMiB(server.pid()));
            live.add(Processor.liveMiB(server.pid()));
        }
        text.append("\nResident memory of the server after each of them (MiB, " + HEAP + "): ");
        residents.forEach(resident -> text.append(String.format(Locale.ROOT, "%,.0f ", resident)));
        text.append("\n\nUsed in its heap after a full collection (MiB): ");
        live.forEach(used -> text.append(String.format(Locale.ROOT, "%,.0f ", used)));
        text.append('\n');
    }

    private List<Flow> flows() {
        double files = FILES / (length.toMillis() / 1000.0);
        return List.of(
                lookups(),
                new Flow(
                        "calls reported, " + CALLS_TOGETHER + " at once",
                        16,
                        LOOKUPS_A_SECOND / CALLS_TOGETHER,
                        number -> calls()),
                new Flow("files until they are ready", 8, files, number -> this::submit),
                new Flow("pages", 64, PAGES_A_SECOND, number -> this::page));
    }

    private Flow lookups() {
        return new Flow("look-ups", 64, LOOKUPS_A_SECOND, number -> {
            HttpClient client =
                    HttpClient.checks(server.checksPort(), 1, number).patience(TIMEOUT_MILLIS);
            return new Flow.Caller() {
                @Override
                public int call(long event) throws IOException {
                    try {
                        client.ask();
                        return HttpURLConnection.HTTP_OK;
                    } catch (HttpClient.Refused refused) {
                        return refused.status();
                    }
                }

                @Override
                public void close() throws IOException {
                    client.close();
                }
            };
        });
    }

    private static List<Flow.Met> together(List<Flow> flows, double factor, long nanos) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(flows.size())) {
            List<Future<Flow.Met>> running = new ArrayList<>();
            for (Flow flow : flows) {
                running.add(pool.submit(() -> flow.run(factor, nanos)));
            }
            List<Flow.Met> met = new ArrayList<>();
            for (Future<Flow.Met> each : running) {
                met.add(each.get());
            }
            return met;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Flow.Caller calls() {
        String begin = UUID.randomUUID().toString();
        return event -> {
            StringBuilder body = new StringBuilder("{\"calls\":[");
            for (int i = 0; i < CALLS_TOGETHER; i++) {
                body.append(i == 0 ? "" : ",")
                        .append("{\"id\":\"" + begin + "-" + event + "-" + i + "\",\"number\":\"+336"
                                + String.format(Locale.ROOT, "%08d", (event * CALLS_TOGETHER + i) * 7919 % 39_000_000)
                                + "\",\"at\":\""
                                + OffsetDateTime.now(ZoneOffset.UTC)
                                        .minusMinutes(1)
                                        .withNano(0)
                                + "\",\"outcome\":\"no-answer\"}");
            }
            HttpURLConnection post = open("/api/v1/calls", event);
            post.setRequestMethod("POST");
            post.setDoOutput(true);
            post.setRequestProperty("Authorization", "Bearer " + Server.KEY);
            post.setRequestProperty("Content-Type", "application/json");
            try (OutputStream out = post.getOutputStream()) {
                out.write(body.append("]}").toString().getBytes(StandardCharsets.UTF_8));
            }
            return answered(post);
        };
    }

    private int submit(long event) throws IOException, InterruptedException {
        CallFile file = slices.cut(event, event % LARGE_EVERY == LARGE_EVERY - 1 ? LARGE : SMALL);
        try {
            Client.Took took = new Client(server.port(), Server.KEY).submit(file, Truth.of(file));
            if (!took.right()) {
                throw new IllegalStateException("file " + event + " did not come back as it should");
            }
            return HttpURLConnection.HTTP_OK;
        } finally {
            Files.delete(file.calls());
            Files.delete(file.truth());
        }
    }

    private int page(long event) throws IOException {
        return answered(open(PAGES.get((int) (event % PAGES.size())), event));
    }

    /** Each event comes from an address of its own, of a few million. */
    private HttpURLConnection open(String path, long event) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + server.port() + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty(
                "X-Forwarded-For", "10." + (event >> 16 & 127) + "." + (event >> 8 & 255) + "." + (event & 255));
        return connection;
    }

    private static int answered(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in != null) {
                in.readAllBytes();
            }
        }
        return status;
    }

    /** Three times the pages that it answers when a few clients ask without a pause, while look-ups go on. */
    private void overload() throws InterruptedException, IOException {
        double capacity = Flow.capacity(number -> this::page, CLOSED, CAPACITY_SECONDS * 1_000_000_000L);
        List<Flow> flows =
                List.of(new Flow("pages", OUTSTANDING, TOO_MANY * capacity, number -> this::page), lookups());
        text.append(String.format(
                        Locale.ROOT,
                        "%n%,.0f pages a second are what it can answer; then %d times as many for %d s:%n%n",
                        capacity,
                        TOO_MANY,
                        OVERLOAD_SECONDS))
                .append(HEAD);
        for (Flow.Met met : together(flows, 1, OVERLOAD_SECONDS * 1_000_000_000L)) {
            row("overload", met);
            shed &= SHED.containsAll(met.states().keySet());
        }
        recovery = recovery();
        text.append(String.format(
                Locale.ROOT,
                "%nSeconds until %d pages in a row took less than %d ms: %.1f%n",
                GOOD_IN_A_ROW,
                PAGE_MILLIS,
                recovery));
    }

    private double recovery() throws InterruptedException {
        long begin = System.nanoTime();
        int good = 0;
        for (long event = 0; System.nanoTime() - begin < RECOVERY_NANOS; event++) {
            long from = System.nanoTime();
            try {
                boolean answered = page(event) == HttpURLConnection.HTTP_OK;
                good = answered && System.nanoTime() - from < PAGE_MILLIS * 1_000_000L ? good + 1 : 0;
            } catch (IOException refused) {
                good = 0;
            }
            if (good == GOOD_IN_A_ROW) {
                return (System.nanoTime() - begin) / 1e9;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return Double.POSITIVE_INFINITY;
    }

    private void row(String hours, Flow.Met met) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %,d | %s | %.1f | %.1f | %.1f |%n",
                hours,
                met.name(),
                met.states().values().stream().mapToLong(Long::longValue).sum(),
                met.failed() == 0 ? "0" : bad(met.states()),
                met.median(),
                met.p99(),
                met.most()));
    }

    /** What was measured, in tables. */
    public String text() {
        return text.toString();
    }

    /** How many events of the day were not answered well. */
    public long failed() {
        return failed;
    }

    /** The 99th percentile of pages in the worst hours, in milliseconds. */
    public double pageMillis() {
        return pageMillis;
    }

    /** The 99th percentile of look-ups in the worst hours, in milliseconds. */
    public double lookupMillis() {
        return lookupMillis;
    }

    /** How much resident memory grew between the morning's end and the evening's, as a share. */
    public double growth() {
        return residents.getLast() / residents.get(1) - 1;
    }

    /** How much more the heap held at the evening's end than at the peak's, as a share; each after a full collection. */
    public double liveGrowth() {
        return live.getLast() / live.get(2) - 1;
    }

    /** Whether what it could not answer was refused with 429 or 503, and the rest answered. */
    public boolean shed() {
        return shed;
    }

    /** Seconds from the end of the overload until it answered as before. */
    public double recoverySeconds() {
        return recovery;
    }

    private static String bad(Map<Integer, Long> states) {
        Map<Integer, Long> bad = new TreeMap<>(states);
        bad.keySet().removeIf(state -> state / 100 == 2);
        return bad.toString();
    }
}
