package org.openbloctel.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openbloctel.server.platform.access.RequestIds;
import org.slf4j.MDC;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Repeats the ids that a request brought in its answer, and writes them with each line of the log that it causes. */
@Component
@FilterRegistration(order = Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = RequestIds.request(request.getHeader(RequestIds.REQUEST_ID));
        String parent = request.getHeader(RequestIds.TRACE_PARENT);
        String trace = RequestIds.trace(parent);
        if (id != null) {
            response.setHeader(RequestIds.REQUEST_ID, id);
            MDC.put("request", id);
        }
        if (trace != null) {
            response.setHeader(RequestIds.TRACE_PARENT, parent);
            MDC.put("trace", trace);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("request");
            MDC.remove("trace");
        }
    }
}
