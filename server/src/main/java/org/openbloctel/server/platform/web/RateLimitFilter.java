package org.openbloctel.server.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.RateLimits.Allowance;
import org.openbloctel.server.platform.access.RateLimits.Limit;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.ProgramLimits;
import org.openbloctel.server.platform.programs.RefusalStatus;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The limit on all requests: of an address, of a person, of a company's programs together. Features have limits of their own
 * beside it. Programs are told how much is left. It runs in the security chains only, not by the container.
 */
@Component
@FilterRegistration(enabled = false)
final class RateLimitFilter extends OncePerRequestFilter {
    private final RateLimits limits;
    private final Limit address;
    private final Limit person;
    private final ProgramLimits programs;
    private final SecurityNotes traces;

    RateLimitFilter(RateLimits limits, ProgramLimits programs, SecurityNotes traces, HttpSettings settings) {
        HttpSettings.RequestsAMinute most = settings.requestsAMinute();
        this.limits = limits;
        this.programs = programs;
        this.traces = traces;
        this.address = aMinute("address", most.address());
        this.person = aMinute("person", most.person());
    }

    private static Limit aMinute(String name, long requests) {
        return new Limit(name, requests, Duration.ofMinutes(1));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/assets/") || isOnTheManagementPort(request);
    }

    /** That port has its own container. Probes and monitors have no rate limit. */
    private boolean isOnTheManagementPort(HttpServletRequest request) {
        return !request.getServletContext().equals(getServletContext());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Allowance allowance = take(request);
        if (request.getRequestURI().startsWith("/api/") || !allowance.granted()) {
            allowance.writeTo(response);
        }
        if (allowance.granted()) {
            chain.doFilter(request, response);
        } else {
            RequestRefusal tooMany = new RequestRefusal.TooManyRequests(allowance.retryAfter());
            traces.refused(who(), tooMany.code(), request);
            RefusalStatus.send(request, response, tooMany);
        }
    }

    private static @Nullable SignedIn who() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who ? who : null;
    }

    private Allowance take(HttpServletRequest request) {
        return switch (who()) {
            case null -> limits.take(address, Network.household(request.getRemoteAddr()), 1);
            case SignedIn.Key key -> programs.take(request.getRequestURI(), key);
            case SignedIn.Consumer consumer -> limits.take(person, consumer.actor(), 1);
            case SignedIn.Member member -> limits.take(person, member.actor(), 1);
            case SignedIn.Staff staff -> limits.take(person, staff.actor(), 1);
            case SignedIn.Inspector inspector -> limits.take(person, inspector.actor(), 1);
        };
    }
}
