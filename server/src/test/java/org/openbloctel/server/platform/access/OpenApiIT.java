package org.openbloctel.server.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.Golden;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Description;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** The description of the API is that of the running server: its routes, its scopes, its answers. */
final class OpenApiIT {
    private static ServerFixture server;
    private static Program program;
    /** A program of another authority. */
    private static Program authority;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(10, 10);
        program = new Program(
                server.address(),
                caller.key(
                        "obl_live_0000000001", "submissions", "checks", "verdicts", "calls", "consents", "webhooks"));
        FeedKeys.Made key =
                server.bean(FeedKeys.class).make(new Inspector(UUID.randomUUID()), "Autorité Exemple", Keys.ANYWHERE);
        authority = new Program(server.address(), key.text());
    }

    /** The program that may ask for this address. */
    private static Program allowed(String path) {
        return path.startsWith("/api/v1/complaint-feed") ? authority : program;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() {
        Set<String> routes = server.bean(AccessTable.class).lines().stream()
                .filter(OpenApiIT::isApi)
                .map(OpenApiIT::route)
                .collect(Collectors.toCollection(TreeSet::new));
        // HEAD is asked wherever GET is, and has no line of its own.
        assertThat(Description.routes().stream().filter(route -> !route.startsWith("HEAD ")))
                .containsExactlyElementsOf(routes);
    }

    /** By id and without: what would not be found is refused in the same way, too. */
    @Test
    void headSaysWhatGetWould() {
        JsonNode done = program.submitted("head.csv", "", Program.bytes("0639980002\n"));
        String submission = done.get("id").asString();
        for (AccessTable.Line line : server.bean(AccessTable.class).lines()) {
            if (isApi(line) && line.method().equals("GET")) {
                String path = line.pattern()
                        .getPatternString()
                        .replace("{kind}", "opposed")
                        .replace("{id}", submission);
                HttpResponse<byte[]> head = allowed(path).send("HEAD", path, BodyPublishers.noBody());
                HttpResponse<byte[]> get = allowed(path).get(path);
                assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode());
                assertThat(head.body()).as(path).isEmpty();
                for (String name : List.of("Content-Type", "Content-Disposition", "Digest", "ETag")) {
                    assertThat(head.headers().firstValue(name))
                            .as("%s of %s", name, path)
                            .isEqualTo(get.headers().firstValue(name));
                }
            }
        }
    }

    @Test
    void unknownFieldIsRefusedByNameWhereverJsonIsSent() {
        List<String> asked = new ArrayList<>();
        Description.openApi()
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (operation.at("/requestBody/content/application~1json").isObject()) {
                        HttpResponse<byte[]> answer = program.send(
                                method.toUpperCase(java.util.Locale.ROOT),
                                path.replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000004"),
                                BodyPublishers.ofString("{\"mispelt\":null}"),
                                "Content-Type",
                                "application/json");
                        assertThat(Program.problem(answer)).as(path).isEqualTo("422 BT-0632");
                        assertThat(Program.json(answer).get("detail").asString())
                                .as(path)
                                .contains("mispelt");
                        assertThat(Program.json(answer).at("/errors/0/pointer").asString())
                                .isEqualTo("/mispelt");
                        asked.add(path);
                    }
                }));
        assertThat(asked).hasSizeGreaterThanOrEqualTo(8).contains("/api/v1/checks", "/api/v1/webhooks");
    }

    /** What is not read might change the answer. A look-up takes no query at all, whose name might be a number. */
    @Test
    void unknownNameInAQueryIsRefusedByEveryAddress() {
        List<String> asked = new ArrayList<>();
        Description.openApi()
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (path.startsWith("/api/v1/") && operation.has("responses") && !method.equals("head")) {
                        String type = operation.at("/requestBody/content").propertyNames().stream()
                                .findFirst()
                                .orElse("application/json");
                        HttpResponse<byte[]> answer = allowed(path)
                                .send(
                                        method.toUpperCase(java.util.Locale.ROOT),
                                        path.replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000004")
                                                + "?mispelt=1",
                                        BodyPublishers.noBody(),
                                        "Content-Type",
                                        type);
                        boolean lookUp = path.endsWith("/checks") || path.endsWith("/dial");
                        assertThat(Program.problem(answer))
                                .as(method + " " + path)
                                .isEqualTo(lookUp ? "400 BT-0701" : "422 BT-0632");
                        if (!lookUp) {
                            assertThat(Program.json(answer).get("detail").asString())
                                    .as(method + " " + path)
                                    .contains("mispelt", known(operation));
                        }
                        asked.add(method + " " + path);
                    }
                }));
        assertThat(asked).hasSizeGreaterThan(30);
        assertThat(Program.problem(program.get("/api/v1/campaigns?06+39+98+00+01=")))
                .isEqualTo("422 BT-0632");
        assertThat(Program.text(program.get("/api/v1/campaigns?06+39+98+00+01=")))
                .doesNotContain("39 98", "39+98");
    }

    /** The names that a query may have, as the refusal has them. */
    private static String known(JsonNode operation) {
        String names = operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals("query"))
                .map(parameter -> parameter.get("name").asString())
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "—" : names;
    }

    @Test
    void certificateComesInTheFormThatIsPreferredAndHasAName() {
        JsonNode done = program.submitted("forms.csv", "", Program.bytes("0639980004\n"));
        String path = "/api/v1/submissions/" + done.get("id").asString() + "/certificate";
        String name =
                "attachment; filename=\"certificate-" + done.get("certificate").asString();
        assertForm(program.get(path), "application/json", name + ".json\"");
        assertForm(program.get(path, "Accept", "application/jose"), "application/jose", name + ".jws\"");
        assertForm(program.get(path, "Accept", "application/pdf"), "application/pdf", name + ".pdf\"");
        String all = "application/pdf;q=0.4, application/jose;q=0.5, application/json;q=0.3";
        assertForm(program.get(path, "Accept", all), "application/jose", name + ".jws\"");
        // What generated clients send: all that the description has.
        String described = "application/json, application/jose, application/pdf, application/problem+json";
        assertForm(program.get(path, "Accept", described), "application/json", name + ".json\"");
        assertForm(program.get(path + ".jws"), "application/jose", name + ".jws\"");
        assertForm(program.get(path + ".pdf"), "application/pdf", name + ".pdf\"");
        assertThat(program.get(path, "Accept", "json").statusCode()).isEqualTo(406);
    }

    private static void assertForm(HttpResponse<byte[]> answer, String type, String name) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith(name);
    }

    /** A file of 5,000 columns, none of them with a number, was refused in 76 KB. */
    @Test
    void refusalOfAWideFileIsShort() {
        String header = IntStream.range(0, 5000).mapToObj(i -> "Champ " + i).collect(Collectors.joining(";"));
        JsonNode done = program.submitted("large.csv", "", Program.bytes(header + "\n" + "x;".repeat(4999) + "x\n"));
        assertThat(done.at("/refusal/code").asString()).isEqualTo("BT-0408");
        assertThat(done.at("/refusal/detail").asString())
                .contains("Champ 0, Champ 1, ")
                .hasSizeLessThan(1000);
        assertThat(done.toString()).hasSizeLessThan(4000);
    }

    @Test
    void scopesAreThoseOfTheAccessTable() {
        for (AccessTable.Line line : server.bean(AccessTable.class).lines()) {
            if (isApi(line)) {
                JsonNode security = Description.openApi()
                        .get("paths")
                        .get(line.pattern().getPatternString())
                        .get(line.method().toLowerCase(java.util.Locale.ROOT))
                        .get("security");
                String access = security.isEmpty()
                        ? "anyone"
                        : "key " + security.get(0).get("key").get(0).asString();
                assertThat(access)
                        .as(route(line))
                        .isEqualTo(line.rule().toString().replace(", bound or not", ""));
            }
        }
    }

    private static boolean isApi(AccessTable.Line line) {
        String pattern = line.pattern().getPatternString();
        return pattern.startsWith("/api/") || pattern.startsWith("/.well-known/jwks");
    }

    private static String route(AccessTable.Line line) {
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
        program.send(
                "POST",
                "/api/v1/certificates/" + done.get("certificate").asString() + "/comparisons",
                BodyPublishers.ofString("{\"sha256\":\"" + done.get("sha256").asString() + "\"}"),
                "Content-Type",
                "application/json");
    }

    /** What cannot be answered in an accepted form is described, and changes nothing. A call that is dialled: {@code BothPortsIT}. */
    @Test
    void typeThatNoAnswerHasIsRefusedWhereItIsDescribed() {
        Set<String> minded = new TreeSet<>();
        Set<String> described = new TreeSet<>();
        Description.openApi()
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (method.equals("head")
                            || path.endsWith("/dial")
                            || (path.contains("{") && !method.matches("post|put"))) {
                        return;
                    }
                    String type = operation.at("/requestBody/content").propertyNames().stream()
                            .findFirst()
                            .orElse("application/json");
                    HttpResponse<byte[]> answer = allowed(path)
                            .send(
                                    method.toUpperCase(java.util.Locale.ROOT),
                                    path.replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000004"),
                                    BodyPublishers.noBody(),
                                    "Content-Type",
                                    type,
                                    "Accept",
                                    "application/x-none");
                    if (answer.statusCode() == 406) {
                        assertThat(Program.problem(answer)).isEqualTo("406 BT-0711");
                        minded.add(method + " " + path);
                    }
                    if (operation.get("responses").has("406")) {
                        described.add(method + " " + path);
                    }
                }));
        assertThat(minded).isEqualTo(described).hasSizeGreaterThan(20);
    }

    /** A program that names no language reads English, in words for programs; a person's browser goes on reading French. */
    @Test
    void problemsAreInEnglishUnlessFrenchIsPreferred() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String languages : List.of("", "de", "*", "en, fr;q=0.5", "x".repeat(501), "?")) {
                JsonNode problem = problem(client, languages);
                assertThat(problem.get("title").asString()).as(languages).isEqualTo("Method not allowed");
                assertThat(problem.get("cure").asString())
                        .as(languages)
                        .contains("Allow")
                        .doesNotContain("page", "form");
            }
            assertThat(problem(client, "fr").get("title").asString()).isEqualTo("Méthode refusée");
            assertThat(problem(client, "de, fr;q=0.1").get("title").asString()).isEqualTo("Méthode refusée");
            HttpResponse<String> page = client.send(
                    HttpRequest.newBuilder(server.address().resolve("/nulle-part"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(page.body()).contains("Page introuvable", "partez de l’accueil");
        }
    }

    private static JsonNode problem(HttpClient client, String languages) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve("/api/v1/usage"))
                .DELETE();
        if (!languages.isEmpty()) {
            request.header("Accept-Language", languages);
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(405);
        JsonNode problem = Program.json(answer);
        assertThat(answer.headers().firstValue("Content-Language"))
                .hasValue(problem.get("title").asString().startsWith("Mé") ? "fr" : "en");
        return problem;
    }

    /** Line and column of the fault; of what stands there, nothing. */
    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        for (String path : List.of("/api/v1/checks", "/api/v1/verdicts", "/api/v1/calls", "/api/v1/webhooks")) {
            HttpResponse<byte[]> answer = program.send(
                    "POST",
                    path,
                    BodyPublishers.ofString("{\n \"numbers\": [0639980001]}"),
                    "Content-Type",
                    "application/json");
            assertThat(Program.problem(answer)).as(path).isEqualTo("400 BT-0732");
            assertThat(Program.json(answer).get("detail").asString())
                    .as(path)
                    .contains("ligne 2, colonne 15")
                    .doesNotContain("39");
        }
        String digest = "{\"sha256\":\n\n'0'}";
        HttpResponse<byte[]> compared = program.send(
                "POST",
                "/api/v1/certificates/00000000-0000-0000-0000-000000000000/comparisons",
                BodyPublishers.ofString(digest),
                "Content-Type",
                "application/json");
        assertThat(Program.json(compared).get("detail").asString()).contains("ligne 3, colonne 1");
    }

    /** A number is no text, a text no truth value: nothing is turned into what a field wants. */
    @Test
    void valueOfAnotherTypeIsRefusedAtItsField() {
        for (String body : List.of(
                "{\"numbers\":[639980002]}",
                "{\"numbers\":[true]}",
                "{\"numbers\":[null]}",
                "{\"numbers\":[[\"0639980002\"]]}",
                "{\"numbers\":\"0639980002\"}",
                "{\"numbers\":{\"0\":\"0639980002\"}}",
                "[\"0639980002\"]")) {
            HttpResponse<byte[]> answer = program.send(
                    "POST", "/api/v1/checks", BodyPublishers.ofString(body), "Content-Type", "application/json");
            assertThat(answer.statusCode()).as(body).isIn(400, 422);
        }
        HttpResponse<byte[]> twice = program.send(
                "POST",
                "/api/v1/checks",
                BodyPublishers.ofString("{\"numbers\":[\"0639980002\"],\"numbers\":[\"0639980001\"]}"),
                "Content-Type",
                "application/json");
        assertThat(twice.statusCode()).as("a field that stands twice").isIn(400, 422);
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
