package org.openbloctel.server.accounts.credential;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.openbloctel.registry.platform.session.Sessions;
import org.openbloctel.server.platform.access.Browser;
import org.openbloctel.server.platform.access.SignIn;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.web.LostSession;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of a person who left, was removed, has another role than when they signed in, or changed their password or
 * second factor elsewhere: at the next request, not at the end of the session. No session outlives a working day, used or not.
 * Runs behind the access table, before any page.
 */
@Component
final class StandingFilter extends OncePerRequestFilter {
    private final SignedInPeople people;
    private final SignIn signIn;
    private final LostSession lost;
    private final InstantSource clock;

    StandingFilter(SignedInPeople people, SignIn signIn, LostSession lost, InstantSource clock) {
        this.people = people;
        this.signIn = signIn;
        this.lost = lost;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean inSpace = Space.of(request.getRequestURI()).isPresent();
        if (inSpace
                && authentication != null
                && authentication.getPrincipal() instanceof SignedIn who
                && !stands(who, signIn.since(request))) {
            Browser browser = new Browser(request, response);
            signIn.end(browser);
            if (lost.turnAway(request, response)) {
                return;
            }
            // By way of the sign-in: to the page of an interrupted form, if the browser was on its way back to one.
            response.sendRedirect(signIn.goOn(who, browser));
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean stands(SignedIn who, Instant since) {
        return !since.plus(Sessions.MAX_LENGTH).isBefore(clock.instant()) && people.stands(who, since);
    }
}
