package org.openbloctel.server.list.lookup;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Networks;
import org.openbloctel.server.platform.access.RequestIds;

/** The parts of a request's head that look-ups need. */
final class LookupRequest {
    /** Of an address in full, as it is sent to proxies. */
    private static final String SCHEME = "http://";

    private final HttpRequest request;
    private final HttpHeaders headers;
    private final String path;
    private final boolean query;
    private final @Nullable String authority;
    private final String mediaType;
    private final long length;

    LookupRequest(HttpRequest request) {
        this.request = request;
        this.headers = request.headers();
        String uri = request.uri();
        int slash = uri.startsWith(SCHEME) ? uri.indexOf('/', SCHEME.length()) : -1;
        this.authority = slash < 0 ? null : uri.substring(SCHEME.length(), slash);
        String target = slash < 0 ? uri : uri.substring(slash);
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark >= 0;
        this.mediaType = mediaType(headers.get(HttpHeaderNames.CONTENT_TYPE, ""));
        this.length = request.decoderResult().isFailure() ? -1 : HttpUtil.getContentLength(request, -1L);
    }

    /** Without its parameters. */
    private static String mediaType(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Why it is no request that two readers would read in one way, or too long a head; null when it is well formed. Where another begins
     * is then not known.
     */
    @Nullable
    Refusal malformed() {
        if (request.decoderResult().isFailure()) {
            Throwable cause = request.decoderResult().cause();
            return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
                    ? new RequestRefusal.TooLarge()
                    : new RequestRefusal.Unreadable();
        }
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean known = old || request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        int hosts = count(HttpHeaderNames.HOST);
        return !known
                        || hosts > 1
                        || (hosts == 0 && !old)
                        || (authority != null && !authority.equalsIgnoreCase(headers.get(HttpHeaderNames.HOST)))
                        || headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                ? new RequestRefusal.Unreadable()
                : null;
    }

    private int count(CharSequence name) {
        int count = 0;
        for (Iterator<?> values = headers.valueCharSequenceIterator(name); values.hasNext(); values.next()) {
            count++;
        }
        return count;
    }

    /** Refuses what is asked for nowhere here. */
    void requireKnownPath(Set<String> paths) {
        if (!paths.contains(path)) {
            throw new RefusedException(new RequestRefusal.NotFound());
        }
    }

    /** Refuses another type than JSON and, for a dialer, a form; a query, since numbers never stand in an address; and a body too long. */
    void requireReadableBody(int maxBytes) {
        if (!mediaType.equals("application/json") && !(isDial() && isForm())) {
            throw new RefusedException(new RequestRefusal.WrongMediaType());
        }
        Checks.refuseQuery(query);
        if (length > maxBytes) {
            throw new RefusedException(new RequestRefusal.TooLarge());
        }
        if (length < 0) {
            throw new RefusedException(new RequestRefusal.Unreadable());
        }
    }

    /** The other end, or whom a trusted proxy names: the last address in its header that is no trusted proxy itself. */
    String client(String peer, Networks proxies) {
        if (!proxies.contains(peer)) {
            return peer;
        }
        String forwarded = String.join(",", headers.getAll("X-Forwarded-For"));
        for (String address : List.of(forwarded.split(",", -1)).reversed()) {
            if (!address.isBlank() && !proxies.contains(address.strip())) {
                return address.strip();
            }
        }
        return peer;
    }

    boolean isDial() {
        return path.equals(Dials.PATH);
    }

    boolean isForm() {
        return mediaType.equals("application/x-www-form-urlencoded");
    }

    boolean isHead() {
        return request.method().name().equals("HEAD");
    }

    boolean staysOpen() {
        return HttpUtil.isKeepAlive(request);
    }

    boolean expectsContinue() {
        return HttpUtil.is100ContinueExpected(request);
    }

    String method() {
        return request.method().name();
    }

    /** The address without its query. */
    String path() {
        return path;
    }

    /** The body's length; -1 when none is given. */
    int length() {
        return Math.toIntExact(length);
    }

    /** Two keys are none: which one is meant is not for us to guess. */
    @Nullable
    String authorization() {
        return count(HttpHeaderNames.AUTHORIZATION) > 1 ? "" : headers.get(HttpHeaderNames.AUTHORIZATION);
    }

    /** Repeats the ids that it brought. */
    void ids(LookupAnswer answer) {
        String id = RequestIds.request(headers.get(RequestIds.REQUEST_ID));
        if (id != null) {
            answer.header(RequestIds.REQUEST_ID, id);
        }
        String parent = headers.get(RequestIds.TRACE_PARENT);
        if (parent != null && RequestIds.trace(parent) != null) {
            answer.header(RequestIds.TRACE_PARENT, parent);
        }
    }

    @Nullable
    String language() {
        return headers.get(HttpHeaderNames.ACCEPT_LANGUAGE);
    }

    @Nullable
    String accept() {
        return headers.get(HttpHeaderNames.ACCEPT);
    }
}
