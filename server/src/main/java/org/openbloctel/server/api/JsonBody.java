package org.openbloctel.server.api;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON object of a request. A field that the description does not know is refused, and one that stands twice: a misspelt name or a
 * value that another reader would not take must not change what an answer rests on. Stateless.
 */
final class JsonBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** How the parser says it. */
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    private static final int MAX_NAME = 40;

    private JsonBody() {}

    /** The root of a body that may have these fields. Throws a refusal. */
    static JsonNode root(byte[] body, Set<String> known) {
        JsonNode root = parsed(body, body.length);
        if (!root.isObject()) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
        requireKnown("", root, known);
        return root;
    }

    /** What a body holds, whatever it is. Throws a refusal. */
    static JsonNode parsed(byte[] body, int length) {
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
        }
        throw new RefusedException(new RequestRefusal.Unreadable());
    }

    /**
     * Throws a refusal when an object has another field.
     *
     * @param prefix where the object stands: empty for the root, else with a dot at its end
     */
    static void requireKnown(String prefix, JsonNode object, Set<String> known) {
        for (String name : object.propertyNames()) {
            requireKnown(prefix, name, known);
        }
    }

    /** Throws a refusal when a field is not among those that are known. */
    static void requireKnown(String prefix, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new RefusedException(new RequestRefusal.UnknownField(prefix + shown(name), String.join(", ", known)));
        }
    }

    /** A sender's name for a field, short and without what might be a phone number. */
    static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", " ").replaceAll("[0-9][0-9 .-]{3,}", "…");
        return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "…" : plain;
    }
}
