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
 * Gives requests the sessions of the database. Files of the site are the same for all and need none. The page for a fault has none: when the fault is that the database is gone, asking it again would
 * leave the visitor without any page. Thread-safe.
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
