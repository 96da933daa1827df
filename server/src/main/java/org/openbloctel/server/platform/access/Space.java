package org.openbloctel.server.platform.access;

import java.util.Arrays;
import java.util.Optional;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;

/** The parts of the portal that need a sign-in, and where one signs in. */
public enum Space {
    /** Consumers. */
    CONSUMER("/espace", "/espace/connexion", "/espace/connexion"),
    /** Professionals. */
    PROFESSIONAL("/pro", "/pro/connexion", "/pro/second-facteur"),
    /** The operator's staff. */
    OPERATOR("/operateur", "/operateur/connexion", "/operateur/second-facteur"),
    /** Inspectors of the authority. */
    INSPECTION("/inspection", "/inspection/connexion", "/inspection/second-facteur");

    private final String root;
    private final String signIn;
    private final String secondFactor;

    Space(String root, String signIn, String secondFactor) {
        this.root = root;
        this.signIn = signIn;
        this.secondFactor = secondFactor;
    }

    /** Whether a path is one for programs. */
    public static boolean isOfPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/.well-known/");
    }

    /** The space that a path lies in, if any. */
    public static Optional<Space> of(String path) {
        return Arrays.stream(values())
                .filter(space -> path.equals(space.root) || path.startsWith(space.root + "/"))
                .findFirst();
    }

    /** Whose home it is. */
    public static Optional<Space> of(SignedIn who) {
        return switch (who) {
            case SignedIn.Consumer consumer -> Optional.of(CONSUMER);
            case SignedIn.Member member -> Optional.of(PROFESSIONAL);
            case SignedIn.Staff staff -> Optional.of(OPERATOR);
            case SignedIn.Inspector inspector -> Optional.of(INSPECTION);
            case SignedIn.Key key -> Optional.empty();
        };
    }

    /** Where one gives the second factor again. */
    public String stepUp() {
        return secondFactor + "/a-nouveau";
    }

    /** Its first page. */
    public String root() {
        return root;
    }

    /** Where a visitor who was refused like this can help themselves. */
    public Optional<String> wayIn(Refusal refusal) {
        return switch (refusal) {
            case AccessRefusal.SignInNeeded needed -> Optional.of(signIn);
            case AccessRefusal.SecondFactorNeeded needed -> Optional.of(secondFactor);
            default -> Optional.empty();
        };
    }
}
