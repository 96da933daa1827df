package org.openbloctel.server.list.lookup;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.RateLimits.Allowance;
import org.openbloctel.server.platform.programs.ProgramDoor;

/**
 * The answer to one request, with the headers that the usual port sends too. Written as one piece of bytes, which is some tenth cheaper than
 * by Netty's encoder; of a request only its ids stand in the headers.
 */
final class LookupAnswer {
    private static final int OK = 200;
    private static final long MILLIS = 1000;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** The date of the last answer, which others of the same second have too. */
    private static volatile Written written = new Written(0, "");

    private record Written(long second, String date) {}

    private final int status;
    private final String type;
    private final byte[] body;
    private final int from;
    private final int to;
    private final StringBuilder headers = new StringBuilder(256);

    private LookupAnswer(int status, String type, byte[] body, int from, int to, @Nullable Allowance allowance) {
        this.status = status;
        this.type = type;
        this.body = body;
        this.from = from;
        this.to = to;
        header("Cache-Control", "no-store");
        header("X-Content-Type-Options", "nosniff");
        if (allowance != null) {
            allowance.headers().forEach(this::header);
        }
    }

    static LookupAnswer ok(@Nullable Allowance allowance, String type, byte[] body) {
        return new LookupAnswer(OK, type, body, 0, body.length, allowance);
    }

    /** The answer to a check. What is sent shares its room: the next one is written there once this one is gone. */
    static LookupAnswer ok(@Nullable Allowance allowance, CheckAnswer answer) {
        return new LookupAnswer(
                OK, "application/json", answer.room(), CheckAnswer.ROOM_BEFORE, answer.end(), allowance);
    }

    static LookupAnswer problem(@Nullable Allowance allowance, ProgramDoor.Problem problem) {
        byte[] json = problem.json().getBytes(StandardCharsets.UTF_8);
        LookupAnswer answer =
                new LookupAnswer(problem.status(), "application/problem+json", json, 0, json.length, allowance);
        answer.header("Content-Language", problem.language());
        problem.retryAfter().ifPresent(seconds -> answer.header("Retry-After", Long.toString(seconds)));
        if (problem.wantsKey()) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        if (problem.allow() != null) {
            answer.header("Allow", problem.allow());
        }
        return answer;
    }

    int status() {
        return status;
    }

    /** That the body may come. */
    static ByteBuf mayContinue() {
        return Unpooled.wrappedBuffer(CONTINUE);
    }

    private static String date(long second) {
        Written now = written;
        if (now.second() != second) {
            now = new Written(second, DATE.format(Instant.ofEpochSecond(second)));
            written = now;
        }
        return now.date();
    }

    void header(String name, String value) {
        headers.append(name).append(": ").append(value).append("\r\n");
    }

    /**
     * All that is sent.
     *
     * @param millis the time, since 1970
     * @param withBody false for the answer to HEAD
     * @param last whether the connection ends with it
     */
    ByteBuf bytes(long millis, boolean withBody, boolean last) {
        header("Date", date(millis / MILLIS));
        if (last) {
            header("Connection", "close");
        }
        String head = "HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\nContent-Type: " + type + "\r\n" + headers
                + "Content-Length: " + (to - from) + "\r\n\r\n";
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        int sent = withBody ? to - from : 0;
        if (first.length <= from) {
            System.arraycopy(first, 0, body, from - first.length, first.length);
            return Unpooled.wrappedBuffer(body, from - first.length, first.length + sent);
        }
        return Unpooled.buffer(first.length + sent).writeBytes(first).writeBytes(body, from, sent);
    }
}
