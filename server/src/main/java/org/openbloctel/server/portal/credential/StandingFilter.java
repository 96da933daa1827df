package org.openbloctel.server.portal.credential;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.openbloctel.server.http.SignIn;
import org.openbloctel.server.http.SignedIn;
import org.openbloctel.server.http.Space;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of somebody who left, was removed, or has another role than when they signed in: at the next request, not at
 * the end of the session. Runs behind the access table, before any page.
 */
@Component
final class StandingFilter extends OncePerRequestFilter {
    private final Gate gate;
    private final SignIn signIn;

    StandingFilter(Gate gate, SignIn signIn) {
        this.gate = gate;
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean inSpace = Space.of(request.getRequestURI()).isPresent();
        if (inSpace
                && authentication != null
                && authentication.getPrincipal() instanceof SignedIn who
                && !gate.stands(who)) {
            signIn.end(request, response);
            response.sendRedirect(Space.of(who).map(Space::root).orElse("/"));
            return;
        }
        chain.doFilter(request, response);
    }
}
