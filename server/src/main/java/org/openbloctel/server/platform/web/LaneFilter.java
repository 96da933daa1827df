package org.openbloctel.server.platform.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openbloctel.registry.platform.database.Lane;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts each request into the lane of the API or of pages, those of operations into that of pages. The package of look-ups sets their lane.
 * It runs before all others: some of them ask the database. The port for operations has a context of its own, which finds this class by its name
 * in {@code META-INF/spring}: a probe must not wait as a job does.
 */
@Component
@FilterRegistration(
        order = Ordered.HIGHEST_PRECEDENCE,
        dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR})
final class LaneFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Lane lane = request.getRequestURI().startsWith("/api/") ? Lane.API : Lane.PAGES;
        Lane before = lane.take();
        try {
            chain.doFilter(request, response);
        } finally {
            before.take();
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
