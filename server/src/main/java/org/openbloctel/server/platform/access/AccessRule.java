package org.openbloctel.server.platform.access;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.server.platform.access.Access.Caller;
import org.openbloctel.server.platform.access.SignedIn.Rank;
import org.openbloctel.server.platform.access.SignedIn.Role;

/** Who may use a route. Its text is what the golden file of routes says. */
sealed interface AccessRule {
    /** Everybody. */
    AccessRule ANYONE = new Anyone();
    /** A consumer in their space. */
    AccessRule CONSUMER = new Consumer();
    /** The fault of an annotation that asks callers for a second factor who have none. */
    String NO_SECOND_FACTOR = "stepUp is for members, staff and inspectors, who have a second factor";
    /** The fault of an annotation that states nothing, or two things. */
    String ONE_NEEDED = "one of value, member, inspector and key is needed";

    /**
     * The rule that an annotation states for a route.
     *
     * @return nothing for a handler that no caller reaches by an address
     * @throws IllegalArgumentException when the annotation says nothing, or two things
     */
    static Optional<AccessRule> of(Access access, String path) {
        boolean member = access.member().length > 0;
        boolean inspector = access.inspector().length > 0;
        boolean key = !access.key().isEmpty();
        Factor factor = Factor.of(access);
        if (factor == Factor.AGAIN && (key || access.value() == Caller.ANYONE)) {
            throw new IllegalArgumentException(NO_SECOND_FACTOR);
        }
        if (member || inspector || key) {
            if (Stream.of(member, inspector, key).filter(stated -> stated).count() > 1
                    || access.value() != Caller.UNSTATED) {
                throw new IllegalArgumentException(ONE_NEEDED);
            }
            return Optional.of(
                    member
                            ? new Member(Set.of(access.member()), factor)
                            : inspector
                                    ? new Inspector(Set.of(access.inspector()), factor)
                                    : new Key(access.key(), access.bound()));
        }
        return switch (access.value()) {
            case UNSTATED -> throw new IllegalArgumentException(ONE_NEEDED);
            case NONE -> Optional.empty();
            case ANYONE -> Optional.of(ANYONE);
            case CONSUMER -> consumer(factor);
            case MEMBER -> Optional.of(new Member(Set.of(Role.values()), factor));
            case STAFF -> Optional.of(new Staff(factor));
            case INSPECTOR -> Optional.of(new Inspector(Set.of(Rank.values()), factor));
            case ACCOUNT_HOLDER ->
                switch (Space.of(path)
                        .orElseThrow(
                                () -> new IllegalArgumentException("ACCOUNT_HOLDER is for addresses in a space"))) {
                    case CONSUMER -> consumer(factor);
                    case PROFESSIONAL -> Optional.of(new Member(Set.of(Role.values()), factor));
                    case OPERATOR -> Optional.of(new Staff(factor));
                    case INSPECTION -> Optional.of(new Inspector(Set.of(Rank.values()), factor));
                };
        };
    }

    private static Optional<AccessRule> consumer(Factor factor) {
        if (factor == Factor.AGAIN) {
            throw new IllegalArgumentException(NO_SECOND_FACTOR);
        }
        return Optional.of(CONSUMER);
    }

    /** Why this person may not, or nothing when they may; a visitor who is not signed in is {@code null}. */
    Optional<Refusal> refusal(@Nullable SignedIn who);

    /** Whether they must also have given their second factor again just now, which {@code AccessCheck} finds in their session. */
    boolean needsStepUp();

    /** Which second factor a route takes. */
    enum Factor {
        /** None: the page sets one up, or asks for it. */
        NONE(""),
        /** One that was given at the sign-in. */
        GIVEN(" with second factor"),
        /** One that was given again within the last minutes. */
        AGAIN(" with second factor given again");

        private final String text;

        Factor(String text) {
            this.text = text;
        }

        static Factor of(Access access) {
            if (access.stepUp() && !access.secondFactor()) {
                throw new IllegalArgumentException("stepUp needs a second factor");
            }
            return access.stepUp() ? AGAIN : access.secondFactor() ? GIVEN : NONE;
        }
    }

    /** Everybody, signed in or not. */
    record Anyone() implements AccessRule {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            return Optional.empty();
        }

        @Override
        public boolean needsStepUp() {
            return false;
        }

        @Override
        public String toString() {
            return "anyone";
        }
    }

    /** A consumer in their space. */
    record Consumer() implements AccessRule {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            return who instanceof SignedIn.Consumer ? Optional.empty() : notThis(who);
        }

        @Override
        public boolean needsStepUp() {
            return false;
        }

        @Override
        public String toString() {
            return "consumer";
        }
    }

    /** A member of a company in one of these roles. */
    record Member(Set<Role> roles, Factor factor) implements AccessRule {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Member member)) {
                return notThis(who);
            }
            // The second factor first: before it, not even the role is told.
            if (factor != Factor.NONE && !member.secondFactor()) {
                return Optional.of(new AccessRefusal.SecondFactorNeeded());
            }
            return roles.contains(member.role()) ? Optional.empty() : Optional.of(new AccessRefusal.NotAllowed());
        }

        @Override
        public boolean needsStepUp() {
            return factor == Factor.AGAIN;
        }

        @Override
        public String toString() {
            String names = roles.stream().sorted().map(Role::name).collect(Collectors.joining("|"));
            return "member " + names + factor.text;
        }
    }

    /** A member of the operator's staff. */
    record Staff(Factor factor) implements AccessRule {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Staff staff)) {
                return notThis(who);
            }
            return factor != Factor.NONE && !staff.secondFactor()
                    ? Optional.of(new AccessRefusal.SecondFactorNeeded())
                    : Optional.empty();
        }

        @Override
        public boolean needsStepUp() {
            return factor == Factor.AGAIN;
        }

        @Override
        public String toString() {
            return "staff" + factor.text;
        }
    }

    /** An inspector of the authority of one of these ranks. */
    record Inspector(Set<Rank> ranks, Factor factor) implements AccessRule {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Inspector inspector)) {
                return notThis(who);
            }
            if (factor != Factor.NONE && !inspector.secondFactor()) {
                return Optional.of(new AccessRefusal.SecondFactorNeeded());
            }
            return ranks.contains(inspector.rank()) ? Optional.empty() : Optional.of(new AccessRefusal.NotAllowed());
        }

        @Override
        public boolean needsStepUp() {
            return factor == Factor.AGAIN;
        }

        @Override
        public String toString() {
            String names = ranks.stream().sorted().map(Rank::name).collect(Collectors.joining("|"));
            return "inspector " + names + factor.text;
        }
    }

    /**
     * A program whose key has this scope.
     *
     * @param bound whether one that acts for some companies alone may come in
     */
    record Key(String scope, boolean bound) implements AccessRule {
        @Override
        public Optional<Refusal> refusal(@Nullable SignedIn who) {
            if (!(who instanceof SignedIn.Key key)) {
                return notThis(who);
            }
            if (key.isBound() && !bound) {
                return Optional.of(new CompanyRefusal.KeyBound());
            }
            return key.scopes().contains(scope) ? Optional.empty() : Optional.of(new AccessRefusal.NotAllowed());
        }

        @Override
        public boolean needsStepUp() {
            return false;
        }

        @Override
        public String toString() {
            return "key " + scope + (bound ? ", bound or not" : "");
        }
    }

    private static Optional<Refusal> notThis(@Nullable SignedIn who) {
        return Optional.of(who == null ? new AccessRefusal.SignInNeeded() : new AccessRefusal.NotAllowed());
    }
}
