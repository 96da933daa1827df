package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;

/** A form sent after the session is over leads to the sign-in, and its fields are filled in again afterwards. */
final class LostSessionIT {
    private static final Map<String, String> KEY =
            Map.of("name", "Standard du matin", "kind", "test", "scopes", "checks", "networks", "192.0.2.0/24");

    private static final ServerFixture SERVER = SharedServer.get();
    private static final Caller CALLER = new Caller(SERVER, Person.siren(), "Exemple");

    @Test
    void inputIsInTheFormAgainAfterTheSignInAndOnce() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/cles");
        loseSession(visitor);
        HttpResponse<String> over = visitor.post("/pro/cles", KEY);
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.body())
                .contains("Votre session est terminée", "Rien n’a été enregistré", "href=\"/pro/connexion\"")
                .contains("Ce que vous aviez saisi est gardé")
                .doesNotContain("Standard du matin");
        assertThat(visitor.get(SERVER.signInPath(owner)).body())
                .as("where the sign-in leads")
                .isEqualTo("/pro/cles");
        assertThat(visitor.get("/pro/cles").body())
                .contains("value=\"Standard du matin\"", ">192.0.2.0/24<", "Votre saisie est revenue")
                .contains("id=\"scopes\" value=\"checks\" checked=\"checked\"");
        assertThat(visitor.get("/pro/cles").body()).doesNotContain("Standard du matin", "Votre saisie");
        assertThat(SharedServer.visitor(owner).get("/pro/cles").body()).doesNotContain("Standard du matin");
    }

    @Test
    void inputFollowsWhereTheAddressOfTheFormLeads() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/appels");
        loseSession(visitor);
        assertThat(visitor.post("/pro/appels/refus", Map.of("number", "06 39 98 00 71"))
                        .statusCode())
                .isEqualTo(401);
        visitor.get(SERVER.signInPath(owner));
        assertThat(visitor.get("/pro/appels/refus")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/pro/appels");
        assertThat(visitor.get("/pro/appels").body()).contains("value=\"06 39 98 00 71\"", "Votre saisie est revenue");
    }

    @Test
    void secretsAreNeverKept() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/securite");
        loseSession(visitor);
        HttpResponse<String> over = visitor.post(
                "/pro/securite/mot-de-passe", Map.of("old", "Trois chevaux gris", "password", "Quatre chevaux bais"));
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.body()).contains("recommencez l’opération").doesNotContain("chevaux");
        visitor.get(SERVER.signInPath(owner));
        assertThat(visitor.get("/pro/securite/mot-de-passe").body()).doesNotContain("chevaux");
    }

    @Test
    void fileIsNotKeptAndThePageSaysSo() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/depots/nouveau");
        loseSession(visitor);
        HttpResponse<String> over =
                visitor.upload("/pro/depots/nouveau", Map.of("header", "yes"), "a.csv", new byte[4 << 20]);
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.body()).contains("Un fichier ne peut pas être gardé", "href=\"/pro/connexion\"");
        assertThat(visitor.get(SERVER.signInPath(owner)).body()).isEqualTo("/pro/depots/nouveau");
    }

    @Test
    void formWithoutItsTokenKeepsNothing() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/cles");
        loseSession(visitor);
        HttpResponse<String> forged = visitor.post("/pro/cles", with(KEY, "_csrf", "forged"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("openbloctel_input"));
        visitor.get(SERVER.signInPath(owner));
        assertThat(visitor.get("/pro/cles").body()).doesNotContain("Standard du matin");
    }

    @Test
    void inputIsForgottenAfterHalfAnHour() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/cles");
        loseSession(visitor);
        visitor.post("/pro/cles", KEY);
        SERVER.clock().move(Duration.ofMinutes(31));
        visitor.get(SERVER.signInPath(owner));
        assertThat(visitor.get("/pro/cles").body()).doesNotContain("Standard du matin");
    }

    /** A session ends after twelve hours, in use or not. */
    @Test
    void sessionOfYesterdayIsAnsweredAlike() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/cles");
        SERVER.clock().move(Duration.ofHours(13));
        HttpResponse<String> over = visitor.post("/pro/appels/refus", Map.of("number", "06 39 98 00 71"));
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.body()).contains("Votre session est terminée");
        visitor.get(SERVER.signInPath(owner));
        visitor.get("/pro/appels/refus");
        assertThat(visitor.get("/pro/appels").body()).contains("value=\"06 39 98 00 71\"");
    }

    /** A form that takes the second factor again leads there first, and from there to the sign-in: the way back is the same. */
    @Test
    void sessionOfYesterdayLosesNothingWhereTheSecondFactorIsAskedForAgain() {
        SignedIn owner = CALLER.owner(true);
        Visitor visitor = SharedServer.visitor(owner);
        visitor.get("/pro/cles");
        SERVER.clock().move(Duration.ofHours(13));
        assertThat(way(visitor.post("/pro/cles", KEY))).isEqualTo("/pro/second-facteur/a-nouveau");
        assertThat(way(visitor.get("/pro/second-facteur/a-nouveau"))).isEqualTo("/pro/cles");
        assertThat(way(visitor.get("/pro/cles"))).isEqualTo("/pro/connexion");
        assertThat(visitor.get(SERVER.signInPath(owner)).body()).isEqualTo("/pro/cles");
        assertThat(visitor.get("/pro/cles").body()).contains("value=\"Standard du matin\"");
    }

    private static void loseSession(Visitor visitor) {
        visitor.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("openbloctel_session"))
                .toList()
                .forEach(cookie -> visitor.cookies().getCookieStore().remove(SERVER.address(), cookie));
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new TreeMap<>(fields);
        all.put(name, value);
        return all;
    }
}
