package org.openbloctel.server.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.PASSWORD;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.operator.Staff;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The two doors: who comes in by password and second factor, what a stranger learns there, and when a session ends. */
final class SignInPagesIT {
    private static final String SESSION = "openbloctel_session";

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur", "/inspection"})
    void passwordAloneOpensNoPage(String root) {
        Person person = person(root);
        Visitor visitor = person.atTheSecondFactor();
        for (String page : List.of("", "/securite", "/securite/codes", "/securite/cles-d-acces")) {
            assertThat(way(visitor.get(root + page))).as(page).isEqualTo(root + "/second-facteur");
        }
        visitor.get(root + "/second-facteur");
        HttpResponse<String> change = visitor.post(
                root + "/securite/mot-de-passe", Map.of("old", PASSWORD, "password", "Quatre chevaux bais au champ"));
        assertThat(change.statusCode()).isIn(302, 403);
        assertThat(person.audited()).doesNotContain("credential.password-changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur", "/inspection"})
    void bothFactorsLeadToThePageThatWasAskedFor(String root) {
        Person person = person(root);
        Visitor visitor = SharedServer.visitor();
        assertThat(way(visitor.get(root + "/securite"))).isEqualTo(root + "/connexion");
        visitor.get(root + "/connexion");
        visitor.post(root + "/connexion", Map.of("email", person.email(), "password", PASSWORD));
        visitor.get(root + "/second-facteur");
        assertThat(way(visitor.post(root + "/second-facteur", Map.of("code", person.code()))))
                .isEqualTo(root + "/securite");
        assertThat(visitor.get(root + "/securite").body()).contains(person.email());
    }

    /** Neither the status nor the page nor a cookie says whether an address has an account. */
    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur", "/inspection"})
    void unknownAddressAndWrongPasswordHaveOneAnswer(String root) {
        Person person = person(root);
        HttpResponse<String> wrong = signIn(root, person.email(), PASSWORD + "!");
        HttpResponse<String> unknown = signIn(root, "nobody@example.org", PASSWORD);
        assertThat(plain(wrong, person.email())).isEqualTo(plain(unknown, "nobody@example.org"));
        RefusedForm.assertThatItNames(wrong, "email");
        assertThat(RefusedForm.text(wrong, "email")).contains("L’adresse ou le mot de passe est inexact");
        assertThat(wrong.body()).doesNotContain(PASSWORD);
        assertThat(wrong.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith(SESSION));
    }

    @Test
    void accountOfOneDoorIsUnknownAtTheOther() {
        Person member = Person.owner();
        Person staff = Person.staff();
        assertThat(plain(signIn("/operateur", member.email(), PASSWORD), member.email()))
                .isEqualTo(plain(signIn("/operateur", "nobody@example.org", PASSWORD), "nobody@example.org"));
        assertThat(signIn("/pro", staff.email(), PASSWORD).statusCode()).isEqualTo(422);
    }

    @Test
    void addressIsReadWithoutItsBlanksAndCapitals() {
        Person person = Person.owner();
        assertThat(way(signIn("/pro", "  " + person.email().toUpperCase(java.util.Locale.ROOT) + "\t", PASSWORD)))
                .isEqualTo("/pro/second-facteur");
    }

    @Test
    void passwordIsNeitherTrimmedNorCutNorInAnotherCase() {
        Person person = Person.owner();
        for (String near : List.of(PASSWORD + " ", PASSWORD + "x", PASSWORD.toLowerCase(Locale.ROOT))) {
            assertThat(near).isNotEqualTo(PASSWORD);
            assertThat(signIn("/pro", person.email(), near).statusCode())
                    .as(near)
                    .isEqualTo(422);
        }
        assertThat(signIn("/pro", person.email(), PASSWORD).statusCode()).isEqualTo(302);
    }

    /** The right password does not open either while the account waits; the known and the unknown address wait alike. */
    @Test
    void sixthWrongPasswordWaitsFromAnyAddress() {
        Person person = Person.owner();
        for (String email : List.of(person.email(), Person.newEmail())) {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn("/pro", email, "wrong").statusCode()).isEqualTo(422);
            }
            HttpResponse<String> slowed = signIn("/pro", email, PASSWORD);
            assertThat(slowed.statusCode()).isEqualTo(429);
            assertThat(RefusedForm.text(slowed, "email")).contains("30");
        }
        SharedServer.get().clock().move(Duration.ofSeconds(31));
        assertThat(way(signIn("/pro", person.email(), PASSWORD))).isEqualTo("/pro/second-facteur");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur", "/inspection"})
    void wrongPasswordsElsewhereDoNotLockOutABrowserThatIsKnown(String root) {
        Person person = person(root);
        Visitor own = throughBothFactors(person);
        assertThat(own.cookies().getCookieStore().getCookies())
                .filteredOn(cookie -> cookie.getName().equals("openbloctel_device"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.isHttpOnly()).isTrue();
                    assertThat(cookie.getMaxAge())
                            .isEqualTo(Duration.ofDays(180).toSeconds());
                });
        own.get(root);
        own.post("/deconnexion", Map.of());
        Visitor other = throughBothFactors(person(root));
        other.get(root);
        other.post("/deconnexion", Map.of());
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(root, person.email(), "wrong").statusCode()).isEqualTo(422);
        }
        assertThat(signIn(root, person.email(), PASSWORD).statusCode()).isEqualTo(429);
        assertThat(signIn(other, root, person.email()).statusCode())
                .as("a browser that another person is known in")
                .isEqualTo(429);
        assertThat(way(signIn(own, root, person.email()))).isEqualTo(root + "/second-facteur");
    }

    private static Visitor throughBothFactors(Person person) {
        Visitor visitor = person.atTheSecondFactor();
        visitor.get(person.root() + "/second-facteur");
        visitor.post(person.root() + "/second-facteur", Map.of("code", person.code()));
        return visitor;
    }

    private static HttpResponse<String> signIn(Visitor visitor, String root, String email) {
        visitor.get(root + "/connexion");
        return visitor.post(root + "/connexion", Map.of("email", email, "password", PASSWORD));
    }

    @Test
    void sessionThatWasPlantedIsNotTheOneThatIsOpened() {
        Person person = Person.owner();
        Visitor thief = Person.owner().signedIn();
        String planted = session(thief);
        Visitor victim = SharedServer.visitor();
        setSession(victim, planted);
        victim.get("/pro/connexion");
        assertThat(way(victim.post("/pro/connexion", Map.of("email", person.email(), "password", PASSWORD))))
                .isEqualTo("/pro/second-facteur");
        String first = session(victim);
        assertThat(first).isNotEqualTo(planted);
        victim.get("/pro/second-facteur");
        victim.post("/pro/second-facteur", Map.of("code", person.code()));
        assertThat(session(victim)).isNotIn(planted, first);
        for (String before : List.of(planted, first)) {
            Visitor copy = SharedServer.visitor();
            setSession(copy, before);
            assertThat(way(copy.get("/pro"))).isEqualTo("/pro/connexion");
        }
        assertThat(victim.get("/pro/securite").body()).contains(person.email());
    }

    /** The token in the forms of before the sign-in is worth nothing after it. */
    @Test
    void tokenOfFormsIsNewAfterTheSignIn() {
        Person person = Person.owner();
        Visitor visitor = SharedServer.visitor();
        String before = token(visitor.get("/pro/connexion"));
        String cookie = cookie(visitor, "openbloctel_form");
        visitor.post("/pro/connexion", Map.of("email", person.email(), "password", PASSWORD));
        visitor.get("/pro/second-facteur");
        assertThat(cookie(visitor, "openbloctel_form")).isNotEqualTo(cookie);
        HttpResponse<String> old = visitor.post("/pro/second-facteur", Map.of("code", person.code(), "_csrf", before));
        assertThat(old.statusCode()).isEqualTo(403);
        assertThat(way(visitor.get("/pro"))).isEqualTo("/pro/second-facteur");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur", "/inspection"})
    void signOutEndsTheSessionForACopyOfItsCookie(String root) {
        Visitor visitor = person(root).signedIn();
        Visitor copy = SharedServer.visitor();
        setSession(copy, session(visitor));
        assertThat(copy.get(root).statusCode()).isEqualTo(200);
        visitor.get(root);
        assertThat(visitor.post("/deconnexion", Map.of()).statusCode()).isEqualTo(302);
        assertThat(way(visitor.get(root))).isEqualTo(root + "/connexion");
        assertThat(way(copy.get(root))).isEqualTo(root + "/connexion");
    }

    @Test
    void linkSignsNobodyOut() {
        Visitor visitor = Person.owner().signedIn();
        assertThat(visitor.get("/deconnexion").statusCode()).isIn(404, 405);
        assertThat(visitor.get("/pro").statusCode()).isEqualTo(200);
    }

    @Test
    void signingInAsSomeoneElseEndsTheSessionBefore() {
        Person one = Person.owner();
        Person other = Person.owner();
        Visitor visitor = one.signedIn();
        visitor.get("/pro/connexion");
        visitor.post("/pro/connexion", Map.of("email", other.email(), "password", PASSWORD));
        assertThat(way(visitor.get("/pro"))).isEqualTo("/pro/second-facteur");
        visitor.get("/pro/second-facteur");
        assertThat(visitor.post("/pro/second-facteur", Map.of("code", one.code()))
                        .statusCode())
                .as("the code of the person before")
                .isEqualTo(422);
        assertThat(way(visitor.post("/pro/second-facteur", Map.of("code", other.code()))))
                .isEqualTo("/pro");
        assertThat(visitor.get("/pro/securite").body()).contains(other.email()).doesNotContain(one.email());
    }

    @Test
    void memberWhoIsRemovedBetweenTheFactorsIsOut() {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OPERATOR);
        Visitor visitor = lou.atTheSecondFactor();
        String code = lou.code();
        SharedServer.get().bean(Members.class).remove(owner.member(), lou.id(), true);
        assertThat(visitor.post("/pro/second-facteur", Map.of("code", code)).statusCode())
                .isIn(302, 401);
        assertThat(way(visitor.get("/pro"))).isEqualTo("/pro/connexion");
        assertThat(plain(signIn("/pro", lou.email(), PASSWORD), lou.email()))
                .as("removed like never there")
                .isEqualTo(plain(signIn("/pro", "nobody@example.org", PASSWORD), "nobody@example.org"));
    }

    @Test
    void operatorsPersonWhoIsRemovedIsOutAtOnce() {
        Person sacha = Person.staff();
        Visitor visitor = sacha.signedIn();
        assertThat(visitor.get("/operateur").statusCode()).isEqualTo(200);
        SharedServer.get().bean(Staff.class).remove(sacha.id(), "system");
        assertThat(visitor.get("/operateur").statusCode()).isEqualTo(302);
        assertThat(way(visitor.get("/operateur"))).isEqualTo("/operateur/connexion");
    }

    @Test
    void memberInAnotherRoleSignsInAgain() {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OWNER);
        Visitor visitor = lou.signedIn();
        assertThat(visitor.get("/pro/cles").body()).contains("name=\"networks\"");
        SharedServer.get().bean(Members.class).changeRole(owner.member(), lou.id(), Role.AUDITOR);
        HttpResponse<String> late =
                visitor.post("/pro/cles", Map.of("name", "CRM", "kind", "test", "scopes", "checks"));
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(lou.audited()).doesNotContain("key.made");
        assertThat(way(visitor.get("/pro"))).isEqualTo("/pro/connexion");
        assertThat(lou.signedIn().get("/pro/cles").body()).doesNotContain("name=\"networks\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>@example.org",
                "\"><img src=x>@example.org",
                "\u202egro.elpmaxe@\u0661\u202c",
                "\uD83D\uDE00@example.org",
                "${7*7}@example.org",
                "' or ''='"
            })
    void hostileAddressIsShownAsTyped(String email) {
        HttpResponse<String> answer = signIn("/pro", email, PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("<script>", "<img", "49@example");
        assertThat(RefusedForm.input(answer, "email")).contains("value=\"");
    }

    @Test
    void fieldsOfAnyLengthAndWithAnyCharacterAreRefusedInWords() {
        for (String hostile : List.of("x".repeat(10_000), "a\0b", "\u0001\u0007", "\uFFFF\uFFFE", "\t")) {
            assertThat(signIn("/pro", hostile, PASSWORD).statusCode())
                    .as("address of " + hostile.length())
                    .isIn(400, 422);
            assertThat(signIn("/pro", Person.newEmail(), hostile).statusCode())
                    .as("password of " + hostile.length())
                    .isEqualTo(422);
        }
        Visitor visitor = SharedServer.visitor();
        visitor.get("/pro/connexion");
        assertThat(visitor.post("/pro/connexion", Map.of()).statusCode()).isEqualTo(422);
    }

    @Test
    void refusalIsInTheLanguageOfTheReader() {
        Visitor visitor = SharedServer.visitor().speaks("en");
        visitor.get("/pro/connexion");
        HttpResponse<String> answer = visitor.post("/pro/connexion", Map.of("email", "x@example.org", "password", "y"));
        assertThat(answer.body()).contains("<html lang=\"en\"").doesNotContain("inexact", "Erreur");
        assertThat(RefusedForm.text(answer, "email")).contains("password");
    }

    @Test
    void sentTwiceTheFormOpensOneSessionAndSaysThatItExpired() {
        Person person = Person.owner();
        Visitor visitor = SharedServer.visitor();
        String token = token(visitor.get("/pro/connexion"));
        Map<String, String> form = Map.of("email", person.email(), "password", PASSWORD, "_csrf", token);
        assertThat(way(visitor.post("/pro/connexion", form))).isEqualTo("/pro/second-facteur");
        HttpResponse<String> again = visitor.post("/pro/connexion", form);
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.body()).contains("Le formulaire a expiré").doesNotContain(PASSWORD);
        assertThat(visitor.get("/pro/second-facteur").statusCode()).isEqualTo(200);
    }

    private static Person person(String root) {
        return switch (root) {
            case "/pro" -> Person.owner();
            case "/inspection" -> Person.inspector(SignedIn.Rank.INSPECTOR);
            default -> Person.staff();
        };
    }

    private static HttpResponse<String> signIn(String root, String email, String password) {
        Visitor visitor = SharedServer.visitor();
        visitor.get(root + "/connexion");
        return visitor.post(root + "/connexion", Map.of("email", email, "password", password));
    }

    /** An answer without what differs between any two: the token, and the address that was typed. */
    private static String plain(HttpResponse<String> answer, String email) {
        return answer.statusCode()
                + answer.body()
                        .replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "")
                        .replace(email, "ADDRESS");
    }

    private static String token(HttpResponse<String> page) {
        return page.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    }

    private static String session(Visitor visitor) {
        return cookie(visitor, SESSION);
    }

    private static String cookie(Visitor visitor, String name) {
        return visitor.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static void setSession(Visitor visitor, String id) {
        HttpCookie cookie = new HttpCookie(SESSION, id);
        cookie.setPath("/");
        // What Java makes of the host of a cookie without a domain: the server's own then takes its place.
        cookie.setDomain("localhost.local");
        cookie.setVersion(0);
        visitor.cookies().getCookieStore().add(SharedServer.get().address(), cookie);
    }
}
