package org.openbloctel.server.platform.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.dao.DataAccessException;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;

/**
 * Gives requests the sessions of the database. Static files need none. The error page has none either, so that it appears even when the
 * database is gone. The status page, which tells that, does without one that cannot be read; the browser keeps its cookie. It runs in front of all filters that use a session.
 * Thread-safe.
 */
@Component
@FilterRegistration(
        order = SessionRepositoryFilter.DEFAULT_ORDER,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR})
final class SessionFilter extends SessionRepositoryFilter<BrowserSession> {
    private static final String ASSETS = "/assets/";
    private static final String STATUS = "/statut";

    private final SessionRepositoryFilter<BrowserSession> forStatus;

    SessionFilter(SessionStore store, SessionCookie cookie) {
        super(store);
        setHttpSessionIdResolver(cookie);
        forStatus = new SessionRepositoryFilter<>(new ReadableSessions(store));
        forStatus.setHttpSessionIdResolver(cookie);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean fault = request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
        if (fault || request.getRequestURI().startsWith(ASSETS)) {
            chain.doFilter(request, response);
        } else if (request.getRequestURI().equals(STATUS)) {
            forStatus.doFilter(request, response, chain);
        } else {
            super.doFilterInternal(request, response, chain);
        }
    }

    /** The sessions of the store, for a page that is shown without one where the database cannot tell. Thread-safe. */
    private record ReadableSessions(SessionStore store) implements SessionRepository<BrowserSession> {
        @Override
        public BrowserSession createSession() {
            return store.createSession();
        }

        /** The session; null for none, and where it cannot be read. */
        @Override
        public @Nullable BrowserSession findById(String token) {
            try {
                return store.findById(token);
            } catch (DataAccessException unreadable) {
                return null;
            }
        }

        @Override
        public void save(BrowserSession session) {
            store.save(session);
        }

        @Override
        public void deleteById(String token) {
            store.deleteById(token);
        }
    }
}
