package org.openbloctel.server.list.lookup;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.programs.JsonBody;

/**
 * The form that connectors post ({@code number=06…&campaign=…}), read in the same way on both ports. As strict as JSON: another
 * field, or the same one twice, is refused. Stateless.
 */
final class DialForm {
    static final Set<String> FIELDS = JsonBody.sorted("campaign", "number");

    private DialForm() {}

    /** The fields of a body. Throws a refusal. */
    static Map<String, String> read(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        String text = new String(body, StandardCharsets.UTF_8);
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            JsonBody.requireKnown("", name, FIELDS);
            if (fields.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                throw new RefusedException(new RequestRefusal.FieldTwice(name));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
    }
}
