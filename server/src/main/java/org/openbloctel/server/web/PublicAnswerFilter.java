package org.openbloctel.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.DigestUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Lets browsers keep the pages that are the same for everybody, and ask whether they changed; and sends these and our assets
 * compressed. Only for a visitor without a session, and only pages of the list: none of them repeats what a request said, so that
 * the length of a compressed answer tells nothing. A page with a form's token is compressed, for the token is masked anew each time,
 * but not kept. Everything else keeps {@code no-store}.
 */
final class PublicAnswerFilter extends OncePerRequestFilter {
    private static final List<PathPattern> PAGES = List.of(
                    "/",
                    "/accessibilite",
                    "/aide",
                    "/aide/*",
                    "/chiffres",
                    "/donnees-personnelles",
                    "/mentions-legales",
                    "/plan-du-site",
                    "/problemes/*",
                    "/professionnels",
                    "/que-faire",
                    "/regles",
                    "/regles/*")
            .stream()
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private static final String ASSETS = "/assets/";
    private static final int MIN_COMPRESSED = 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET")
                || request.getHeader(HttpHeaders.RANGE) != null
                || !(isAsset(request) || (isPage(request) && isNobodys(request)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() != HttpServletResponse.SC_OK || response.isCommitted()) {
            answer.copyBodyToResponse();
            return;
        }
        byte[] body = answer.getContentAsByteArray();
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!isAsset(request)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
            if (mayBeKept(request, response) && isKnown(request, response, body)) {
                return;
            }
        }
        if (body.length >= MIN_COMPRESSED && isCompressible(answer) && takesGzip(request)) {
            byte[] small = compressed(body);
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            response.setContentLength(small.length);
            response.getOutputStream().write(small);
        } else {
            answer.copyBodyToResponse();
        }
    }

    private static boolean mayBeKept(HttpServletRequest request, HttpServletResponse response) {
        return isNobodys(request)
                && !NotedTokens.isIn(request)
                && !response.containsHeader(HttpHeaders.SET_COOKIE)
                && !response.containsHeader(HttpHeaders.CACHE_CONTROL);
    }

    /** Names the page, and answers without it where the browser has it already. */
    private static boolean isKnown(HttpServletRequest request, HttpServletResponse response, byte[] body) {
        String tag = "W/\"" + DigestUtils.md5DigestAsHex(body) + "\"";
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        response.setHeader(HttpHeaders.ETAG, tag);
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        boolean same = known != null
                && Arrays.stream(known.split(",", -1)).map(String::strip).anyMatch(tag::equals);
        if (same) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return same;
    }

    private static boolean isAsset(HttpServletRequest request) {
        return request.getRequestURI().startsWith(ASSETS);
    }

    private static boolean isPage(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return request.getQueryString() == null && PAGES.stream().anyMatch(page -> page.matches(path));
    }

    private static boolean isNobodys(HttpServletRequest request) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean signedIn = authentication != null && authentication.getPrincipal() instanceof SignedIn;
        return !signedIn && request.getSession(false) == null;
    }

    private static boolean isCompressible(HttpServletResponse answer) {
        String type = String.valueOf(answer.getContentType());
        return !answer.containsHeader(HttpHeaders.CONTENT_ENCODING)
                && (type.startsWith("text/") || type.startsWith("image/svg") || type.contains("javascript"));
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String taken = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        return taken != null
                && Arrays.stream(taken.split(",", -1))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("gzip") || (one.startsWith("gzip;") && !one.endsWith("q=0")));
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
