package org.openbloctel.server.list.lookup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.programs.JsonBody;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of {@code POST /api/v1/checks}: {@code {"numbers":["06…"],"campaign":null}}. Nearly all bodies are plain ASCII
 * without escapes; they are read in place, without an object for each number. A body that is not so plain goes to Jackson, and
 * means the same (a test compares).
 */
final class CheckRequest {
    private static final Set<String> KNOWN = JsonBody.sorted("campaign", "numbers");
    private static final byte[] NUMBERS = "numbers".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CAMPAIGN = "campaign".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] body;
    private final int length;
    private int at;
    private int[] from = new int[16];
    private int[] to = new int[16];
    private int size;

    private CheckRequest(byte[] body, int length) {
        this.body = body;
        this.length = length;
    }

    /** The numbers of a body. Throws a refusal when it cannot be read. */
    static Written read(byte[] body, int length) {
        Written plain = new CheckRequest(body, length).plain();
        return plain != null ? plain : any(body, length);
    }

    /** The numbers of a plain body, or null when it is not so plain. */
    private @Nullable Written plain() {
        boolean numbers = false;
        boolean campaign = false;
        if (!take('{')) {
            return null;
        }
        do {
            int start = text();
            if (start < 0) {
                return null;
            }
            int end = at - 1;
            if (!take(':')) {
                return null;
            }
            if (!numbers && Arrays.equals(body, start, end, NUMBERS, 0, NUMBERS.length)) {
                numbers = array();
                if (!numbers) {
                    return null;
                }
            } else if (!campaign && Arrays.equals(body, start, end, CAMPAIGN, 0, CAMPAIGN.length)) {
                campaign = nothing();
                if (!campaign) {
                    return null;
                }
            } else {
                return null;
            }
        } while (take(','));
        return take('}') && blank() && numbers ? new Written(body, from, to, size) : null;
    }

    private boolean array() {
        if (!take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        do {
            int start = text();
            if (start < 0) {
                return false;
            }
            if (size == from.length) {
                from = Arrays.copyOf(from, size * 2);
                to = Arrays.copyOf(to, size * 2);
            }
            from[size] = start;
            to[size] = at - 1;
            size++;
        } while (take(','));
        return take(']');
    }

    /** Passes over a text without escapes; returns where it begins behind its quote, or -1. */
    private int text() {
        if (!take('"')) {
            return -1;
        }
        int start = at;
        byte[] b = body;
        int i = at;
        while (i + Long.BYTES <= length && !CheckAnswer.isUnusual(b, i)) {
            i += Long.BYTES;
        }
        while (i < length && b[i] != '"') {
            if (b[i] < ' ' || b[i] == '\\') {
                return -1; // a byte above 127 is negative: below the blank too
            }
            i++;
        }
        at = i + 1;
        return i < length ? start : -1;
    }

    private boolean nothing() {
        skip();
        if (at + NULL.length <= length && Arrays.equals(body, at, at + NULL.length, NULL, 0, NULL.length)) {
            at += NULL.length;
            return true;
        }
        return false;
    }

    private boolean take(char wanted) {
        skip();
        if (at < length && body[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private boolean blank() {
        skip();
        return at == length;
    }

    private void skip() {
        while (at < length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    private static Written any(byte[] body, int length) {
        JsonNode root = JsonBody.parsed(body, length);
        JsonBody.requireKnown("", root, KNOWN);
        JsonNode numbers = root.get("numbers");
        if (numbers == null || !numbers.isArray()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("numbers"));
        }
        JsonNode campaign = root.get("campaign");
        if (campaign != null && !campaign.isNull()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("campaign"));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode number : numbers) {
            if (!number.isString()) {
                throw new RefusedException(new RequestRefusal.UnreadableField("numbers/" + texts.size()));
            }
            texts.add(number.stringValue());
        }
        return Written.of(texts);
    }
}
