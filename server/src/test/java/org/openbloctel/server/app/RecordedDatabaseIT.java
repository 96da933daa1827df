package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.platform.database.RecordedDatabase;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database and the files that a server of an earlier version left behind, with its sample data, mean to this version what they meant
 * to that one. {@code make record-database} records them anew.
 */
final class RecordedDatabaseIT {
    private static final Path FILE = Path.of("src/test/resources/recorded/database.zip");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LATER = Duration.ofMinutes(10);

    @TempDir
    private static Path folder = Path.of(".");

    private static ServerFixture server;
    private static JsonNode recorded;
    private static Program program;

    @BeforeAll
    static void start() throws Exception {
        TestDatabase database;
        try (FileSystem zip = FileSystems.newFileSystem(FILE)) {
            recorded = JSON.readTree(Files.readString(zip.getPath("/recorded.json")));
            database = RecordedDatabase.load(zip.getPath("/"));
            Path files = zip.getPath("/files");
            try (Stream<Path> all = Files.walk(files)) {
                for (Path file : all.toList()) {
                    Path copy = folder.resolve(files.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, copy);
                    }
                }
            }
        }
        Instant at = Instant.parse(recorded.get("at").stringValue());
        server = ServerFixture.over(database, at.plus(LATER), settings().toArray(String[]::new));
        program =
                new Program(server.address(), recorded.at("/credentials/apiKey").stringValue());
    }

    private static List<String> settings() {
        return List.of(
                ServerFixture.UNGUARDED,
                "openbloctel.master-key=" + TestDatabase.MASTER_KEY,
                "openbloctel.submissions.folder=" + folder.resolve("submissions"),
                "openbloctel.consents.evidence-folder=" + folder.resolve("evidence"),
                "openbloctel.audit.checkpoint-folder=" + folder.resolve("checkpoints"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Submissions, certificates, campaigns with their cover, look-ups, verdicts by consents, refusals and calls. */
    @Test
    void eachQuestionIsAnsweredAsByThatVersion() throws Exception {
        JsonNode questions = recorded.get("questions");
        assertThat(questions.size()).isGreaterThan(15);
        for (JsonNode question : questions) {
            String path = question.get("path").stringValue();
            String body = question.get("body").stringValue();
            HttpResponse<byte[]> answer = body.isEmpty()
                    ? program.get(path, "Accept", "application/json")
                    : program.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
            assertThat(answer.statusCode())
                    .as("%s: %s", path, Program.text(answer))
                    .isEqualTo(200);
            assertHas(Program.json(answer), renamed(path, question.get("answer")), path + " " + body);
        }
        // A download changes the answers.
        assertThat(certificates()).isPositive();
        assertThat(files()).isGreaterThan(3);
    }

    /** That version called callable what a look-up found nothing about on the list. */
    private static JsonNode renamed(String path, JsonNode answer) {
        return path.equals("/api/v1/checks")
                ? JSON.readTree(answer.toString().replace("\"CALLABLE\"", "\"NOT_LISTED\""))
                : answer;
    }

    /** What is new may be there too. */
    private static void assertHas(JsonNode now, JsonNode then, String where) {
        if (then.isObject()) {
            for (Map.Entry<String, JsonNode> field : then.properties()) {
                assertThat(now.has(field.getKey()))
                        .as(where + "/" + field.getKey())
                        .isTrue();
                assertHas(now.get(field.getKey()), field.getValue(), where + "/" + field.getKey());
            }
        } else if (then.isArray()) {
            assertThat(now.size()).as(where).isEqualTo(then.size());
            for (int i = 0; i < then.size(); i++) {
                assertHas(now.get(i), then.get(i), where + "/" + i);
            }
        } else {
            assertThat(now).as(where).isEqualTo(then);
        }
    }

    @Test
    void peopleSignInWithTheirPasswordsAndAuthenticators() {
        for (JsonNode account : recorded.at("/credentials/accounts")) {
            if (account.get("password").isNull()) {
                continue;
            }
            String root = switch (account.get("role").stringValue()) {
                case "registry-operator" -> "/operateur";
                case "inspector" -> "/inspection";
                default -> "/pro";
            };
            Visitor visitor = server.visitor();
            visitor.get(root + "/connexion");
            visitor.post(
                    root + "/connexion",
                    Map.of(
                            "email", account.get("email").stringValue(),
                            "password", account.get("password").stringValue()));
            visitor.get(root + "/second-facteur");
            String code = Totp.code(
                    account.get("totpSecret").stringValue(), server.clock().instant());
            visitor.post(root + "/second-facteur", Map.of("code", code));
            assertThat(visitor.get(root).statusCode())
                    .as("%s", account.get("role"))
                    .isEqualTo(200);
        }
    }

    @Test
    void consumerHasTheNumbersAndTheConsents() {
        UUID consumer = JdbcClient.create(server.database().owner())
                .sql("select id from accounts.consumer where email = ?")
                .param(recorded.at("/credentials/accounts/0/email").stringValue())
                .query(UUID.class)
                .single();
        Visitor visitor = server.visitor(new SignedIn.Consumer(consumer));
        String data = visitor.get("/espace/donnees/export.json").body();
        assertThat(data).contains("+33199001234", "+33639981234", "Volets roulants", "Entretien des fenêtres");
        assertThat(visitor.get("/espace").body().replace('\u00a0', ' ')).contains("01 99 00 12 34", "06 39 98 12 34");
    }

    /** How many certificates hold, as they were shown. */
    private static int certificates() {
        int certificates = 0;
        for (JsonNode question : recorded.get("questions")) {
            JsonNode answer = question.get("answer");
            if (answer.has("jws")) {
                assertThat(server.bean(Certificates.class)
                                .verify(answer.get("jws").stringValue()))
                        .isInstanceOf(Certificates.Verification.Authentic.class);
                certificates++;
            }
        }
        return certificates;
    }

    /** How many files have the digests that were named. */
    private static int files() throws Exception {
        int files = 0;
        for (JsonNode question : recorded.get("questions")) {
            for (JsonNode file : question.get("answer").path("files")) {
                String path = question.get("path").stringValue() + "/files/"
                        + file.get("kind").stringValue();
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(program.get(path).body());
                assertThat("sha256:" + HexFormat.of().formatHex(digest))
                        .as(path)
                        .isEqualTo(file.get("sha256").stringValue());
                files++;
            }
        }
        return files;
    }

    /** The audit trail with its seals and checkpoints, certificates, files with rows, the list. */
    @Test
    void doctorFindsNoDefects() throws Exception {
        Path config = Files.createFile(
                folder.resolve("server.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(config, settings());
        DoctorCommand.Result result = DoctorCommand.run(
                List.of(
                        "--json",
                        "--deep",
                        "--data",
                        server.folder().toString(),
                        "--db",
                        server.database().url(),
                        "--config",
                        config.toString()),
                server.clock());
        assertThat(result.exitCode()).as(result.text()).isZero();
    }
}
