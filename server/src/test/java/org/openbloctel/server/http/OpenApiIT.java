package org.openbloctel.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.api.Description;
import org.openbloctel.server.api.Program;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.ServerFixture;
import tools.jackson.databind.JsonNode;

/** The description of the API is that of the running server: its routes, its scopes, its answers. */
final class OpenApiIT {
    private static ServerFixture server;
    private static Program program;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(10, 10);
        program = new Program(server.address(), caller.key("obl_live_0000000001", "submissions", "checks"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() {
        Set<String> routes = AccessTable.lines().stream()
                .filter(OpenApiIT::isApi)
                .map(OpenApiIT::route)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Description.routes()).isEqualTo(routes);
    }

    @Test
    void scopesAreThoseOfTheAccessTable() {
        for (AccessLine line : AccessTable.lines()) {
            if (isApi(line)) {
                JsonNode security = Description.openApi()
                        .get("paths")
                        .get(line.pattern().getPatternString())
                        .get(line.method().toLowerCase(java.util.Locale.ROOT))
                        .get("security");
                String access = security.isEmpty()
                        ? "anyone"
                        : "key " + security.get(0).get("key").get(0).asString();
                assertThat(access).as(route(line)).isEqualTo(line.access().toString());
            }
        }
    }

    private static boolean isApi(AccessLine line) {
        String pattern = line.pattern().getPatternString();
        return pattern.startsWith("/api/") || pattern.startsWith("/.well-known/jwks");
    }

    private static String route(AccessLine line) {
        return line.method() + " " + line.pattern().getPatternString();
    }

    @Test
    void descriptionIsPublicAndTheKeptOne() {
        HttpResponse<byte[]> served =
                new Program(server.address(), "none").send("GET", "/api/v1/openapi.json", BodyPublishers.noBody());
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(Program.json(served)).isEqualTo(Description.openApi());
        StringBuilder kept = new StringBuilder();
        Description.openApi()
                .get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, operation) -> {
                    List<String> statuses = operation.get("responses").propertyNames().stream()
                            .sorted()
                            .toList();
                    kept.append("%-8s%-45s%-18s%s%n"
                            .formatted(
                                    method, path, operation.get("operationId").asString(), String.join(" ", statuses)));
                }));
        Golden.compare("openapi.txt", kept.toString());
    }

    @Test
    void answersOfEveryPartAreAsDescribed() {
        program.send(
                "POST",
                "/api/v1/checks",
                BodyPublishers.ofString("{\"numbers\":[\"0639980002\",\"?\"]}"),
                "Content-Type",
                "application/json");
        program.send("POST", "/api/v1/checks", BodyPublishers.ofString("{"), "Content-Type", "application/json");
        program.send("POST", "/api/v1/checks", BodyPublishers.ofString("{}"), "Content-Type", "text/plain");
        program.get("/.well-known/jwks.json");
        program.get("/api/v1/nowhere");
        program.get("/api/v1/submissions/nonsense");
        JsonNode done = program.submitted("a.csv", "", Program.bytes("0639980002\n"));
        program.get("/api/v1/certificates/" + done.get("certificate").asString());
        program.get("/api/v1/certificates/00000000-0000-0000-0000-000000000000");
    }

    @Test
    void whatNoTextCanHoldIsUnreadable() {
        assertThat(program.get("/api/v1/submissions?text=%00").statusCode()).isEqualTo(400);
        assertThat(program.submit("prospects.csv", "&column=%00", Program.bytes("0639980001\n"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotAsDescribedIsNoticed() {
        HttpResponse<byte[]> answer = program.get("/api/v1/openapi.json");
        assertThatThrownBy(() -> Description.covers("GET", "/api/v1/submissions", answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("submissions");
        assertThatThrownBy(() -> Description.covers("POST", "/api/v1/submissions", answer))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not described");
    }
}
