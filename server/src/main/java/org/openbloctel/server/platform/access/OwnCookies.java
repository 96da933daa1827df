package org.openbloctel.server.platform.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Sets and reads the cookies of this server: for all paths, of no use to scripts and other sites. In production they are Secure and have names
 * that begin with {@code __Host-}, so that neither a page without TLS nor a neighbouring subdomain can set them. Production has https
 * in any case; whether the proxy says so for a request does not matter. Thread-safe.
 */
@Component
public final class OwnCookies {
    private static final String LOCKED = "__Host-";

    private final boolean production;

    OwnCookies(Settings settings) {
        this.production = settings.environment() == Settings.Environment.PRODUCTION;
    }

    /** What the cookie of this name is called on this server. */
    public String name(String plain) {
        return production ? LOCKED + plain : plain;
    }

    /** Whether a cookie that answers this request is for https alone. */
    boolean isSecure(HttpServletRequest request) {
        return production || request.isSecure();
    }

    /** The cookie of this name; null for none. */
    public @Nullable Cookie get(String name, HttpServletRequest request) {
        return WebUtils.getCookie(request, name(name));
    }

    /** Sets a cookie for so long; for no time, removes it. */
    public void set(
            String name, String value, Duration kept, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(name, value, request).maxAge(kept), response);
    }

    /** Sets a cookie that the browser forgets when it is closed. */
    public void setUntilClosed(String name, String value, HttpServletRequest request, HttpServletResponse response) {
        add(cookie(name, value, request), response);
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value, HttpServletRequest request) {
        return ResponseCookie.from(name(name), value)
                .path("/")
                .httpOnly(true)
                .secure(isSecure(request))
                .sameSite(SameSite.LAX.attributeValue());
    }

    private static void add(ResponseCookie.ResponseCookieBuilder cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
