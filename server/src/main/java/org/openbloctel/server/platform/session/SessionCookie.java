package org.openbloctel.server.platform.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.openbloctel.server.platform.access.OwnCookies;
import org.springframework.session.web.http.HttpSessionIdResolver;

/** The cookie with a session's token, which the browser forgets when it is closed. Thread-safe. */
record SessionCookie(OwnCookies cookies) implements HttpSessionIdResolver {
    private static final String NAME = "openbloctel_session";
    private static final String WRITTEN = SessionCookie.class.getName();

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        Cookie cookie = cookies.get(NAME, request);
        return cookie == null ? List.of() : List.of(cookie.getValue());
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String token) {
        if (isNews(token, request)) {
            cookies.setUntilClosed(NAME, token, request, response);
        }
    }

    /** The filter saves a session before the answer goes out, and again after it: one answer sets the cookie once. */
    private static boolean isNews(String token, HttpServletRequest request) {
        boolean news = !token.equals(request.getAttribute(WRITTEN));
        request.setAttribute(WRITTEN, token);
        return news;
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        if (isNews("", request)) {
            cookies.set(NAME, "", Duration.ZERO, request, response);
        }
    }
}
