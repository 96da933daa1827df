package org.openbloctel.server.platform.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The filter that shows HEAD as GET to all filters and handlers behind it, which judge, count and note it like GET: length and digest of a short
 * file show its lines. The container leaves the body out. It runs before those that look at the method. Thread-safe.
 */
@Component
@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE)
public final class HeadFilter extends OncePerRequestFilter {
    private static final String ASKED = HeadFilter.class.getName();

    /** Whether the client wants only the head of an answer: a file is neither read nor delivered by it. */
    public static boolean isHead(HttpServletRequest request) {
        return request.getAttribute(ASKED) != null;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(ASKED, true);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getMethod() {
                        return "GET";
                    }
                },
                response);
    }
}
