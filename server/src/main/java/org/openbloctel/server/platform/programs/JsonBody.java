package org.openbloctel.server.platform.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON object of a request. A field that the description does not know is refused, and one that stands twice: a misspelt name or a
 * value that another reader would not take must not change what an answer rests on. Stateless.
 */
public final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** How the parser says it. */
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    /** The one character that PostgreSQL keeps in no text. */
    private static final char NUL = 0;

    private static final int MAX_NAME = 40;

    private JsonBody() {}

    /** The root of a body that may have these fields. Throws a refusal. */
    public static JsonNode root(byte[] body, Set<String> known) {
        JsonNode root = parsed(body, body.length);
        if (!root.isObject()) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
        requireKnown("", root, known);
        return root;
    }

    /** What a body holds, of any type. Throws a refusal. */
    public static JsonNode parsed(byte[] body, int length) {
        try {
            JsonNode root = JSON.readTree(body, 0, length);
            if (root != null) {
                return root;
            }
        } catch (JacksonException e) {
            // What the parser says quotes the body: of that, only the name of a field is told.
            Matcher twice = TWICE.matcher(String.valueOf(e.getOriginalMessage()));
            if (twice.matches()) {
                throw new RefusedException(new RequestRefusal.FieldTwice(shown(twice.group(1))));
            }
            throw new RefusedException(malformed(e));
        }
        throw new RefusedException(new RequestRefusal.Unreadable());
    }

    /** Where the parser stopped, and nothing of what stands there. */
    static Refusal malformed(JacksonException fault) {
        TokenStreamLocation place = fault.getLocation();
        return place == null || place.getLineNr() < 1
                ? new RequestRefusal.Unreadable()
                : new RequestRefusal.MalformedJson(place.getLineNr(), place.getColumnNr());
    }

    /**
     * Throws a refusal when an object has another field.
     *
     * @param prefix where the object stands: empty for the root, else with a dot at its end
     */
    public static void requireKnown(String prefix, JsonNode object, Set<String> known) {
        for (String name : object.propertyNames()) {
            requireKnown(prefix, name, known);
        }
    }

    /** Throws a refusal when a field is not among those that are known. */
    public static void requireKnown(String prefix, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new RefusedException(new RequestRefusal.UnknownField(prefix + shown(name), String.join(", ", known)));
        }
    }

    /** A sender's name for a field, short and without what might be a phone number. */
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", " ").replaceAll("[0-9][0-9 .-]{3,}", "…");
        return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "…" : plain;
    }

    /** Names of fields, in alphabetical order. */
    public static Set<String> sorted(String... names) {
        return new TreeSet<>(Set.of(names));
    }

    /**
     * The items of the body's one list. An item that cannot be read becomes one with a fault; the others stay.
     *
     * @param name of the list
     */
    public static <T> List<T> items(
            byte[] body, String name, Function<JsonNode, T> read, BiFunction<JsonNode, Refusal, T> unreadable) {
        JsonNode items = root(body, Set.of(name)).get(name);
        if (items == null || !items.isArray()) {
            throw new RefusedException(new RequestRefusal.UnreadableField(name));
        }
        List<T> list = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            try {
                list.add(read.apply(item));
            } catch (RefusedException e) {
                list.add(unreadable.apply(item, e.refusal()));
            }
        }
        return list;
    }

    /**
     * Throws a refusal when this is no object or has another field.
     *
     * @param field where the object stands; empty for an item of the list
     */
    public static void requireObject(String field, JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            throw new RefusedException(new LawRefusal.UnknownValue(field.isEmpty() ? "calls" : field));
        }
        requireKnown(field.isEmpty() ? "" : field + ".", node, known);
    }

    /** The text by which a sender knows an item that could not be read; null where it cannot be read either. */
    public static @Nullable String named(JsonNode node, String name) {
        JsonNode value = node.get(name);
        boolean text = value != null && value.isString() && value.stringValue().indexOf(NUL) < 0;
        return text ? value.stringValue() : null;
    }

    /** A text; null where there is none. */
    public static @Nullable String text(String prefix, JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.stringValue().indexOf(NUL) >= 0) {
            throw new RefusedException(new LawRefusal.UnknownValue(prefix + name));
        }
        return value.stringValue();
    }

    /** A boolean; null where there is none. */
    public static @Nullable Boolean flag(String prefix, JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new RefusedException(new LawRefusal.UnknownValue(prefix + name));
        }
        return value.booleanValue();
    }

    /** Texts; null where there are none. */
    public static @Nullable List<String> texts(String field, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node) {
            if (!one.isString() || one.stringValue().indexOf(NUL) >= 0) {
                throw new RefusedException(new LawRefusal.UnknownValue(field));
            }
            texts.add(one.stringValue());
        }
        if (!node.isArray()) {
            throw new RefusedException(new LawRefusal.UnknownValue(field));
        }
        return texts;
    }
}
