package org.openbloctel.server.http;

import java.util.Map;
import org.openbloctel.registry.refusal.Refusal;
import org.springframework.http.HttpStatus;

/** The status of HTTP that goes with a refusal: by its category, but for the exceptions in this one table. */
final class RefusalStatus {
    private static final Map<String, HttpStatus> EXCEPTIONS = Map.ofEntries(
            Map.entry("BT-0101", HttpStatus.UNAUTHORIZED),
            Map.entry("BT-0102", HttpStatus.FORBIDDEN),
            Map.entry("BT-0103", HttpStatus.FORBIDDEN),
            Map.entry("BT-0307", HttpStatus.NOT_FOUND),
            Map.entry("BT-0308", HttpStatus.NOT_FOUND),
            Map.entry("BT-0309", HttpStatus.NOT_FOUND),
            Map.entry("BT-0325", HttpStatus.NOT_FOUND),
            Map.entry("BT-0330", HttpStatus.NOT_FOUND),
            Map.entry("BT-0401", HttpStatus.NOT_FOUND),
            Map.entry("BT-0412", HttpStatus.CONTENT_TOO_LARGE),
            Map.entry("BT-0416", HttpStatus.GONE),
            Map.entry("BT-0419", HttpStatus.NOT_FOUND),
            Map.entry("BT-0501", HttpStatus.NOT_FOUND),
            Map.entry("BT-0701", HttpStatus.BAD_REQUEST),
            Map.entry("BT-0703", HttpStatus.NOT_FOUND),
            Map.entry("BT-0704", HttpStatus.METHOD_NOT_ALLOWED),
            Map.entry("BT-0705", HttpStatus.BAD_REQUEST),
            Map.entry("BT-0706", HttpStatus.CONTENT_TOO_LARGE),
            Map.entry("BT-0707", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
            Map.entry("BT-0708", HttpStatus.FORBIDDEN),
            Map.entry("BT-0709", HttpStatus.INTERNAL_SERVER_ERROR),
            Map.entry("BT-0711", HttpStatus.NOT_ACCEPTABLE));

    private RefusalStatus() {}

    static HttpStatus of(Refusal refusal) {
        return of(refusal.code(), refusal.category());
    }

    static HttpStatus of(String code, Refusal.Category category) {
        HttpStatus exception = EXCEPTIONS.get(code);
        return exception != null
                ? exception
                : switch (category) {
                    case CALLER -> HttpStatus.UNPROCESSABLE_CONTENT;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case CAPACITY -> HttpStatus.TOO_MANY_REQUESTS;
                    case OURS -> HttpStatus.SERVICE_UNAVAILABLE;
                };
    }
}
