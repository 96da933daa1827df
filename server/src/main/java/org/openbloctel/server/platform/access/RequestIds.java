package org.openbloctel.server.platform.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids by which a client finds its request among the lines of a log, as far as they are safe to write there: none that could be a phone
 * number, and nothing that could begin a line. Stateless.
 */
public final class RequestIds {
    public static final String REQUEST_ID = "X-Request-Id";

    /** Of the <a href="https://www.w3.org/TR/trace-context/">W3C's trace context</a>. */
    public static final String TRACE_PARENT = "traceparent";

    private static final Pattern HEX =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9](?:[._-]*[0-9]){8}");
    private static final Pattern TRACE = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

    private RequestIds() {}

    /** The id that was sent; null without one, or for one that is not safe. */
    public static @Nullable String request(@Nullable String sent) {
        boolean safe = sent != null
                && (HEX.matcher(sent).matches()
                        || (ID.matcher(sent).matches() && !NUMBER.matcher(sent).find()));
        return safe ? sent : null;
    }

    /** The id of the trace that a header names; null without one, or where the header is malformed. */
    public static @Nullable String trace(@Nullable String parent) {
        Matcher parts = TRACE.matcher(parent == null ? "" : parent);
        return parts.matches() && !isZero(parts.group(1)) && !isZero(parts.group(2)) ? parts.group(1) : null;
    }

    private static boolean isZero(String hex) {
        return hex.chars().allMatch(digit -> digit == '0');
    }
}
