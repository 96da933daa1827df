package org.openbloctel.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a browser says another site makes it send. The token in each form stands alone where a browser says nothing;
 * this stands beside it, for a cookie can be planted from a neighbouring subdomain and the browser's word cannot.
 */
final class SameOriginFilter extends OncePerRequestFilter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Door door;

    SameOriginFilter(Door door) {
        this.door = door;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String from = request.getHeader("Sec-Fetch-Site");
        if (from != null && !OURS.contains(from) && !HARMLESS.contains(request.getMethod())) {
            door.handle(request, response, new CsrfException("sent by another site"));
            return;
        }
        chain.doFilter(request, response);
    }
}
