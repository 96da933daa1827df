package org.openbloctel.server.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.problem;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Submissions of test keys: fixed answers on numbers for fiction, nothing counted, nothing stored. */
final class TestKeyIT {
    private static final String ROOT = "/api/v1/submissions";
    private static final String FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\nCora;rien\n";

    private static ServerFixture server;
    private static Program program;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        // Without a plan: a test key works at once.
        Caller caller = new Caller(server, "000000018", "Exemple");
        program = new Program(server.address(), caller.key("obt_test_0000000001", "submissions"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersAreFixedAndNothingIsStored() {
        JsonNode done = program.submitted("essai.csv", "", bytes(FILE));
        assertThat(done.get("test").asBoolean()).isTrue();
        assertThat(program.file(done, "not-listed")).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        assertThat(program.file(done, "opposed")).isEqualTo("Nom;Téléphone\nAnne;0639980001\n");
        assertThat(done.get("report").get("unchecked").asInt()).isEqualTo(1);
        String self = ROOT + "/" + done.get("id").asString();
        assertThat(json(program.get(self)).get("state").asString()).isEqualTo("DELIVERED");
        assertThat(problem(program.get(self + "/certificate"))).isEqualTo("422 BT-0433");
        JdbcClient rows = JdbcClient.create(server.database().owner());
        for (String table :
                List.of("submission", "submission_file", "submission_key", "quota_use", "certificate", "audit_entry")) {
            assertThat(rows.sql("select count(*) from accounts." + table)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void realNumberIsRefused() {
        JsonNode done = program.submitted("vrais.csv", "", bytes("0639980001\n0612345678\n"));
        assertThat(done.get("state").asString()).isEqualTo("REFUSED");
        assertThat(done.get("refusal").get("code").asString()).isEqualTo("BT-0432");
        assertThat(problem(program.get(ROOT + "/" + done.get("id").asString() + "/files/callable")))
                .isEqualTo("409 BT-0415");
    }

    @Test
    void largeFileIsRefused() {
        assertThat(problem(program.submit("gros.csv", "", new byte[(1 << 20) + 1])))
                .isEqualTo("422 BT-0433");
    }

    @Test
    void keysCorrectionsAndErasureWorkAsForReal() {
        HttpResponse<byte[]> first = program.submit("cle.csv", "", bytes(FILE), "Idempotency-Key", "t-1");
        HttpResponse<byte[]> again = program.submit("cle.csv", "", bytes(FILE), "Idempotency-Key", "t-1");
        assertThat(json(again).get("id")).isEqualTo(json(first).get("id"));
        assertThat(problem(program.submit("cle.csv", "", bytes("0639980002\n"), "Idempotency-Key", "t-1")))
                .isEqualTo("422 BT-0413");
        String self = ROOT + "/" + json(first).get("id").asString();
        HttpResponse<byte[]> corrected =
                program.send("POST", self + "/corrections?column=2&header=no", BodyPublishers.noBody());
        assertThat(json(corrected).get("report").get("rows").asInt()).isEqualTo(4);
        assertThat(json(program.get(self)).get("state").asString()).isEqualTo("PURGED");
        String other = ROOT + "/" + json(corrected).get("id").asString();
        assertThat(program.send("DELETE", other, BodyPublishers.noBody()).statusCode())
                .isEqualTo(204);
        assertThat(problem(program.get(other + "/files/callable"))).isEqualTo("410 BT-0416");
    }

    @Test
    void testsAreForgottenAfterAnHour() {
        JsonNode done = program.submitted("oubli.csv", "", bytes(FILE));
        String self = ROOT + "/" + done.get("id").asString();
        server.clock().move(Duration.ofMinutes(61));
        assertThat(problem(program.get(self))).isEqualTo("404 BT-0401");
        assertThat(json(program.get(ROOT)).get("submissions")).isEmpty();
    }
}
