package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.Space;
import org.openbloctel.server.platform.programs.RefusalStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What happens to a request that may not pass: a browser that only has to sign in, or to give its second factor, is led
 * there, a form with what was typed kept for afterwards; everybody else gets the refusal.
 */
record Door(LostSession lost, SecurityNotes traces) implements AuthenticationEntryPoint, AccessDeniedHandler {
    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException exception)
            throws IOException {
        turnAway(request, response, exception == null ? null : exception.getCause());
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        turnAway(request, response, exception);
    }

    private void turnAway(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable reason)
            throws IOException {
        Refusal refusal = refusal(reason);
        Optional<String> elsewhere =
                RefusalAnswers.wantsJson(request) || !request.getMethod().equals("GET")
                        ? Optional.empty()
                        : Space.of(request.getRequestURI()).flatMap(space -> space.wayIn(refusal));
        if (elsewhere.isPresent()) {
            response.sendRedirect(elsewhere.get());
        } else if (RefusalAnswers.wantsJson(request)
                || (!lost.askSecondFactor(request, response, refusal) && !lost.turnAway(request, response, refusal))) {
            traces.refused(reader(), refusal.code(), request);
            RefusalStatus.send(request, response, refusal);
        }
    }

    private static @Nullable SignedIn reader() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn who ? who : null;
    }

    private static Refusal refusal(@Nullable Throwable reason) {
        if (reason instanceof CsrfException) {
            return new RequestRefusal.FormExpired();
        }
        if (reason instanceof AuthorizationDeniedException denied
                && denied.getAuthorizationResult() instanceof AccessCheck.Answer answer
                && answer.refusal().isPresent()) {
            return answer.refusal().get();
        }
        return new AccessRefusal.NotAllowed();
    }
}
