package org.openbloctel.server.platform.session;

import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.session.Sessions;
import org.openbloctel.server.platform.access.SignIn;
import org.springframework.session.SessionRepository;

/**
 * Sessions as Spring Session asks for them. Two requests of one session that change different attributes both succeed; what was ended
 * elsewhere is not written again. Thread-safe.
 */
record SessionStore(Sessions sessions, InstantSource clock) implements SessionRepository<BrowserSession> {
    @Override
    public BrowserSession createSession() {
        return BrowserSession.begun(clock.instant());
    }

    @Override
    public @Nullable BrowserSession findById(String token) {
        return sessions.find(token)
                .map(content -> BrowserSession.found(token, SessionJson.read(content), clock.instant()))
                .orElse(null);
    }

    @Override
    public void save(BrowserSession session) {
        if (!session.isChanged()) {
            return;
        }
        String kept = session.kept();
        if (kept == null) {
            Map<String, Object> all = session.appliedTo(Map.of());
            sessions.add(session.getId(), SessionJson.write(all), start(all));
        } else {
            sessions.change(kept, session.getId(), content -> {
                Map<String, Object> all = session.appliedTo(SessionJson.read(content));
                return new Sessions.Changed(SessionJson.write(all), start(all));
            });
        }
        session.saved();
    }

    @Override
    public void deleteById(String token) {
        sessions.end(token);
    }

    private static Sessions.@Nullable Start start(Map<String, Object> attributes) {
        return SignIn.start(attributes::get);
    }
}
