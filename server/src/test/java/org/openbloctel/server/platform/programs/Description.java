package org.openbloctel.server.platform.programs;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's description, and whether what a server answered is what it describes. Thread-safe. */
public final class Description {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode OPENAPI = read();
    private static final Map<String, Schema> KNOWN = new ConcurrentHashMap<>();

    private Description() {}

    private static JsonNode read() {
        try (InputStream in = Description.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("no openapi.json");
            }
            return JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. */
    public static JsonNode openApi() {
        return OPENAPI;
    }

    /** What is described: {@code GET /api/v1/submissions}. */
    public static Set<String> routes() {
        Set<String> routes = new TreeSet<>();
        OPENAPI.get("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry(
                        (method, operation) -> routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return routes;
    }

    /** Fails when the description does not know this answer, or says that it looks otherwise. */
    public static void covers(String method, String path, HttpResponse<byte[]> answer) {
        String asked = method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT);
        JsonNode operation = OPENAPI.get("paths")
                .propertyStream()
                .filter(entry -> matches(entry.getKey(), path))
                .map(entry -> entry.getValue().path(asked))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(null);
        String what = method + " " + path + " " + answer.statusCode();
        if (operation == null) {
            // Of what is not described only the problem is known.
            valid(what, OPENAPI.get("components").get("responses").get("404"), method, answer);
            return;
        }
        JsonNode response = operation.get("responses").path(Integer.toString(answer.statusCode()));
        if (response.has("$ref")) {
            response = OPENAPI.at(response.get("$ref").asString().substring(1));
        }
        if (!response.isObject()) {
            throw new AssertionError("not described: " + what + " " + Program.text(answer));
        }
        valid(what, response, method, answer);
    }

    private static boolean matches(String pattern, String path) {
        return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(path));
    }

    private static void valid(String what, JsonNode response, String method, HttpResponse<byte[]> answer) {
        if (method.equals("HEAD") || (answer.body().length == 0 && !response.has("content"))) {
            return;
        }
        String full = answer.headers().firstValue("Content-Type").orElse("none");
        if (full.startsWith("text/") && !full.toLowerCase(java.util.Locale.ROOT).contains("charset=")) {
            throw new AssertionError("no charset: " + what + " as " + full);
        }
        String type = full.replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        if (!content.isObject()) {
            throw new AssertionError("not described: " + what + " as " + type);
        }
        if (!type.endsWith("json")) {
            return;
        }
        requireValid(what, content.get("schema"), JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)));
    }

    /** Fails when an event that was sent is not as the description has it. */
    public static void coversEvent(String body) {
        JsonNode event = JSON.readTree(body);
        String type = event.path("type").asString("none");
        JsonNode schema = OPENAPI.get("webhooks").path(type).at("/post/requestBody/content/application~1json/schema");
        if (!schema.isObject()) {
            throw new AssertionError("not described: " + type);
        }
        requireValid(type, schema, event);
    }

    /** Fails when something is not as a schema of the description has it. */
    public static void requireValid(String what, JsonNode schema, JsonNode value) {
        List<Error> errors =
                KNOWN.computeIfAbsent(schema.toString(), Description::schema).validate(value);
        if (!errors.isEmpty()) {
            throw new AssertionError(
                    what + ": " + errors.stream().map(Error::toString).collect(Collectors.joining("; ")));
        }
    }

    /** A schema that stands alone: with all those that it may refer to. */
    private static Schema schema(String node) {
        ObjectNode whole = (ObjectNode) JSON.readTree(node);
        whole.set("$defs", OPENAPI.get("components").get("schemas"));
        return SCHEMAS.getSchema(JSON.readTree(whole.toString().replace("#/components/schemas/", "#/$defs/")));
    }
}
