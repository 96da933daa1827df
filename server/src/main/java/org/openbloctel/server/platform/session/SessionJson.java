package org.openbloctel.server.platform.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.servlet.FlashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The attributes of a session as JSON. Each value is an object of one field, which names its type; a value of another type is refused when
 * it is written, and left out when it is read: a newer version may have written it. Stateless.
 */
final class SessionJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SessionJson() {}

    static String write(Map<String, Object> attributes) {
        ObjectNode all = JSON.createObjectNode();
        attributes.forEach((name, value) -> all.set(name, written(name, value)));
        return JSON.writeValueAsString(all);
    }

    static Map<String, Object> read(String content) {
        Map<String, Object> attributes = new HashMap<>();
        JSON.readTree(content).properties().forEach(attribute -> {
            Object value = value(attribute.getValue());
            if (value != null) {
                attributes.put(attribute.getKey(), value);
            }
        });
        return attributes;
    }

    private static ObjectNode written(String name, Object value) {
        ObjectNode node = JSON.createObjectNode();
        switch (value) {
            case String text -> node.put("text", text);
            case Instant instant -> node.put("instant", instant.toString());
            case UUID id -> node.put("id", id.toString());
            case SecurityContext context
            when context.getAuthentication() != null
                    && context.getAuthentication().getPrincipal() instanceof SignedIn who -> node.set("who", who(who));
            case List<?> list -> {
                ArrayNode items = node.putArray("list");
                for (Object item : list) {
                    items.add(written(name, item));
                }
            }
            case FlashMap shown -> node.set("shown", shown(name, shown));
            default -> throw new IllegalArgumentException("a session holds no " + value.getClass() + ": " + name);
        }
        return node;
    }

    private static @Nullable Object value(JsonNode node) {
        Map.Entry<String, JsonNode> typed = node.properties().iterator().next();
        JsonNode value = typed.getValue();
        return switch (typed.getKey()) {
            case "text" -> value.asString();
            case "instant" -> Instant.parse(value.asString());
            case "id" -> UUID.fromString(value.asString());
            case "who" -> {
                SignedIn who = who(value);
                yield who == null ? null : SignIn.context(who);
            }
            case "list" -> {
                List<Object> items = new ArrayList<>();
                value.forEach(item -> {
                    Object read = value(item);
                    if (read != null) {
                        items.add(read);
                    }
                });
                yield items;
            }
            case "shown" -> shown(value);
            default -> null;
        };
    }

    private static ObjectNode who(SignedIn who) {
        ObjectNode node = JSON.createObjectNode();
        switch (who) {
            case SignedIn.Consumer consumer ->
                node.put("kind", "consumer").put("id", consumer.id().toString());
            case SignedIn.Member member ->
                node.put("kind", "member")
                        .put("id", member.id().toString())
                        .put("company", member.company().toString())
                        .put("role", member.role().name())
                        .put("secondFactor", member.secondFactor());
            case SignedIn.Staff staff ->
                node.put("kind", "staff").put("id", staff.id().toString()).put("secondFactor", staff.secondFactor());
            case SignedIn.Inspector inspector ->
                node.put("kind", "inspector")
                        .put("id", inspector.id().toString())
                        .put("rank", inspector.rank().name())
                        .put("secondFactor", inspector.secondFactor());
            case SignedIn.Key key -> throw new IllegalArgumentException("a key has no session");
        }
        return node;
    }

    /** The person; null where a newer version wrote a kind, role or rank that this one does not know. */
    private static @Nullable SignedIn who(JsonNode node) {
        return switch (node.get("kind").asString()) {
            case "consumer" -> new SignedIn.Consumer(id(node, "id"));
            case "member" -> {
                String name = node.get("role").asString();
                yield Arrays.stream(SignedIn.Role.values())
                        .filter(role -> role.name().equals(name))
                        .findFirst()
                        .map(role -> new SignedIn.Member(
                                id(node, "id"),
                                id(node, "company"),
                                role,
                                node.get("secondFactor").asBoolean()))
                        .orElse(null);
            }
            case "staff" ->
                new SignedIn.Staff(id(node, "id"), node.get("secondFactor").asBoolean());
            case "inspector" -> {
                String name = node.get("rank").asString();
                yield Arrays.stream(SignedIn.Rank.values())
                        .filter(rank -> rank.name().equals(name))
                        .findFirst()
                        .map(rank -> new SignedIn.Inspector(
                                id(node, "id"), rank, node.get("secondFactor").asBoolean()))
                        .orElse(null);
            }
            default -> null;
        };
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(node.get(field).asString());
    }

    private static ObjectNode shown(String name, FlashMap shown) {
        ObjectNode node = JSON.createObjectNode();
        node.put("path", shown.getTargetRequestPath()).put("until", shown.getExpirationTime());
        ObjectNode query = node.putObject("query");
        shown.getTargetRequestParams().forEach((key, values) -> values.forEach(query.putArray(key)::add));
        ObjectNode texts = node.putObject("model");
        shown.forEach((key, value) -> texts.set(key, written(name + " " + key, value)));
        return node;
    }

    private static FlashMap shown(JsonNode node) {
        FlashMap shown = new FlashMap();
        shown.setTargetRequestPath(
                node.get("path").isNull() ? null : node.get("path").asString());
        shown.setExpirationTime(node.get("until").asLong());
        node.get("query")
                .properties()
                .forEach(field -> field.getValue()
                        .forEach(value -> shown.addTargetRequestParam(field.getKey(), value.asString())));
        node.get("model").properties().forEach(field -> {
            Object value = value(field.getValue());
            if (value != null) {
                shown.put(field.getKey(), value);
            }
        });
        return shown;
    }
}
