package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.RecordedDatabase;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Runs an earlier version with its sample data, asks it about them, and records its database, its files and its answers for
 * RecordedDatabaseIT of the server. All numbers are for fiction, all passwords those of the demo. {@code make record-database} starts it.
 */
@EnabledIfSystemProperty(named = "record.before", matches = ".+")
final class DatabaseRecordingIT {
    private static final Path FILE = Path.of("../server/src/test/resources/recorded/database.zip");
    private static final String SUBMISSIONS = "/api/v1/submissions";
    private static final String CAMPAIGNS = "/api/v1/campaigns";
    /** Its files would be most of the recording. */
    private static final String LARGE = "prospects-novembre.csv";

    private static final String JSON = "application/json";

    @TempDir
    private Path home = Path.of(".");

    private final JsonArray questions = new JsonArray();

    @Test
    void sampleDataOfTheVersionBeforeAreRecorded() throws Exception {
        Path root = Path.of(System.getProperty("record.before", ""));
        JsonObject recorded = new JsonObject();
        recorded.addProperty("commit", String.valueOf(root.getFileName()));
        Path data = home.resolve("data");
        String[] settings = {
            "openbloctel.master-key=" + TestDatabase.MASTER_KEY,
            "openbloctel.guard.least=999999999",
            "openbloctel.audit.checkpoint-folder=" + data.resolve("checkpoints")
        };
        try (ShippedServer server = new ShippedServer(Shipment.builtIn(root), home, settings)) {
            awaitScrubs(data);
            erase(server, LARGE);
            ask(server);
            recorded.addProperty("at", Instant.now().toString());
        }
        recorded.add("questions", questions);
        recorded.add("credentials", JsonParser.parseString(Files.readString(data.resolve("demo/credentials.json"))));
        Files.createDirectories(FILE.resolveSibling(""));
        Files.deleteIfExists(FILE);
        try (EmbeddedPostgres.Borrowed database = EmbeddedPostgres.borrow(data.resolve("postgres"));
                FileSystem zip = FileSystems.newFileSystem(FILE, Map.of("create", "true"))) {
            RecordedDatabase.write(
                    new DriverManagerDataSource(database.url(), EmbeddedPostgres.NAME, database.password()),
                    zip.getPath("/"));
            for (String folder : List.of("submissions", "evidence", "checkpoints")) {
                copy(data, folder, zip.getPath("/files"));
            }
            Files.writeString(
                    zip.getPath("/recorded.json"),
                    new GsonBuilder()
                            .setPrettyPrinting()
                            .serializeNulls()
                            .create()
                            .toJson(recorded));
        }
        assertThat(Files.size(FILE)).isLessThan(700 << 10);
    }

    private static void copy(Path data, String folder, Path to) throws IOException {
        Path from = data.resolve(folder);
        Files.createDirectories(to.resolve(folder));
        if (Files.isDirectory(from)) {
            try (Stream<Path> all = Files.walk(from)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Path copy = to.resolve(data.relativize(file).toString());
                    Files.createDirectories(copy.resolveSibling(""));
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Of the call centre, too, whose files the company's key does not see. */
    private static void awaitScrubs(Path data) throws Exception {
        try (EmbeddedPostgres.Borrowed database = EmbeddedPostgres.borrow(data.resolve("postgres"))) {
            JdbcClient rows = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), EmbeddedPostgres.NAME, database.password()));
            ShippedIT.until(
                    () -> rows.sql("select count(*) from accounts.submission where state in ('RECEIVED', 'CHECKING')")
                            .query(Long.class)
                            .single(),
                    count -> count == 0);
        }
    }

    private static void erase(ShippedServer server, String name) throws Exception {
        for (JsonElement one : server.json(SUBMISSIONS + "?limit=100").getAsJsonArray("submissions")) {
            JsonObject submission = one.getAsJsonObject();
            if (submission.get("file").toString().contains(name)) {
                HttpRequest request = HttpRequest.newBuilder(server.address()
                                .resolve(
                                        SUBMISSIONS + "/" + submission.get("id").getAsString()))
                        .header("Authorization", "Bearer " + server.apiKey())
                        .DELETE()
                        .build();
                try (HttpClient client = HttpClient.newHttpClient()) {
                    assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                            .isEqualTo(204);
                }
            }
        }
    }

    private void ask(ShippedServer server) throws Exception {
        for (JsonElement one : get(server, SUBMISSIONS + "?limit=100").getAsJsonArray("submissions")) {
            String path = SUBMISSIONS + "/" + one.getAsJsonObject().get("id").getAsString();
            JsonObject submission = get(server, path);
            if (!submission.get("certificate").isJsonNull()) {
                get(server, path + "/certificate");
            }
        }
        String campaign = "";
        for (JsonElement one : get(server, CAMPAIGNS).getAsJsonArray("campaigns")) {
            campaign = one.getAsJsonObject().get("id").getAsString();
            get(server, CAMPAIGNS + "/" + campaign);
        }
        post(server, "/api/v1/checks", numbers().collect(Collectors.joining("\",\"", "{\"numbers\":[\"", "\"]}")));
        String at = LocalDate.now(ZoneId.of("Europe/Paris"))
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                .atTime(LocalTime.of(11, 0))
                .atZone(ZoneId.of("Europe/Paris"))
                .toOffsetDateTime()
                .toString();
        for (String about : List.of("\"sector\":\"other\"", "\"campaign\":\"" + campaign + "\"")) {
            for (String number : numbers().limit(8).toList()) {
                post(
                        server,
                        "/api/v1/verdicts",
                        "{\"calls\":[{\"number\":\"" + number + "\",\"at\":\"" + at + "\"," + about + "}]}");
            }
        }
    }

    /** Those that the demo knows something of, and some of a range. */
    private static Stream<String> numbers() {
        return Stream.concat(
                Stream.of("0199001234", "0639981234", "0639984567", "0261910815", "0639984568", "0536492210"),
                IntStream.range(8_000, 8_060).mapToObj(i -> "063998" + i));
    }

    private JsonObject get(ShippedServer server, String path) throws Exception {
        return kept(path, "", server.json(path));
    }

    private void post(ShippedServer server, String path, String body) throws Exception {
        kept(path, body, server.post(path, JSON, body.getBytes(UTF_8), 200));
    }

    private JsonObject kept(String path, String body, JsonObject answer) {
        JsonObject question = new JsonObject();
        question.addProperty("path", path);
        question.addProperty("body", body);
        question.add("answer", answer);
        questions.add(question);
        return answer;
    }
}
