package org.openbloctel.server.web;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.server.web.SignedIn.Role;

/** Who may use a route. Its text is what the golden file of routes says. */
sealed interface Access {
    /** Everybody. */
    Access ANYONE = new Anyone();
    /** A consumer in their space. */
    Access CONSUMER = new Consumer();
    /** Somebody of the operator's before their second factor: the pages that ask for it. */
    Access STAFF = new Staff(false);
    /** Somebody of the operator's. */
    Access STAFF_WITH_SECOND_FACTOR = new Staff(true);

    /** A member before their second factor: in one of these roles, in any role when none is named. */
    static Access member(Role... roles) {
        return new Member(orAll(roles), false);
    }

    /** A member who gave their second factor: in one of these roles, in any role when none is named. */
    static Access memberWithSecondFactor(Role... roles) {
        return new Member(orAll(roles), true);
    }

    /** A program whose key has this scope. */
    static Access key(String scope) {
        return new Key(scope);
    }

    private static Set<Role> orAll(Role... roles) {
        return roles.length == 0 ? Set.of(Role.values()) : Set.of(roles);
    }

    /** Why this person may not, or nothing when they may; nobody is {@code null}. */
    Optional<Refusal> refusal(@Nullable SignedIn who);

    /** Everybody, signed in or not. */
    record Anyone() implements Access {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "anyone";
        }
    }

    /** A consumer in their space. */
    record Consumer() implements Access {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            return who instanceof SignedIn.Consumer ? Optional.empty() : notThis(who);
        }

        @Override
        public String toString() {
            return "consumer";
        }
    }

    /** A member of a company in one of these roles. */
    record Member(Set<Role> roles, boolean secondFactor) implements Access {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Member member)) {
                return notThis(who);
            }
            // The second factor first: before it, not even the role is told.
            if (secondFactor && !member.secondFactor()) {
                return Optional.of(new AccessRefusal.SecondFactorNeeded());
            }
            return roles.contains(member.role()) ? Optional.empty() : Optional.of(new AccessRefusal.NotAllowed());
        }

        @Override
        public String toString() {
            String names = roles.stream().sorted().map(Role::name).collect(Collectors.joining("|"));
            return "member " + names + (secondFactor ? " with second factor" : "");
        }
    }

    /** Somebody of the operator's. */
    record Staff(boolean secondFactor) implements Access {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Staff staff)) {
                return notThis(who);
            }
            return secondFactor && !staff.secondFactor()
                    ? Optional.of(new AccessRefusal.SecondFactorNeeded())
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "staff" + (secondFactor ? " with second factor" : "");
        }
    }

    /** A program whose key has this scope. */
    record Key(String scope) implements Access {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Key key)) {
                return notThis(who);
            }
            return key.scopes().contains(scope) ? Optional.empty() : Optional.of(new AccessRefusal.NotAllowed());
        }

        @Override
        public String toString() {
            return "key " + scope;
        }
    }

    private static Optional<Refusal> notThis(@Nullable SignedIn who) {
        return Optional.of(who == null ? new AccessRefusal.SignInNeeded() : new AccessRefusal.NotAllowed());
    }
}
