package org.openbloctel.server.platform.access;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A {@link SignedIn} as Spring Security carries it. Roles are no authorities here: the {@link AccessTable} asks the principal. */
final class SignedInAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final SignedIn who;

    SignedInAuthentication(SignedIn who) {
        super(List.of());
        this.who = who;
        super.setAuthenticated(true);
    }

    @Override
    public SignedIn getPrincipal() {
        return who;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return who.actor();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInAuthentication authentication && authentication.who.equals(who);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(who);
    }
}
