package org.openbloctel.server.platform.programs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The status of HTTP that goes with a refusal: by its category, but for the exceptions in this one table. */
public final class RefusalStatus {
    private static final Map<String, HttpStatusCode> EXCEPTIONS = Map.ofEntries(
            Map.entry("BT-0101", HttpStatus.UNAUTHORIZED),
            Map.entry("BT-0102", HttpStatus.FORBIDDEN),
            Map.entry("BT-0103", HttpStatus.FORBIDDEN),
            Map.entry("BT-0104", HttpStatus.FORBIDDEN),
            Map.entry("BT-0117", HttpStatus.NOT_FOUND),
            Map.entry("BT-0150", HttpStatus.PRECONDITION_FAILED),
            Map.entry("BT-0210", HttpStatus.NOT_FOUND),
            Map.entry("BT-0307", HttpStatus.NOT_FOUND),
            Map.entry("BT-0308", HttpStatus.NOT_FOUND),
            Map.entry("BT-0309", HttpStatus.NOT_FOUND),
            Map.entry("BT-0310", HttpStatus.FORBIDDEN),
            Map.entry("BT-0320", HttpStatus.PAYMENT_REQUIRED),
            Map.entry("BT-0325", HttpStatus.NOT_FOUND),
            Map.entry("BT-0333", HttpStatus.FORBIDDEN),
            Map.entry("BT-0330", HttpStatus.NOT_FOUND),
            Map.entry("BT-0401", HttpStatus.NOT_FOUND),
            Map.entry("BT-0412", HttpStatus.CONTENT_TOO_LARGE),
            Map.entry("BT-0416", HttpStatus.GONE),
            // Waiting does not help here: the operator has to look first.
            Map.entry("BT-0417", HttpStatus.FORBIDDEN),
            Map.entry("BT-0419", HttpStatus.NOT_FOUND),
            Map.entry("BT-0421", HttpStatus.BAD_REQUEST),
            // What tus has for it.
            Map.entry("BT-0431", HttpStatusCode.valueOf(460)),
            Map.entry("BT-0501", HttpStatus.NOT_FOUND),
            Map.entry("BT-0622", HttpStatus.NOT_FOUND),
            Map.entry("BT-0636", HttpStatus.BAD_REQUEST),
            Map.entry("BT-0660", HttpStatus.CONTENT_TOO_LARGE),
            Map.entry("BT-0819", HttpStatus.NOT_FOUND),
            Map.entry("BT-0831", HttpStatus.NOT_FOUND),
            Map.entry("BT-0850", HttpStatus.NOT_FOUND),
            Map.entry("BT-0853", HttpStatus.NOT_FOUND),
            Map.entry("BT-0840", HttpStatus.NOT_FOUND),
            Map.entry("BT-0872", HttpStatus.NOT_FOUND),
            Map.entry("BT-0875", HttpStatus.NOT_FOUND),
            Map.entry("BT-0877", HttpStatus.NOT_FOUND),
            Map.entry("BT-0701", HttpStatus.BAD_REQUEST),
            Map.entry("BT-0703", HttpStatus.NOT_FOUND),
            Map.entry("BT-0704", HttpStatus.METHOD_NOT_ALLOWED),
            Map.entry("BT-0705", HttpStatus.BAD_REQUEST),
            Map.entry("BT-0706", HttpStatus.CONTENT_TOO_LARGE),
            Map.entry("BT-0707", HttpStatus.UNSUPPORTED_MEDIA_TYPE),
            Map.entry("BT-0708", HttpStatus.FORBIDDEN),
            Map.entry("BT-0709", HttpStatus.INTERNAL_SERVER_ERROR),
            Map.entry("BT-0711", HttpStatus.NOT_ACCEPTABLE),
            Map.entry("BT-0712", HttpStatus.FORBIDDEN),
            Map.entry("BT-0716", HttpStatus.NOT_FOUND),
            Map.entry("BT-0717", HttpStatus.NOT_FOUND),
            Map.entry("BT-0723", HttpStatus.NOT_FOUND),
            Map.entry("BT-0724", HttpStatus.NOT_FOUND),
            Map.entry("BT-0732", HttpStatus.BAD_REQUEST),
            Map.entry("BT-0791", HttpStatus.INSUFFICIENT_STORAGE));

    private static final String REFUSAL = RefusalStatus.class.getName();

    private RefusalStatus() {}

    /** Refuses from a filter, before any controller: the container then asks for the page of errors. */
    public static void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        request.setAttribute(REFUSAL, refusal);
        response.sendError(of(refusal).value());
    }

    /** The refusal that a filter sent, if one did. */
    public static @Nullable Refusal sent(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) instanceof Refusal refusal ? refusal : null;
    }

    public static HttpStatusCode of(Refusal refusal) {
        return of(refusal.code(), refusal.category());
    }

    static HttpStatusCode of(String code, Refusal.Category category) {
        HttpStatusCode exception = EXCEPTIONS.get(code);
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
