package org.openbloctel.server.lookup;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/**
 * The head of a request of HTTP/1.1, of which only what checks and dialers need is kept. Refused are: line ends without a carriage return,
 * folded lines, blanks before a colon, two lengths, a coding of the transfer: whatever two readers could read in two ways.
 */
final class RequestHead {
    /** The longest head. */
    static final int MOST = 16 << 10;

    private final int length;
    private final String method;
    private final String path;
    private final boolean query;
    private int contentLength = -1;
    private boolean staysOpen;
    private String mediaType = "";
    private boolean expectsContinue;
    private @Nullable String authorization;
    private @Nullable String language;
    private @Nullable String accept;
    private @Nullable String forwardedFor;

    private RequestHead(int length, String method, String path, boolean staysOpen) {
        this.length = length;
        this.method = method;
        int mark = path.indexOf('?');
        this.path = mark < 0 ? path : path.substring(0, mark);
        this.query = mark >= 0;
        this.staysOpen = staysOpen;
    }

    /** Where a head ends, behind its blank line; 0 when that has not come yet. */
    static int end(byte[] b, int from, int to) {
        for (int i = from; i + 3 < to; i++) {
            if (b[i] == '\r' && b[i + 1] == '\n' && b[i + 2] == '\r' && b[i + 3] == '\n') {
                return i + 4;
            }
        }
        return 0;
    }

    /** Reads a head. Throws a refusal. */
    static RequestHead parse(byte[] b, int length) {
        int line = lineEnd(b, 0, length);
        int blank = indexOf(b, ' ', 0, line);
        int second = indexOf(b, ' ', blank + 1, line);
        if (blank <= 0 || second < 0 || b[blank + 1] != '/') {
            throw unreadable();
        }
        String version = text(b, second + 1, line);
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw unreadable();
        }
        RequestHead head =
                new RequestHead(length, text(b, 0, blank), text(b, blank + 1, second), version.equals("HTTP/1.1"));
        for (int at = line + 2; at < length - 2; at = line + 2) {
            line = lineEnd(b, at, length);
            head.field(b, at, line);
        }
        return head;
    }

    private void field(byte[] b, int from, int to) {
        int colon = indexOf(b, ':', from, to);
        if (colon <= from) {
            throw unreadable();
        }
        for (int i = from; i < colon; i++) {
            if (!isToken(b[i])) {
                throw unreadable();
            }
        }
        switch (b[from] | 0x20) {
            case 'a', 'c', 'e', 't', 'x' ->
                field(
                        text(b, from, colon).toLowerCase(Locale.ROOT),
                        text(b, colon + 1, to).strip());
            default -> {}
        }
    }

    /** A character of a header's name (RFC 9110): blanks are none, so a folded line or a blank before the colon is refused. */
    private static boolean isToken(byte b) {
        int letter = b | 0x20;
        return (b >= '0' && b <= '9') || (letter >= 'a' && letter <= 'z') || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }

    private void field(String name, String value) {
        switch (name) {
            case "authorization" -> authorization = authorization == null ? value : "";
            case "accept-language" -> language = value;
            case "accept" -> accept = value;
            case "content-type" -> mediaType = mediaType(value);
            case "content-length" -> contentLength = length(value);
            case "connection" -> staysOpen &= !value.toLowerCase(Locale.ROOT).contains("close");
            case "expect" -> expectsContinue = value.equalsIgnoreCase("100-continue");
            case "transfer-encoding" -> throw unreadable();
            case "x-forwarded-for" -> forwardedFor = forwardedFor == null ? value : forwardedFor + "," + value;
            default -> {}
        }
    }

    /** Without its parameters. */
    private static String mediaType(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private int length(String value) {
        if (contentLength >= 0 || value.isEmpty() || value.length() > 9) {
            throw value.length() > 9 ? new RefusedException(new RequestRefusal.TooLarge()) : unreadable();
        }
        int number = 0;
        for (int i = 0; i < value.length(); i++) {
            char digit = value.charAt(i);
            if (digit < '0' || digit > '9') {
                throw unreadable();
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    private static int lineEnd(byte[] b, int from, int to) {
        int at = indexOf(b, '\r', from, to);
        if (at < 0 || b[at + 1] != '\n') {
            throw unreadable();
        }
        for (int i = from; i < at; i++) {
            if (b[i] < ' ' && b[i] != '\t') {
                throw unreadable();
            }
        }
        return at;
    }

    private static int indexOf(byte[] b, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static RefusedException unreadable() {
        return new RefusedException(new RequestRefusal.Unreadable());
    }

    int length() {
        return length;
    }

    String method() {
        return method;
    }

    /** The address without its query. */
    String path() {
        return path;
    }

    boolean hasQuery() {
        return query;
    }

    /** The body's length; -1 when none is given. */
    int contentLength() {
        return contentLength;
    }

    boolean staysOpen() {
        return staysOpen;
    }

    boolean isJson() {
        return mediaType.equals("application/json");
    }

    boolean isForm() {
        return mediaType.equals("application/x-www-form-urlencoded");
    }

    boolean expectsContinue() {
        return expectsContinue;
    }

    @Nullable
    String authorization() {
        return authorization;
    }

    @Nullable
    String language() {
        return language;
    }

    @Nullable
    String accept() {
        return accept;
    }

    @Nullable
    String forwardedFor() {
        return forwardedFor;
    }
}
