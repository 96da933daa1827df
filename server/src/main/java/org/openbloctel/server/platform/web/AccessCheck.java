package org.openbloctel.server.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.platform.access.AccessTable;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.access.StepUp;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/** Asks the {@link AccessTable} for each request, and the session whether the second factor was given again where that is needed. */
@Component
record AccessCheck(AccessTable table, StepUp stepUp) implements AuthorizationManager<RequestAuthorizationContext> {
    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication given = authentication.get();
        SignedIn who = given != null && given.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
        HttpServletRequest request = context.getRequest();
        Optional<Refusal> refusal = table.refusal(request.getMethod(), request.getRequestURI(), who);
        return new Answer(
                refusal.isEmpty() && lacksStepUp(who, request)
                        ? Optional.of(new AccessRefusal.StepUpNeeded())
                        : refusal);
    }

    /** Programs are not asked: no route of theirs may state it. */
    private boolean lacksStepUp(@Nullable SignedIn who, HttpServletRequest request) {
        return who != null
                && !(who instanceof SignedIn.Key)
                && table.needsStepUp(request.getMethod(), request.getRequestURI())
                && !stepUp.isFresh(request);
    }

    /** What the table said, for the door. */
    record Answer(Optional<Refusal> refusal) implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return refusal.isEmpty();
        }
    }
}
