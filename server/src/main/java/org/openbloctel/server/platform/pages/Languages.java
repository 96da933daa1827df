package org.openbloctel.server.platform.pages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.OwnCookies;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * French or English: the reader's choice, kept in a cookie; else what the browser prefers of the two; else French. Thread-safe.
 */
@Component("localeResolver")
public final class Languages implements LocaleResolver {
    /** What the portal speaks, the first by default. */
    public static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

    private static final String COOKIE = "openbloctel_langue";
    private static final Duration KEPT = Duration.ofDays(365);

    private final OwnCookies cookies;

    Languages(OwnCookies cookies) {
        this.cookies = cookies;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Cookie chosen = cookies.get(COOKIE, request);
        if (chosen != null) {
            for (Locale spoken : SPOKEN) {
                if (spoken.getLanguage().equals(chosen.getValue())) {
                    return spoken;
                }
            }
        }
        return preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null && SPOKEN.contains(locale)) {
            cookies.set(COOKIE, locale.getLanguage(), KEPT, request, response);
        }
    }

    /** The language that a header prefers among those that are spoken here. */
    public static Locale preferred(@Nullable String header) {
        if (header == null || header.length() > 500) {
            return SPOKEN.getFirst();
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return found == null ? SPOKEN.getFirst() : found;
        } catch (IllegalArgumentException unreadable) {
            return SPOKEN.getFirst();
        }
    }
}
