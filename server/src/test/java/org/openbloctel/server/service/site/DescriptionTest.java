package org.openbloctel.server.service.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.server.platform.programs.Description;
import tools.jackson.databind.JsonNode;

/** The description by itself: what a reader, or a program that makes a client of it, needs to find there. */
final class DescriptionTest {
    private static final JsonNode OPENAPI = Description.openApi();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** A part of an operation that has content: what is sent, or what is answered with success. */
    private record Content(String where, String type, JsonNode media) {}

    private static List<Content> contents() {
        List<Content> found = new ArrayList<>();
        OPENAPI.get("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        String name = method + " " + path;
                        add(found, name + " request", operation.path("requestBody"));
                        operation.get("responses").forEachEntry((status, response) -> {
                            if (status.startsWith("2")) {
                                add(found, name + " " + status, response);
                            }
                        });
                    }
                }));
        OPENAPI.get("webhooks").forEachEntry((type, item) -> add(found, type, item.at("/post/requestBody")));
        return found;
    }

    private static void add(List<Content> found, String where, JsonNode part) {
        part.path("content").forEachEntry((type, media) -> found.add(new Content(where, type, media)));
    }

    @Test
    void versionIsSemantic() {
        assertThat(OPENAPI.at("/info/version").asString()).matches("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)");
    }

    @Test
    void eachRequestAndAnswerInJsonHasAnExampleOfItsSchema() {
        List<String> without = new ArrayList<>();
        for (Content content : contents()) {
            JsonNode example = content.media().path("example");
            if (content.type().endsWith("json") && example.isMissingNode()) {
                without.add(content.where());
            } else if (content.type().endsWith("json") || content.type().endsWith("urlencoded")) {
                Description.requireValid(content.where(), content.media().get("schema"), example);
            }
        }
        // A certificate is long, and its format has a page of its own; the description does not hold itself.
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "get /api/v1/submissions/{id}/certificate 200",
                        "get /api/v1/certificates/{id} 200",
                        "get /api/v1/openapi.json 200");
    }

    @Test
    void bytesAreDescribedAsBytes() {
        Set<String> bytes = Set.of("application/octet-stream", "application/offset+octet-stream", "application/pdf");
        List<Content> found = contents().stream()
                .filter(content -> bytes.contains(content.type()))
                .toList();
        assertThat(found).extracting(Content::where).contains("post /api/v1/submissions request");
        assertThat(found)
                .hasSizeGreaterThan(4)
                .allSatisfy(content -> assertThat(content.media().get("schema").toString())
                        .isEqualTo("{\"type\":\"string\",\"format\":\"binary\"}"));
        assertThat(contents()).extracting(Content::type).doesNotContain("*/*");
    }

    @Test
    void eventsAreThoseThatAreSent() {
        assertThat(OPENAPI.get("webhooks").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Event.Type.values()).map(Event.Type::code).toList());
        assertThatThrownBy(() -> Description.coversEvent("{\"type\":\"webhook.test\",\"data\":{}}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> Description.coversEvent("{\"type\":\"webhook.other\"}"))
                .isInstanceOf(AssertionError.class);
    }

    /** What is not described is refused: so every object of a request says that nothing else may be in it. */
    @Test
    void requestsAreClosed() {
        Set<String> open = new TreeSet<>();
        Set<String> objects = new TreeSet<>();
        for (Content content : contents()) {
            if (content.where().endsWith(" request")) {
                look(content.where(), content.media().path("schema"), objects, open);
            }
        }
        assertThat(objects).hasSizeGreaterThan(10);
        assertThat(open).isEmpty();
    }

    private static void look(String where, JsonNode schema, Set<String> objects, Set<String> open) {
        if (schema.has("$ref")) {
            look(where, OPENAPI.at(schema.get("$ref").asString().substring(1)), objects, open);
            return;
        }
        if (schema.has("properties")) {
            objects.add(where);
            if (!schema.path("additionalProperties").equals(tools.jackson.databind.node.BooleanNode.FALSE)) {
                open.add(where);
            }
            schema.get("properties").forEachEntry((name, one) -> look(where + " " + name, one, objects, open));
        }
        if (schema.has("items")) {
            look(where + " []", schema.get("items"), objects, open);
        }
    }

    /** A generator makes no type of an enumeration that does not say what it is one of. */
    @Test
    void enumerationsHaveATypeAndOperationsANameOfTheirOwn() {
        assertThat(OPENAPI.findParents("enum")).isNotEmpty().allSatisfy(node -> {
            if (node.get("enum").isArray()) {
                assertThat(node.has("type")).as(node.toString()).isTrue();
            }
        });
        List<String> names = OPENAPI.findValues("operationId").stream()
                .map(JsonNode::asString)
                .toList();
        assertThat(names.stream().collect(Collectors.toSet())).hasSameSizeAs(names);
    }

    @Test
    void whereGetWorksHeadIsDescribed() {
        OPENAPI.get("paths").forEachEntry((path, item) -> {
            assertThat(item.has("head")).as(path).isEqualTo(item.has("get"));
            if (item.has("get")) {
                assertThat(item.at("/head/parameters")).as(path).isEqualTo(item.at("/get/parameters"));
                assertThat(item.at("/head/security")).as(path).isEqualTo(item.at("/get/security"));
                assertThat(item.get("head").findValues("content")).as(path).isEmpty();
            }
        });
    }
}
