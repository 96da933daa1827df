package org.openbloctel.server.lookup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.web.ProgramDoor;
import org.openbloctel.server.web.RateLimits.Allowance;

/** Writes the answer to one request, with the headers that the usual port sends too. */
final class LookupAnswer {
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NO_SNIFF = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");
    private static final int OK = 200;

    private final Request request;
    private final Response response;
    private final Callback sent;

    /**
     * The answer to a request.
     *
     * @param sent is called when all of it is written
     */
    LookupAnswer(Request request, Response response, Callback sent) {
        this.request = request;
        this.response = response;
        this.sent = sent;
    }

    void send(@Nullable Allowance allowance, String type, byte[] body) {
        HttpFields.Mutable headers = headers(allowance);
        write(headers, OK, type, body);
    }

    /** Answers with a problem. Where the rest of a body is still to come, the connection ends with it. */
    void refuse(@Nullable Allowance allowance, ProgramDoor.Problem problem) {
        HttpFields.Mutable headers = headers(allowance);
        headers.put(HttpHeader.CONTENT_LANGUAGE, problem.language());
        problem.retryAfter().ifPresent(seconds -> headers.put(HttpHeader.RETRY_AFTER, seconds));
        if (problem.wantsKey()) {
            headers.put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.allow() != null) {
            headers.put(HttpHeader.ALLOW, problem.allow());
        }
        if (!request.consumeAvailable()) {
            headers.put(CLOSE);
        }
        write(
                headers,
                problem.status(),
                "application/problem+json",
                problem.json().getBytes(StandardCharsets.UTF_8));
    }

    private HttpFields.Mutable headers(@Nullable Allowance allowance) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(NO_STORE);
        headers.put(NO_SNIFF);
        if (allowance != null) {
            allowance.headers().forEach(headers::put);
        }
        return headers;
    }

    private void write(HttpFields.Mutable headers, int status, String type, byte[] body) {
        response.setStatus(status);
        headers.put(HttpHeader.CONTENT_TYPE, type);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), sent);
    }
}
