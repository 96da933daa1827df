package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.authority.complaint.Inspector;
import org.openbloctel.registry.authority.feed.FeedKeys;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.programs.Description;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every value of every body and query that the API describes is replaced by what no program means. Each answer is one that is described, none
 * is a fault of the server, and none repeats a text that may hold a number. What the description gains is sent without a change here.
 */
final class HostileBodiesIT {
    private static final String ID = "00000000-0000-4000-8000-000000000004";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String QUOTED = "0639987654";

    private static final List<String> HOSTILE = List.of(
            "null",
            "true",
            "1",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"a\\u0000b " + QUOTED + "\"",
            "\"\\ud800\"",
            "\"<script>boom</script>\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01\"",
            "\"9999-12-31T23:59:59+18:00\"",
            "\"2027-02-29T10:00:00Z\"",
            "\"0000-01-01\"",
            "\"" + "x".repeat(5_000) + "\"",
            "[]",
            "[[]]",
            "{}",
            "{\"" + QUOTED + "\":[]}");

    private static final List<String> TYPED = List.of(
            "",
            "a\0b",
            "-1",
            "0",
            "9223372036854775807",
            "99999999999999999999",
            "+999999999-12-31",
            "-999999999-01-01",
            "9999-12-31",
            "2027-02-29",
            "x".repeat(2_000),
            QUOTED,
            "\ud83d\udcde");

    private static ServerFixture server;
    private static Program program;
    private static Program authority;

    private final List<String> wrong = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = ServerFixture.start(
                "openbloctel.http.requests-a-minute.address=100000",
                "openbloctel.http.requests-a-minute.company=100000");
        Caller caller = new Caller(server, "000000018", "Exemple").withPlan(10, 10);
        program = new Program(
                server.address(),
                caller.key(
                        "obl_live_0000000001", "submissions", "checks", "verdicts", "calls", "consents", "webhooks"));
        FeedKeys.Made key =
                server.bean(FeedKeys.class).make(new Inspector(UUID.randomUUID()), "Autorité Exemple", Keys.ANYWHERE);
        authority = new Program(server.address(), key.text());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void send(Program by, String method, String path, String body, String what) {
        sent.incrementAndGet();
        try {
            HttpResponse<byte[]> answer = body.isEmpty()
                    ? by.get(path)
                    : by.send(method, path, BodyPublishers.ofString(body), "Content-Type", "application/json");
            if (answer.statusCode() >= 500) {
                wrong.add(answer.statusCode() + " " + what);
            } else if (answer.statusCode() >= 400 && Program.text(answer).contains(QUOTED)) {
                wrong.add("repeats a number: " + what);
            }
        } catch (AssertionError notDescribed) {
            wrong.add(what + ": " + notDescribed.getMessage());
        }
    }

    @Test
    void valueOfABodyIsRefusedAsItIsDescribed() {
        Description.openApi()
                .get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    JsonNode example = operation.at("/requestBody/content/application~1json/example");
                    if (example.isObject()) {
                        for (String place : places("", example, new ArrayList<>())) {
                            for (String value : HOSTILE) {
                                String body = replaced(example, place, value);
                                send(
                                        program,
                                        method.toUpperCase(Locale.ROOT),
                                        path.replace("{id}", "00000000-0000-0000-0000-000000000001"),
                                        body,
                                        path + place + " = " + shown(value));
                            }
                        }
                    }
                }));
        assertThat(wrong).isEmpty();
        assertThat(sent.get()).as("bodies that were sent").isGreaterThan(500);
    }

    @Test
    void valueOfAQueryIsRefusedAsItIsDescribed() {
        Description.openApi().get("paths").forEachEntry((path, item) -> {
            for (JsonNode parameter : item.at("/get/parameters")) {
                if (parameter.path("in").asString("").equals("query")) {
                    Program by = path.startsWith("/api/v1/complaint-feed") ? authority : program;
                    for (String value : TYPED) {
                        String query = "?" + parameter.get("name").asString() + "="
                                + URLEncoder.encode(value, StandardCharsets.UTF_8);
                        send(by, "GET", path.replace("{id}", ID) + query, "", path + query);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(sent.get()).as("queries that were sent").isGreaterThan(100);
    }

    /** The place of each value, as a pointer. */
    private static List<String> places(String at, JsonNode node, List<String> all) {
        if (!at.isEmpty()) {
            all.add(at);
        }
        if (node instanceof ObjectNode object) {
            object.forEachEntry((name, value) -> places(at + "/" + name, value, all));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places(at + "/" + i, array.get(i), all);
            }
        }
        return all;
    }

    /** As text: a number that JSON allows and Java does not keep stays as it was written. */
    private static String replaced(JsonNode example, String place, String value) {
        JsonNode copy = example.deepCopy();
        int last = place.lastIndexOf('/');
        String name = place.substring(last + 1);
        JsonNode parent = last == 0 ? copy : copy.at(place.substring(0, last));
        String mark = "@here@";
        if (parent instanceof ObjectNode object) {
            object.put(name, mark);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), mark);
        }
        return JSON.writeValueAsString(copy).replace("\"" + mark + "\"", value);
    }

    private static String shown(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
