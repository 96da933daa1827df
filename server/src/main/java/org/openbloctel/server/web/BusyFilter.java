package org.openbloctel.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Refuses pages beyond those that are made at once, by a page that is ready and costs nothing. Without it a crowd shares the processors:
 * each page then takes longer than its reader waits, and look-ups beside them take as long. Of those that are made at once some work, and the
 * others wait for their turn, for two seconds.
 *
 * <p>Downloads take as long as their client reads and forms as long as it sends: they have limits of their own and are not counted, nor
 * are programs, whose keys have a rate, files of the pages themselves, and the status page.
 */
final class BusyFilter extends OncePerRequestFilter {
    private static final Pattern NOT_COUNTED =
            Pattern.compile("/api/.*|/assets/.*|/statut|.*/fichiers/.*|.*/piece|.*\\.(?:csv|json|pdf|txt)");

    private static final String SECONDS = "5";

    /** As long as a request waits for a connection: while the database stands still, each is answered within seconds. */
    private static final long PATIENCE_SECONDS = 2;

    private final Semaphore places;
    private final Semaphore working;
    private final LocaleResolver languages;
    private final byte[] french;
    private final byte[] english;

    BusyFilter(int pagesAtOnce, RefusalProse prose, LocaleResolver languages) {
        this.places = new Semaphore(pagesAtOnce);
        this.working = new Semaphore(Math.min(pagesAtOnce, workingAtOnce()), true);
        this.languages = languages;
        this.french = page(prose, Locale.FRENCH);
        this.english = page(prose, Locale.ENGLISH);
    }

    /** As many as get a connection to the database, or keep the processors busy: fewer than there are carriers of virtual threads. */
    private static int workingAtOnce() {
        return Math.max(6, 2 * Runtime.getRuntime().availableProcessors());
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
        // Written when the place is free again: a reader who takes a byte every few seconds holds none.
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
            return working.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

    /** Before the filters that ask the database. */
    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        FilterRegistrationBean<BusyFilter> busyFilter(HttpSettings settings, RefusalProse prose, Languages languages) {
            FilterRegistrationBean<BusyFilter> registration =
                    new FilterRegistrationBean<>(new BusyFilter(settings.pagesAtOnce(), prose, languages));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return registration;
        }
    }
}
