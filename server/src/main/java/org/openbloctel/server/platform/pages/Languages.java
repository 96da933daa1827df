package org.openbloctel.server.platform.pages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.OwnCookies;
import org.openbloctel.server.platform.access.Space;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/**
 * French or English: the reader's choice, kept in a cookie; else what the client prefers of the two; else French for people, English for
 * programs. Thread-safe.
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
        String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        // The page of errors is asked for at an address of its own.
        Object refused = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = refused == null ? request.getRequestURI() : refused.toString();
        return path != null && Space.isOfPrograms(path) ? ofProgram(header) : preferred(header);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null && SPOKEN.contains(locale)) {
            cookies.set(COOKIE, locale.getLanguage(), KEPT, request, response);
        }
    }

    /** The language that a header of a person's client prefers. */
    public static Locale preferred(@Nullable String header) {
        return preferred(header, Locale.FRENCH);
    }

    /** The language that a header of a program prefers. */
    public static Locale ofProgram(@Nullable String header) {
        return preferred(header, Locale.ENGLISH);
    }

    private static Locale preferred(@Nullable String header, Locale otherwise) {
        if (header == null || header.length() > 500) {
            return otherwise;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return found == null ? otherwise : found;
        } catch (IllegalArgumentException unreadable) {
            return otherwise;
        }
    }
}
