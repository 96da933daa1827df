package org.openbloctel.server.platform.programs;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** Reads the parts that requests of the API share: a body of limited length and the key to repeat a request under. Stateless. */
public final class ApiRequest {
    /** The header with the key to repeat a request under. */
    public static final String KEY_HEADER = "Idempotency-Key";

    private static final int MAX_KEY = 255;

    private ApiRequest() {}

    /** The body; refuses one of more bytes. */
    public static byte[] body(HttpServletRequest request, int maxBytes) throws IOException {
        if (request.getContentLengthLong() > maxBytes) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        return body;
    }

    /** The key under which a request may be sent again, of 1 to 255 visible characters. */
    public static Optional<String> idempotencyKey(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders(KEY_HEADER));
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String key = given.getFirst().strip();
        // The draft standard writes it as a string in quotes; most programs do not.
        String bare = key.length() > 2 && key.startsWith("\"") && key.endsWith("\"")
                ? key.substring(1, key.length() - 1)
                : key;
        boolean visible = bare.chars().allMatch(c -> c > ' ' && c < 127);
        if (given.size() > 1 || bare.isEmpty() || bare.length() > MAX_KEY || !visible) {
            throw unreadable(KEY_HEADER);
        }
        return Optional.of(bare);
    }

    /** A name or value of a query. */
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
    }

    /** The refusal of a field, parameter or header that cannot be read. */
    public static RefusedException unreadable(@Nullable String field) {
        return new RefusedException(new RequestRefusal.UnreadableField(String.valueOf(field)));
    }
}
