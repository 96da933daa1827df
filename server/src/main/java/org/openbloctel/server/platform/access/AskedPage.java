package org.openbloctel.server.platform.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/**
 * Remembers the page of a space that a visitor asked for before they signed in: its path, in a cookie. In a session it would cost
 * the server memory for everybody who knocks. The cookie is the browser's word: only a plain path of a space is believed.
 */
@Component
public final class AskedPage implements RequestCache {
    private static final String COOKIE = "openbloctel_page";
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/_-]{1,200}");

    private final OwnCookies cookies;

    AskedPage(OwnCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        if (request.getMethod().equals("GET")) {
            keep(request, response, request.getRequestURI());
        }
    }

    /** Remembers a page of a space that is not the one asked for: where a form stands that was sent. */
    public void keep(HttpServletRequest request, HttpServletResponse response, String path) {
        if (isPage(path)) {
            String value =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(StandardCharsets.US_ASCII));
            cookies.set(COOKIE, value, KEPT, request, response);
        }
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = cookies.get(COOKIE, request);
        if (cookie == null) {
            return null;
        }
        try {
            String path = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.US_ASCII);
            return isPage(path) ? new SimpleSavedRequest(path) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The page is opened as any other: nothing of the earlier request is played again. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        cookies.set(COOKIE, "", Duration.ZERO, request, response);
    }

    private static boolean isPage(String path) {
        return PLAIN.matcher(path).matches() && Space.of(path).isPresent();
    }
}
