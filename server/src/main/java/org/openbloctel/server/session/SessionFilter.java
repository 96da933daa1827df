package org.openbloctel.server.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Gives requests the sessions of the database. Static files need none. The error page has none either, so that it appears even when the
 * database is gone. Thread-safe.
 */
final class SessionFilter extends SessionRepositoryFilter<BrowserSession> {
    private static final String ASSETS = "/assets/";

    SessionFilter(SessionStore store, SessionCookie cookie) {
        super(store);
        setHttpSessionIdResolver(cookie);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean fault = request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
        if (fault || request.getRequestURI().startsWith(ASSETS)) {
            chain.doFilter(request, response);
        } else {
            super.doFilterInternal(request, response, chain);
        }
    }
}
