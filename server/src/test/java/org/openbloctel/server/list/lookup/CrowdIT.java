package org.openbloctel.server.list.lookup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.ServerProcess;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fifty visitors who read the costly pages stop no look-up. The server is a process of its own; the times of look-ups, without and beside each
 * crowd, are printed: {@code -Dcrowd.seconds=10} for each.
 */
@Tag("check-long")
final class CrowdIT {
    private static final int CROWD = 50;
    private static final Duration EACH = Duration.ofSeconds(Integer.getInteger("crowd.seconds", 1));
    private static final String KEY = "obl_live_crowdcrowdcrowd";
    private static final String BODY = "{\"numbers\":[\"0639980001\"]}";
    private static final List<String> PAGES = List.of(
            "/chiffres",
            "/chiffres?periode=12-mois",
            "/chiffres.csv",
            "/chiffres/" + LegalCalendar.today(InstantSource.system()).getYear() + ".pdf",
            "/chiffres.json",
            "/api/v1/figures",
            "/aide/formats.pdf",
            "/aide/codes",
            "/regles",
            "/puis-je-appeler",
            "/que-faire",
            "/plan-du-site",
            "/verifier",
            "/api/v1/openapi.json");

    @TempDir
    private Path folder;

    private final TestDatabase database = TestDatabase.create();
    private final LongAdder read = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    @Test
    void crowdOnAnyCostlyPageStopsNoLookUp() throws Exception {
        int port = freePort();
        Files.writeString(folder.resolve("list.txt"), "0639980001\n");
        Files.writeString(
                folder.resolve("openbloctel.properties"),
                "openbloctel.list.import-file=" + folder.resolve("list.txt") + "\nopenbloctel.checks.port=" + port
                        + "\nopenbloctel.address=127.0.0.1\nopenbloctel.http.requests-a-minute.address=999999999"
                        + "\nopenbloctel.http.requests-a-minute.company=999999999\nopenbloctel.checks.numbers-a-minute=999999999\n"
                        + ServerFixture.UNGUARDED + "\n");
        try (ServerProcess server = ServerProcess.start(folder, database)) {
            new Caller(database, "000000018", "Exemple")
                    .withPlan(1_000_000, 1_000_000_000)
                    .key(KEY, "checks");
            count();
            assertThat(Program.comesTrue(() -> ask(port).startsWith("HTTP/1.1 200")))
                    .as("the list is there")
                    .isTrue();
            LookUps warm = lookUps(port);
            LookUps idle = lookUps(port);
            System.out.printf("look-ups of a connection, %s each%n%-24s%s%n", EACH, "", warm);
            System.out.printf("%-24s%s%n", "idle server", idle);
            for (String page : PAGES) {
                LookUps beside = beside(server.address().resolve(page), port); // throws if a look-up gets no answer
                long pages = read.sumThenReset();
                System.out.printf(
                        "%-24s%s; pages: %d read, %d turned away%n", page, beside, pages, turnedAway.sumThenReset());
                assertThat(pages).as("times that %s was read", page).isPositive();
                assertThat(beside.refused()).as(page).isZero();
            }
        }
    }

    /** Fourteen months of figures. */
    private void count() {
        LocalDate today = LegalCalendar.today(InstantSource.system());
        for (Figure figure : Figure.values()) {
            JdbcClient.create(database.owner())
                    .sql("""
                            insert into accounts.figure_day (day, figure, part, value, closed)
                            select day, :figure, '', 1000 + extract(day from day), true
                            from generate_series(cast(:from as date), cast(:to as date), interval '1 day') day
                            on conflict do nothing
                            """)
                    .param("figure", figure.code())
                    .param("from", today.minusMonths(14))
                    .param("to", today.minusDays(1))
                    .update();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private LookUps beside(URI page, int port) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            crowd.add(Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    read(page);
                }
            }));
        }
        try {
            return lookUps(port);
        } finally {
            over.set(true);
            for (Thread visitor : crowd) {
                visitor.join();
            }
        }
    }

    private void read(URI page) {
        try {
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setReadTimeout(60_000);
            boolean answered = connection.getResponseCode() == 200;
            try (InputStream body = answered ? connection.getInputStream() : connection.getErrorStream()) {
                body.readAllBytes();
            }
            (answered ? read : turnedAway).increment();
        } catch (IOException e) {
            turnedAway.increment();
        }
    }

    /** What a dialer saw. */
    private record LookUps(long refused, List<Long> nanos) {
        private double millis(double part) {
            return nanos.get((int) (part * (nanos.size() - 1))) / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    "%6d answered, %d refused; ms p50 %.1f, p99 %.1f, longest %.1f",
                    nanos.size(), refused, millis(0.5), millis(0.99), millis(1));
        }
    }

    /** Two hundred a second, over one connection, for so long; and some at least, on however busy a machine. */
    private static LookUps lookUps(int port) throws IOException {
        List<Long> times = new ArrayList<>();
        long refused = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            long end = System.nanoTime() + EACH.toNanos();
            while (System.nanoTime() < end || times.size() < 10) {
                long began = System.nanoTime();
                socket.getOutputStream().write(request("").getBytes(US_ASCII));
                refused += answer(in).startsWith("HTTP/1.1 200") ? 0 : 1;
                times.add(System.nanoTime() - began);
                LockSupport.parkNanos(5_000_000);
            }
        }
        Collections.sort(times);
        return new LookUps(refused, times);
    }

    private static String ask(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request("Connection: close\r\n").getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String request(String more) {
        return "POST /api/v1/checks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + KEY
                + "\r\nContent-Type: application/json\r\n" + more + "Content-Length: " + BODY.length() + "\r\n\r\n"
                + BODY;
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("cut off: " + head);
            }
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return head.toString();
    }
}
