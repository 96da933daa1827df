package org.openbloctel.server.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.Refusal;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Asks the {@link AccessTable} for each request. */
final class AccessCheck implements AuthorizationManager<RequestAuthorizationContext> {
    private final AccessTable table;

    AccessCheck(AccessTable table) {
        this.table = table;
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Authentication given = authentication.get();
        SignedIn who = given != null && given.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
        return new Answer(table.refusal(
                context.getRequest().getMethod(), context.getRequest().getRequestURI(), who));
    }

    /** What the table said, for {@link Door}. */
    record Answer(Optional<Refusal> refusal) implements AuthorizationResult {
        @Override
        public boolean isGranted() {
            return refusal.isEmpty();
        }
    }
}
