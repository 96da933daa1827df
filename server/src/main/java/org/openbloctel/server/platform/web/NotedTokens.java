package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/** Hands out the tokens of forms, masked anew for each answer, and notes which answers have one: no cache may keep those. */
final class NotedTokens implements CsrfTokenRequestHandler {
    private static final String USED = NotedTokens.class.getName();

    private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
        masked.handle(request, response, () -> {
            request.setAttribute(USED, true);
            return token.get();
        });
    }

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        return masked.resolveCsrfTokenValue(request, token);
    }

    /** Whether the answer to this request has a token in it. */
    static boolean isIn(HttpServletRequest request) {
        return request.getAttribute(USED) != null;
    }
}
