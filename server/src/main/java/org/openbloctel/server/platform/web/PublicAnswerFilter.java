package org.openbloctel.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Lets browsers keep the pages that are the same for everybody, and ask whether they changed; and sends these and our assets
 * compressed. Only for a visitor without a session, and only pages of the list: none of them repeats what a request said, so that
 * the length of a compressed answer tells nothing. A page with a form's token is compressed, for the token is masked anew each time,
 * but not kept. Everything else keeps {@code no-store}. Visitors who ask for the same page at the same time get the one that is being made.
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

    /** The pages that are being made, by what they vary with. */
    private final Map<String, CompletableFuture<Optional<Page>>> underWay = new ConcurrentHashMap<>();

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
        send(
                request,
                response,
                answer,
                isAsset(request) ? make(request, answer, chain) : shared(request, answer, chain));
    }

    /** The page, made now or by another request for the same that is under way. Empty for an answer that is no page. */
    private Optional<Page> shared(HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain)
            throws ServletException, IOException {
        // All that the answer varies with.
        String asked = String.join(
                "\n",
                request.getRequestURI(),
                String.valueOf(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)),
                String.valueOf(request.getHeader(HttpHeaders.COOKIE)));
        CompletableFuture<Optional<Page>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Page>> others = underWay.putIfAbsent(asked, mine);
        if (others != null) {
            Optional<Page> page = others.join();
            return page.isPresent() ? page : make(request, answer, chain);
        }
        Optional<Page> page = Optional.empty();
        try {
            page = make(request, answer, chain);
        } finally {
            underWay.remove(asked);
            mine.complete(page.filter(made -> made.kept));
        }
        return page;
    }

    /** Makes an answer in memory. Empty when it is no page: a refusal, or one that is on its way already. */
    private static Optional<Page> make(
            HttpServletRequest request, ContentCachingResponseWrapper answer, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, answer);
        if (answer.getStatus() != HttpServletResponse.SC_OK || answer.isCommitted()) {
            return Optional.empty();
        }
        return Optional.of(new Page(
                answer.getContentAsByteArray(),
                String.valueOf(answer.getContentType()),
                answer.getLocale(),
                isCompressible(answer),
                !isAsset(request) && mayBeKept(request, answer)));
    }

    /** Writes to the client, which may take its time: no other request waits for that. */
    private static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            ContentCachingResponseWrapper answer,
            Optional<Page> page)
            throws IOException {
        if (page.isPresent()) {
            write(request, response, page.get());
        } else {
            answer.copyBodyToResponse();
        }
    }

    private static void write(HttpServletRequest request, HttpServletResponse response, Page page) throws IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!isAsset(request)) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            response.addHeader(HttpHeaders.VARY, HttpHeaders.COOKIE);
            if (page.kept && isKnown(request, response, page.tag())) {
                return;
            }
        }
        byte[] body = page.body;
        if (body.length >= MIN_COMPRESSED && page.compressible && takesGzip(request)) {
            body = page.compressed();
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (response.getContentType() == null) {
            response.setLocale(page.language);
            response.setContentType(page.type);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** An answer that was made. The tag and the compressed form are made once. Thread-safe. */
    private static final class Page {
        private final byte[] body;
        private final String type;
        private final Locale language;
        private final boolean compressible;
        private final boolean kept;
        private final Supplier<String> tag;
        private final Supplier<byte[]> small;

        Page(byte[] body, String type, Locale language, boolean compressible, boolean kept) {
            this.body = body;
            this.type = type;
            this.language = language;
            this.compressible = compressible;
            this.kept = kept;
            this.tag = SingletonSupplier.of(() -> "W/\"" + DigestUtils.md5DigestAsHex(body) + "\"");
            this.small = SingletonSupplier.of(() -> PublicAnswerFilter.compressed(body));
        }

        String tag() {
            return tag.get();
        }

        byte[] compressed() {
            return small.get();
        }
    }

    private static boolean mayBeKept(HttpServletRequest request, HttpServletResponse response) {
        return isNobodys(request)
                && !NotedTokens.isIn(request)
                && !response.containsHeader(HttpHeaders.SET_COOKIE)
                && !response.containsHeader(HttpHeaders.CACHE_CONTROL);
    }

    /** Names the page, and answers without it where the browser has it already. */
    private static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String tag) {
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

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Hands out the tokens of forms, masked anew for each answer, and notes which answers have one: no cache may keep those. */
    static final class NotedTokens implements CsrfTokenRequestHandler {
        private static final String USED = NotedTokens.class.getName();

        private final CsrfTokenRequestHandler masked = new XorCsrfTokenRequestAttributeHandler();

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
            masked.handle(request, response, () -> {
                request.setAttribute(USED, true);
                return token.get();
            });
        }

        @Override
        public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
            return masked.resolveCsrfTokenValue(request, token);
        }

        /** Whether the answer to this request has a token in it. */
        static boolean isIn(HttpServletRequest request) {
            return request.getAttribute(USED) != null;
        }
    }
}
