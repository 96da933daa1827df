package org.openbloctel.server.platform.session;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.session.SessionRepository;

/** The sessions of the store, for a page that is shown without one where the database cannot tell. Thread-safe. */
record ReadableSessions(SessionStore store) implements SessionRepository<BrowserSession> {
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
