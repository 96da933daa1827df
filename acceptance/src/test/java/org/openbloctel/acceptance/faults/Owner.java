package org.openbloctel.acceptance.faults;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.server.app.Visitor;

/**
 * The owner of a company, signed in with a password chosen by the link in a mail and an authenticator. The session is in the database,
 * and the browser takes its cookies from one server to the other. For one thread.
 */
final class Owner {
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final Pattern SECRET = Pattern.compile("<p class=\"secret\">([A-Z2-7 ]+)</p>");

    private final Visitor first;

    private Owner(Visitor first) {
        this.first = first;
    }

    /** Chooses a password, signs in and gives the second factor twice, as what gives lasting power asks for; all of it at one server. */
    static Owner signedIn(Node node, Postgres postgres, String email) {
        Visitor visitor = new Visitor(node.address());
        visitor.get("/pro/mot-de-passe-oublie");
        visitor.post("/pro/mot-de-passe-oublie", Map.of("email", email));
        String token = postgres.token(email, "company/password");
        visitor.get("/pro/mot-de-passe?jeton=" + token);
        leadsTo(visitor.post("/pro/mot-de-passe", Map.of("jeton", token, "password", PASSWORD)), "/pro/connexion");
        visitor.get("/pro/connexion");
        leadsTo(visitor.post("/pro/connexion", Map.of("email", email, "password", PASSWORD)), "/pro/second-facteur");
        Matcher letters = SECRET.matcher(visitor.get("/pro/second-facteur").body());
        if (!letters.find()) {
            throw new IllegalStateException("no secret for an authenticator");
        }
        String secret = letters.group(1).replace(" ", "");
        visitor.post("/pro/second-facteur/activer", Map.of("code", Totp.code(secret, Instant.now())));
        // Each code is good once, and the next one is good already.
        visitor.get("/pro/second-facteur/a-nouveau");
        visitor.post(
                "/pro/second-facteur/a-nouveau",
                Map.of("code", Totp.code(secret, Instant.now().plusSeconds(Totp.STEP_SECONDS))));
        Owner owner = new Owner(visitor);
        if (!owner.isSignedIn(node)) {
            throw new IllegalStateException("not signed in");
        }
        return owner;
    }

    private static void leadsTo(HttpResponse<String> answer, String path) {
        if (!Registrant.way(answer).equals(path)) {
            throw new IllegalStateException(answer + " " + Registrant.way(answer) + " " + answer.body());
        }
    }

    /** The same browser at a server. */
    Visitor at(Node node) {
        Visitor there = new Visitor(node.address());
        first.cookies()
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> there.cookies().getCookieStore().add(node.address(), cookie));
        return there;
    }

    boolean isSignedIn(Node node) {
        return at(node).get("/pro").statusCode() == 200;
    }
}
