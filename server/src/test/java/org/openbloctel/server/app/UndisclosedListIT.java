package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A number that is registered changes the same in every answer, whether or not it was on the list before: the revision and its time. */
final class UndisclosedListIT {
    private static final String LISTED = "0639980001";
    private static final String UNLISTED = "0639980007";
    private static final int REVISION = 3;

    private int files;

    private void register(ServerFixture server, String number, long revision) throws InterruptedException {
        Database database = server.bean(Database.class);
        database.accounts()
                .sql("select list.oppose(?, ?)")
                .param(database.listNumbers().seal(Long.parseLong("33" + number.substring(1))))
                .param(server.clock().instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        assertThat(server.bean(Publication.class).await(revision, Duration.ofSeconds(20)))
                .isTrue();
    }

    /** What anyone, a company and the operator's monitoring can read, without what two revisions may differ in. */
    private Map<String, String> answers(ServerFixture server, Program program, HttpClient client) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        server.hurry("figures.count");
        server.clock().move(Duration.ofMinutes(1)); // figures are remembered for a minute
        for (String path : new String[] {"/chiffres.csv", "/chiffres.json", "/api/v1/figures"}) {
            String body = server.visitor().get(path).body();
            answers.put(path, sizes(body));
        }
        answers.put(
                "/statut",
                server.visitor()
                        .get("/statut")
                        .body()
                        .replaceAll("(?s).*?(<table.*</table>).*", "$1")
                        .replaceAll("\\d+", "#"));
        URI management = URI.create("http://localhost:" + server.managementPort());
        answers.put(
                "health",
                body(client, management.resolve("/actuator/health/readiness")).replaceAll("\"revision\":\\d+", ""));
        answers.put(
                "metrics",
                body(client, management.resolve("/actuator/prometheus"))
                        .lines()
                        .filter(line -> line.startsWith("openbloctel_list_numbers"))
                        .toList()
                        .toString());
        JsonNode file = program.submitted(
                "f" + ++files + ".csv", "", Program.bytes("Telephone;Ref\n0639980002;B" + files + "\n"));
        assertThat(file.get("state").asString()).isEqualTo("READY");
        String id = file.get("id").asString();
        JsonNode report = file.get("report");
        JsonNode certificate = Program.json(program.get("/api/v1/submissions/" + id + "/certificate"))
                .get("certificate");
        for (JsonNode document : new JsonNode[] {report, certificate}) {
            assertThat(document.get("list").get("digest").asString()).matches("hmac-sha256:[0-9a-f]{64}");
        }
        assertThat(certificate.get("list").get("digest"))
                .isEqualTo(report.get("list").get("digest"));
        answers.put(
                "report",
                JsonMapper.shared().writeValueAsString(report.get("list").get("numbers")));
        answers.put(
                "certificate",
                JsonMapper.shared().writeValueAsString(certificate.get("list").get("numbers")));
        return answers;
    }

    /** What the figures have of the list, as CSV or JSON. */
    private static String sizes(String body) {
        return Pattern.compile("[^{}\n]*[\";]numbers[\";][^{}\n]*")
                .matcher(body)
                .results()
                .map(MatchResult::group)
                .toList()
                .toString();
    }

    private static String body(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void listedAndUnlistedNumbersChangeTheSameInEveryAnswer() throws Exception {
        try (ServerFixture server = ServerFixture.start(ServerFixture.UNGUARDED);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(server.publish(LISTED + "\n0639980003\n0639980004\n")).isEqualTo(REVISION);
            Caller caller = new Caller(server, "000000018", "Exemple").withPlan(1_000, 100_000);
            Program program = new Program(server.address(), caller.key("obl_live_undisclosed1", "submissions"));
            Map<String, String> before = answers(server, program, client);
            assertThat(before).containsEntry("report", "null").containsEntry("certificate", "null");
            assertThat(before.get("metrics")).contains("NaN");
            register(server, LISTED, REVISION + 1);
            Map<String, String> listed = answers(server, program, client);
            register(server, UNLISTED, REVISION + 2);
            Map<String, String> unlisted = answers(server, program, client);
            assertThat(server.bean(Publication.class).current().size()).isEqualTo(4);
            assertThat(listed).isEqualTo(before);
            assertThat(unlisted).isEqualTo(before);

            server.clock().move(Duration.ofDays(1));
            server.hurry("figures.count");
            server.clock().move(Duration.ofMinutes(1));
            Map<String, String> next = answers(server, program, client);
            assertThat(next).containsEntry("report", "0").containsEntry("certificate", "0");
            assertThat(next.get("metrics")).contains("openbloctel_list_numbers 0.0");
            assertThat(server.visitor(server.staff()).get("/operateur").body())
                    .containsPattern("(?s)Numéros sur la liste</span><span class=\"figure\">4<");
        }
    }
}
