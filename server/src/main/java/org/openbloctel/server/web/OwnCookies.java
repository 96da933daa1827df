package org.openbloctel.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Sets and reads the cookies of this server: for all paths, of no use to scripts and other sites. Thread-safe. */
@Component
public final class OwnCookies {
    /** The cookie of this name; null for none. */
    public @Nullable Cookie get(String name, HttpServletRequest request) {
        return WebUtils.getCookie(request, name);
    }

    /** Sets a cookie for so long; for no time, removes it. */
    public void set(
            String name, String value, Duration kept, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .maxAge(kept)
                        .path("/")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
