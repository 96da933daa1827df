package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.server.platform.files.FakeStore;
import org.openbloctel.server.platform.files.FilePlaces;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server whose files are in a store. */
@Tag("check-long")
final class BucketServerIT {
    private static final byte[] FILE = "Nom;Tel\nAnne;0639980001\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path home;

    private static FakeStore store;
    private static Path config;
    private static ServerFixture server;
    private static Program program;

    @BeforeAll
    static void start() throws IOException {
        store = new FakeStore();
        Path secret = Files.writeString(home.resolve("secret"), "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        config = Files.write(home.resolve("openbloctel.properties"), List.of(store.settings(secret)));
        server = ServerFixture.start(store.settings(secret));
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions"));
    }

    @AfterAll
    static void stop() {
        server.close();
        store.close();
    }

    @Test
    void fileIsScrubbedReturnedAndErasedWithNothingOfItOnTheServersDisk() {
        JsonNode ready = program.submitted("a.csv", "", FILE);
        assertThat(ready.get("state").asString()).isEqualTo("READY");
        assertThat(program.file(ready, "callable")).contains("Anne;0639980001");
        String id = ready.get("id").asString();
        assertThat(server.folder().resolve("submissions")).doesNotExist();
        assertThat(store.names()).anyMatch(name -> name.startsWith("submissions/" + id + "/"));
        looked();
        assertThat(store.names())
                .as("the mark of a place that has files")
                .contains("submissions/.openbloctel")
                .doesNotContain("evidence/.openbloctel");
        for (String name : store.names()) {
            assertThat(new String(store.content(name), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Anne", "06399");
        }
        assertThat(program.send("DELETE", "/api/v1/submissions/" + id, BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
        assertThat(store.names())
                .noneMatch(name -> name.startsWith("submissions/" + id + "/") && !name.contains("checked-"));
    }

    @Test
    void storeThatIsAwayIsARefusalWithATimeAndTheServerRecoversByItself() throws Exception {
        JsonNode ready = program.submitted("b.csv", "", "Nom;Tel\nBob;0639980002\n".getBytes(StandardCharsets.UTF_8));
        String file = "/api/v1/submissions/" + ready.get("id").asString() + "/files/callable";
        store.be(FakeStore.Fault.UNAVAILABLE);
        HttpResponse<byte[]> read = program.get(file);
        assertThat(Program.problem(read)).isEqualTo("503 BT-0793");
        assertThat(read.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<byte[]> sent = program.submit("c.csv", "", FILE);
        assertThat(Program.problem(sent)).isEqualTo("503 BT-0792");
        assertThat(sent.headers().firstValue("Retry-After")).isPresent();
        assertThat(Program.comesTrue(() -> health("").contains("does not answer")))
                .isTrue();
        assertThat(health("")).contains("\"submissions\":\"unwritable\"", "FAILING");
        assertThat(health("/readiness")).contains("\"UP\"");
        store.be(FakeStore.Fault.NONE);
        assertThat(Program.comesTrue(() -> !health("").contains("does not answer")))
                .isTrue();
        assertThat(program.get(file).statusCode()).isEqualTo(200);
        assertThat(program.submitted("d.csv", "", "Nom;Tel\nCam;0639980003\n".getBytes(StandardCharsets.UTF_8))
                        .get("state")
                        .asString())
                .isEqualTo("READY");
    }

    private static JsonNode examine() {
        List<String> words = List.of(
                "--json",
                "--config",
                config.toString(),
                "--data",
                server.folder().toString(),
                "--db",
                server.database().url());
        return JsonMapper.shared()
                .readTree(DoctorCommand.run(words, server.clock()).text());
    }

    private static String defects(JsonNode report) {
        StringBuilder codes = new StringBuilder();
        for (JsonNode defect : report.get("defects")) {
            codes.append(defect.get("code").stringValue())
                    .append(' ')
                    .append(defect.get("subjects"))
                    .append('\n');
        }
        return codes.toString();
    }

    /** It reads heads and ends by ranges, and the whole bucket for what has no row. */
    @Test
    void doctorComparesTheBucketWithTheRows() {
        JsonNode ready = program.submitted("e.csv", "", "Nom;Tel\nDan;0639980004\n".getBytes(StandardCharsets.UTF_8));
        JsonNode sound = examine();
        assertThat(defects(sound)).doesNotContain("DR-4");
        assertThat(sound.get("examined").get("files").intValue()).isGreaterThan(3);
        String orphan = new UUID(7, 7) + "/callable-1";
        store.put("submissions/" + orphan, Instant.EPOCH);
        String returned = store.names().stream()
                .filter(name -> name.startsWith("submissions/" + ready.get("id").stringValue() + "/callable"))
                .findFirst()
                .orElseThrow();
        store.remove(returned);
        assertThat(defects(examine()))
                .contains("DR-401 [\"" + returned.substring("submissions/".length()) + "\"]")
                .contains(orphan);
        store.be(FakeStore.Fault.UNAVAILABLE);
        JsonNode away = examine();
        store.be(FakeStore.Fault.NONE);
        assertThat(away.get("unchecked").has("files")).isTrue();
        assertThat(away.get("unchecked").has("evidence")).isTrue();
        assertThat(Program.comesTrue(() -> !health("").contains("does not answer")))
                .isTrue();
        assertThat(Program.comesTrue(() -> looked().contains("1 files that the database names")))
                .isTrue();
        program.send("DELETE", "/api/v1/submissions/" + ready.get("id").stringValue(), BodyPublishers.noBody());
        store.remove("submissions/" + orphan);
        assertThat(Program.comesTrue(() -> !looked().contains("that the database names")))
                .as("its row is gone")
                .isTrue();
    }

    /** Not every look is at each file. */
    private static String looked() {
        server.bean(FilePlaces.class).look();
        return health("");
    }

    private static String health(String group) {
        URI address = URI.create("http://localhost:" + server.managementPort() + "/actuator/health" + group);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
