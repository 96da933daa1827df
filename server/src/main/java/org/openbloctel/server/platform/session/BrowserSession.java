package org.openbloctel.server.platform.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.session.Sessions;
import org.springframework.session.Session;

/**
 * A session for the time of one request: what it held at its first use, and what the request changes. Its id is the token in the cookie.
 * For one thread.
 */
final class BrowserSession implements Session {
    private final Map<String, Object> attributes;
    /** A new value, or null for an attribute that was removed. */
    private final Map<String, @Nullable Object> changes = new HashMap<>();

    private @Nullable String kept;
    private String token;
    private Instant used;

    private BrowserSession(@Nullable String kept, String token, Map<String, Object> attributes, Instant now) {
        this.kept = kept;
        this.token = token;
        this.attributes = new HashMap<>(attributes);
        this.used = now;
    }

    static BrowserSession begun(Instant now) {
        return new BrowserSession(null, Sessions.newToken(), Map.of(), now);
    }

    static BrowserSession found(String token, Map<String, Object> attributes, Instant now) {
        return new BrowserSession(token, token, attributes, now);
    }

    /** The token by which the database has it; null for a new one. */
    @Nullable
    String kept() {
        return kept;
    }

    boolean isChanged() {
        return !token.equals(kept) || !changes.isEmpty();
    }

    /** Makes the changes of this request in attributes that another request may have changed since. */
    Map<String, Object> appliedTo(Map<String, Object> current) {
        Map<String, Object> next = new HashMap<>(current);
        changes.forEach((name, value) -> {
            if (value == null) {
                next.remove(name);
            } else {
                next.put(name, value);
            }
        });
        return next;
    }

    /** Called once the database has the changes. */
    void saved() {
        kept = token;
        changes.clear();
    }

    @Override
    public String getId() {
        return token;
    }

    @Override
    public String changeSessionId() {
        token = Sessions.newToken();
        return token;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the caller says which type it expects, as the interface has it
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
        } else {
            attributes.put(name, value);
            changes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        if (attributes.remove(name) != null) {
            changes.put(name, null);
        }
    }

    @Override
    public Instant getCreationTime() {
        return used;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        used = time;
    }

    @Override
    public Instant getLastAccessedTime() {
        return used;
    }

    /** Does nothing: the interval is the same for all sessions. */
    @Override
    public void setMaxInactiveInterval(Duration interval) {}

    @Override
    public Duration getMaxInactiveInterval() {
        return Sessions.MAX_UNUSED;
    }

    @Override
    public boolean isExpired() {
        return false;
    }
}
