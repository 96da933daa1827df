package org.openbloctel.bench.submission;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openbloctel.bench.data.CallFile;
import org.openbloctel.bench.lookup.Processor;
import org.openbloctel.bench.lookup.Server;
import org.openbloctel.bench.report.Median;

/**
 * Submits call files for a campaign while consent is the law, beside the same files without one. The company has millions of consents
 * and calls on record; those of the files' own people come in by the API, the others are rows of unassigned prints, which
 * weigh as much. What comes back is compared with the truth: callable are the lines of people who consented.
 */
public final class CampaignFiles {
    private static final long CONSENTED_ROWS = 300_000;
    private static final int EVERY = 10;
    private static final int BATCH = 5_000;

    private final Server server;
    private final long records;
    private final StringBuilder table = new StringBuilder("""
            | lines | | ready s | server CPU s | peak MiB |
            |---|---|---|---|---|
            """);
    private final List<Ready> ready = new ArrayList<>();
    private boolean right = true;

    private CampaignFiles(Server server, long records) {
        this.server = server;
        this.records = records;
    }

    /**
     * Seconds from the last byte of a file until it was ready, medians.
     *
     * @param list without a campaign
     * @param law with one
     */
    public record Ready(long rows, double list, double law) {}

    /**
     * Measures.
     *
     * @param data of a server with this list, made when it is not there
     * @param records how many consents, and how many calls, are on record
     * @param rounds how often each file is submitted after the first time
     */
    public static CampaignFiles measure(Path root, Path data, Path text, List<CallFile> files, long records, int rounds)
            throws IOException, InterruptedException {
        Server.prepare(root, data, text.toString());
        try (Server server = Server.start(root, data, "")) {
            server.awaitAnswer();
            CampaignFiles campaign = new CampaignFiles(server, records);
            campaign.fill();
            Set<Long> consented = new HashSet<>();
            for (CallFile file : files) {
                campaign.consent(file, consented);
            }
            campaign.vacuum();
            String id = campaign.declare();
            for (CallFile file : files) {
                campaign.submit(file, Truth.ofConsents(file, consented), id, rounds);
            }
            return campaign;
        }
    }

    private void fill() throws IOException, InterruptedException {
        String company = "uuid '" + Server.COMPANY + "'";
        try (Connection connection = server.database();
                Statement statement = connection.createStatement()) {
            statement.execute("update accounts.api_key set scopes = '{checks,submissions,verdicts,calls,consents}'");
            try (ResultSet found = statement.executeQuery("select count(*) from accounts.consent")) {
                if (found.next() && found.getLong(1) >= records) {
                    return;
                }
            }
            statement.execute(
                    "insert into accounts.consent (id, principal, recorded_by, reference, number, third_parties, goods,"
                            + " sectors, shown_text, channel, evidence, given_at, until, recorded_at) select gen_random_uuid(), "
                            + company
                            + ", " + company
                            + ", 'bench-' || i, decode(md5(i::text), 'hex'), '{}', 'windows', '{other}',"
                            + " 'I agree to be called about windows', 'web', 'sha256:' || md5(i::text) || md5((-i)::text),"
                            + " now() - interval '9 days', now() + interval '300 days', now() from generate_series(1, "
                            + records
                            + ") i");
            statement.execute(
                    "insert into accounts.call_attempt (agent, call_id, principal, number, at, outcome) select "
                            + company + ", 'bench-' || i, " + company
                            + ", decode(md5(i::text), 'hex'), now() - interval '5 days',"
                            + " 'no-answer' from generate_series(1, " + records + ") i");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void vacuum() throws IOException, InterruptedException {
        try (Connection connection = server.database();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze accounts.consent");
            statement.execute("vacuum analyze accounts.call_attempt");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** One in ten of a file's first people consented. */
    private void consent(CallFile file, Set<Long> consented) throws IOException {
        StringBuilder claims = new StringBuilder();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).withNano(0);
        String period = "\"givenAt\":\"" + now.minusDays(1) + "\",\"until\":\"" + now.plusDays(200) + "\"";
        try (BufferedReader in = Files.newBufferedReader(file.calls(), StandardCharsets.ISO_8859_1)) {
            in.readLine();
            int batch = 0;
            for (long row = 0; row < Math.min(CONSENTED_ROWS, file.rows()); row++) {
                String line = in.readLine();
                if (row % EVERY == 0) {
                    long national = Truth.national(line);
                    consented.add(national);
                    claims.append(claims.isEmpty() ? "" : ",").append(claim(national, period));
                    batch++;
                }
                if (batch == BATCH) {
                    post("/api/v1/consents", "{\"consents\":[" + claims + "]}");
                    claims.setLength(0);
                    batch = 0;
                }
            }
        }
        if (!claims.isEmpty()) {
            post("/api/v1/consents", "{\"consents\":[" + claims + "]}");
        }
    }

    private static String claim(long national, String period) {
        long mixed = national * 0x9e3779b97f4a7c15L;
        String evidence = String.format(
                Locale.ROOT, "sha256:%016x%016x%016x%016x", mixed, mixed * 31, mixed * 37, mixed * 0xbf58476d1ce4e5b9L);
        return "{\"reference\":\"c" + Long.toString(national, 36) + "-" + System.nanoTime() + "\",\"number\":\"+33"
                + national + "\"," + period
                + ",\"thirdParties\":[],\"goods\":\"windows\",\"subject\":\"windows-doors\","
                + "\"text\":\"I agree to be called\",\"channel\":\"web\",\"positiveAct\":true,"
                + "\"withdrawalExplained\":true,\"proofOffered\":true,\"evidence\":\"" + evidence + "\"}";
    }

    private String declare() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String answer = post(
                "/api/v1/campaigns",
                "{\"name\":\"Bench\",\"subject\":\"windows-doors\",\"startsOn\":\"" + today.minusDays(2)
                        + "\",\"endsOn\":\"" + today.plusDays(30) + "\"}");
        return answer.replaceAll("(?s).*\"id\"\\s*:\\s*\"([0-9a-f-]{36})\".*", "$1");
    }

    private String post(String path, String body) throws IOException {
        HttpURLConnection post = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + server.port() + path).toURL().openConnection();
        post.setRequestMethod("POST");
        post.setDoOutput(true);
        post.setRequestProperty("Authorization", "Bearer " + Server.KEY);
        post.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = post.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return new String(post.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void submit(CallFile file, Truth law, String campaign, int rounds)
            throws IOException, InterruptedException {
        double byList = submit(file, "list", Truth.of(file), "", rounds);
        double byLaw = submit(file, "law", law, campaign, rounds);
        ready.add(new Ready(file.rows(), byList, byLaw));
    }

    private double submit(CallFile file, String scope, Truth truth, String campaign, int rounds)
            throws IOException, InterruptedException {
        Client client = new Client(server.port(), Server.KEY);
        right &= client.submit(file, truth, campaign).right();
        List<Double> seconds = new ArrayList<>();
        double before = Processor.seconds(server.pid());
        for (int i = 0; i < rounds; i++) {
            Client.Took took = client.submit(file, truth, campaign);
            right &= took.right();
            seconds.add(took.ready());
        }
        double median = Median.of(seconds.stream().mapToDouble(Double::doubleValue));
        table.append(String.format(
                Locale.ROOT,
                "| %,d | %s | %.2f | %.2f | %.0f |%n",
                file.rows(),
                scope,
                median,
                (Processor.seconds(server.pid()) - before) / rounds,
                Processor.peakMiB(server.pid())));
        return median;
    }

    /** Whether all that came back was right. */
    public boolean right() {
        return right;
    }

    /** What each file took. */
    public List<Ready> ready() {
        return List.copyOf(ready);
    }

    /** A table. */
    public String text() {
        return table.toString();
    }
}
