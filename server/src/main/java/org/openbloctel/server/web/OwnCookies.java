package org.openbloctel.server.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.settings.Settings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
    private static final String SESSION = "openbloctel_session";
    private static final String LOCKED = "__Host-";

    private final boolean production;

    OwnCookies(Settings settings) {
        this.production = settings.environment() == Settings.Environment.PRODUCTION;
    }

    /** What the cookie of this name is called on this server. */
    String name(String plain) {
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
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(name), value)
                        .maxAge(kept)
                        .path("/")
                        .httpOnly(true)
                        .secure(isSecure(request))
                        .sameSite(SameSite.LAX.attributeValue())
                        .build()
                        .toString());
    }

    /** The container's own cookie. */
    @Configuration(proxyBeanMethods = false)
    static class SessionCookie {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookie(OwnCookies cookies) {
            return factory -> {
                var cookie = factory.getSettings().getSession().getCookie();
                cookie.setName(cookies.name(SESSION));
                cookie.setPath("/");
                if (cookies.production) {
                    cookie.setSecure(true);
                }
            };
        }
    }
}
