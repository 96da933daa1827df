package org.openbloctel.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.web.ContainerErrors.BarePage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The limits on pages that are made at once. Some requests work; others have a place and wait for their turn, for two seconds; further ones are
 * refused at once, by a page that is ready and costs nothing. Without limits a crowd shares the processors: each page takes longer than its reader
 * waits, and look-ups take as long. Thread-safe.
 *
 * <p>Downloads last as long as their client reads, and forms as long as it sends: they have limits of their own. Programs have a rate for each key.
 * None of them counts here, nor do assets and the status page. It runs before the filters that ask the database.
 */
@Component
@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE + 1)
final class BusyFilter extends OncePerRequestFilter {
    private static final Pattern NOT_COUNTED =
            Pattern.compile("/api/.*|/assets/.*|/statut|.*/fichiers/.*|.*/piece|.*\\.(?:csv|json|pdf|txt)");

    private static final String SECONDS = "5";

    /** A request waits as long for a connection: while the database stands still, each is answered within seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore places;
    private final Semaphore working;
    private final Duration patience;
    private final LocaleResolver languages;
    private final byte[] french;
    private final byte[] english;

    @Autowired
    BusyFilter(HttpSettings http, Settings settings, RefusalProse prose, Languages languages) {
        // Two a processor are fewer than the carriers of virtual threads, which requests of programs run in, too.
        this(
                http.pagesAtOnce(),
                Math.max(
                        settings.database().doors().pages(),
                        2 * Runtime.getRuntime().availableProcessors()),
                PATIENCE,
                prose,
                languages);
    }

    /**
     * Limits.
     *
     * @param places how many requests work or wait
     * @param working how many work
     * @param patience how long a request waits for its turn
     */
    BusyFilter(int places, int working, Duration patience, RefusalProse prose, LocaleResolver languages) {
        this.places = new Semaphore(places);
        this.working = new Semaphore(working, true);
        this.patience = patience;
        this.languages = languages;
        this.french = page(prose, Locale.FRENCH);
        this.english = page(prose, Locale.ENGLISH);
    }

    private static byte[] page(RefusalProse prose, Locale locale) {
        return BarePage.of(prose, new RequestRefusal.Busy(), locale).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                || NOT_COUNTED.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            refuse(request, response);
            return;
        }
        // Written after the place is given up: a reader who takes a byte every few seconds holds none.
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        try {
            if (!isMyTurn()) {
                refuse(request, response);
                return;
            }
            try {
                chain.doFilter(request, kept);
            } finally {
                working.release();
            }
        } finally {
            places.release();
        }
        kept.copyBodyToResponse();
    }

    private boolean isMyTurn() {
        try {
            return working.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = languages.resolveLocale(request);
        byte[] page = locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? french : english;
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        BarePage.headers(response, locale);
        response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }
}
