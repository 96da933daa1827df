package org.openbloctel.server.service.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page that tells a developer how to begin: what it shows is what a test key gets. */
final class ApiHelpIT {
    private static final String PAGE = "/aide/api";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static ServerFixture server;
    private static Caller caller;
    private static Program program;

    @BeforeAll
    static void start() {
        server = ServerFixture.startAtItsAddress();
        caller = new Caller(server, "000000018", "Exemple");
        program = new Program(server.address(), caller.key("obt_test_0000000001", "checks", "submissions"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void checkOfThePageGetsTheAnswerOfThePage() {
        String page = server.visitor().get(PAGE).body();
        assertThat(sample(page, "setting")).contains("SERVER=" + server.address());
        String request = sample(page, "check-request");
        JsonNode answer = json(program.send(
                "POST",
                path(request),
                BodyPublishers.ofString(found(request, "-d '(.*)'")),
                "Content-Type",
                found(request, "Content-Type: ([^']*)'")));
        JsonNode shown = JSON.readTree(sample(page, "check-answer"));
        assertThat(answer.get("results")).isEqualTo(shown.get("results"));
        assertThat(answer.get("scope")).isEqualTo(shown.get("scope"));
    }

    @Test
    void fileOfThePageIsSubmittedAndFetched() {
        String page = server.visitor().get(PAGE).body();
        String request = sample(page, "submit-request");
        JsonNode sent = json(program.send(
                "POST",
                path(request),
                BodyPublishers.ofByteArray(bytes("Nom;Téléphone\nAnne;0639980001\nBert;0639980002\n")),
                "Content-Type",
                found(request, "Content-Type: ([^']*)'"),
                "Idempotency-Key",
                "4f1c8e5a-0000-4000-8000-000000000001"));
        String id = sent.get("id").asString();
        assertThat(path(sample(page, "state-request"))).isEqualTo("/api/v1/submissions/$ID");
        assertThat(program.settled(id).get("state").asString()).isEqualTo("READY");
        String file = path(sample(page, "file-request")).replace("$ID", id);
        assertThat(Program.text(program.get(file))).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
    }

    @Test
    void pageIsFoundFromWhereDevelopersLookAndLeadsOn() {
        for (String from : List.of("/aide", "/professionnels", "/plan-du-site")) {
            assertThat(server.visitor().get(from).body()).as(from).contains("href=\"" + PAGE + "\"");
        }
        Visitor owner = server.visitor(caller.owner(true));
        assertThat(owner.get("/pro/cles").body()).contains("href=\"" + PAGE + "\"");
        String made = owner.post("/pro/cles", Map.of("name", "Essai", "kind", "test", "scopes", "checks"))
                .body();
        assertThat(made).contains("obt_test_").contains("href=\"" + PAGE + "\"");
        for (String language : List.of("fr", "en")) {
            Visitor visitor = server.visitor().speaks(language);
            String page = visitor.get(PAGE).body();
            assertThat(page)
                    .contains("<html lang=\"" + language + "\"")
                    .doesNotContain("??")
                    .doesNotContain("portal.api");
            for (String to : List.of("/api/v1/openapi.json", "/aide/codes")) {
                assertThat(page).contains("href=\"" + to + "\"");
                assertThat(visitor.get(to).statusCode()).as(to).isEqualTo(200);
            }
        }
    }

    private static String sample(String page, String id) {
        String text = found(page, "(?s)<pre id=\"" + id + "\">(.*?)</pre>").replaceAll("<[^>]*>", "");
        return HtmlUtils.htmlUnescape(text);
    }

    private static String path(String request) {
        return found(request, "\\$SERVER(/[^\" ]*)");
    }

    private static String found(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }
}
