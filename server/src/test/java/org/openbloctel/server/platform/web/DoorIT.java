package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every request meets first: headers, sessions, forged forms, languages, refusals. */
final class DoorIT {
    private static final SignedIn CONSUMER = new SignedIn.Consumer(UUID.randomUUID());
    private static final SignedIn STAFF_WITHOUT_FACTOR = new SignedIn.Staff(UUID.randomUUID(), false);

    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyAnswerCarriesTheHeaders() {
        for (String path : Set.of("/", "/nulle-part", "/api/v1/nulle-part")) {
            HttpResponse<String> answer = server.visitor().get(path);
            assertThat(header(answer, "Content-Security-Policy").split("; ?", -1))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                    .contains("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .allMatch(directive -> directive.matches("[a-z-]+ '(none|self)'"));
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
            assertThat(header(answer, "Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    /** Signed in, in a space, from the assets, for programs, and where one is led on. */
    @Test
    void answersOfEveryKindCarryTheHeaders() {
        Caller caller = new Caller(server, "000000034", "Exemple").withPlan(10, 10);
        Visitor owner = server.visitor(caller.owner(true));
        String sheet = owner.get("/pro").body().replaceAll("(?s).*href=\"(/assets/portal-[0-9a-f]+\\.css)\".*", "$1");
        for (String path : List.of(
                "/pro", "/pro/cles", sheet, "/robots.txt", "/api/v1/openapi.json", "/statut", "/langue?choix=fr")) {
            HttpResponse<String> answer = owner.with("Accept", "*/*").get(path);
            assertThat(answer.statusCode()).as(path).isIn(200, 302);
            assertThat(header(answer, "Content-Security-Policy")).as(path).isEqualTo(SecurityChains.CONTENT_POLICY);
            assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("same-origin");
        }
        for (String path : List.of("/pro", "/pro/cles")) {
            assertThat(header(owner.get(path), "Cache-Control")).as(path).contains("no-store");
        }
    }

    /** A right that the database refuses stands for any fault that was not foreseen. */
    @Test
    void faultIsAnsweredByAReferenceAndNothingElse() {
        Caller caller = new Caller(server, "000000042", "Exemple").withPlan(10, 10);
        Visitor owner = server.visitor(caller.owner(true));
        assertThat(owner.get("/pro/webhooks").statusCode()).isEqualTo(200);
        JdbcClient rows = JdbcClient.create(server.database().owner());
        rows.sql("revoke select on accounts.webhook from openbloctel_accounts").update();
        try {
            for (String accept : List.of("text/html", "application/json")) {
                HttpResponse<String> answer = owner.with("Accept", accept).get("/pro/webhooks");
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body())
                        .contains("BT-0709")
                        .containsPattern("[0-9A-F]{8}")
                        .doesNotContain(
                                "webhook\" ", "select ", "denied", "Exception", "org.", "java", "SQL", "postgres");
            }
        } finally {
            rows.sql("grant select on accounts.webhook to openbloctel_accounts").update();
        }
        assertThat(owner.with("Accept", "text/html").get("/pro/webhooks").statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesHaveNeitherScriptNorStyleInThem() {
        for (String path : Set.of("/", "/aide", "/statut", "/professionnels", "/nulle-part")) {
            assertThat(server.visitor().get(path).body()).doesNotContain("<style", " style=", "<script>", "onclick");
        }
    }

    @Test
    void noOtherOriginIsLetIn() {
        for (String path : Set.of("/", "/api/v1/checks", "/.well-known/jwks.json")) {
            HttpResponse<String> answer =
                    server.visitor().with("Origin", "https://other.example").get(path);
            assertThat(answer.headers().map().keySet())
                    .as(path)
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void homePageMakesNoSession() {
        Visitor visitor = server.visitor();
        visitor.get("/");
        assertThat(visitor.cookies().getCookieStore().getCookies())
                .extracting(HttpCookie::getName)
                .containsExactly("openbloctel_form");
    }

    @Test
    void sessionGetsANewIdAtEverySignInAndEndsAtTheEnd() {
        Visitor visitor = server.visitor(CONSUMER);
        String first = session(visitor).orElseThrow();
        assertThat(first).as("32 bytes").matches("[A-Za-z0-9_-]{43}");
        visitor.get(server.signInPath(CONSUMER));
        assertThat(session(visitor)).isPresent().get().isNotEqualTo(first);
        HttpResponse<String> page = visitor.get("/aide");
        assertThat(page.body()).contains("Se déconnecter");
        assertThat(visitor.post("/deconnexion", Map.of()).statusCode()).isEqualTo(302);
        assertThat(visitor.get("/aide").body()).doesNotContain("Se déconnecter");
    }

    @Test
    void sessionIsOverAfterHalfAnHourWithoutARequest() {
        Visitor visitor = server.visitor(CONSUMER);
        assertThat(visitor.get("/aide").body()).contains("Se déconnecter");
        JdbcClient.create(server.database().owner())
                .sql("update accounts.browser_session set used_at = used_at - interval '31 minutes'")
                .update();
        assertThat(visitor.get("/aide").body()).doesNotContain("Se déconnecter");
    }

    @Test
    void sessionCookieIsForThisSiteAndNoScript() {
        Visitor visitor = server.visitor();
        HttpResponse<String> answer = visitor.get(server.signInPath(CONSUMER));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("openbloctel_session="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain=");
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        Visitor visitor = server.visitor(CONSUMER);
        visitor.get("/aide");
        HttpResponse<String> forged = visitor.post("/deconnexion", Map.of("_csrf", "forged"));
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(forged.body()).contains("BT-0708", "Le formulaire a expiré");
        assertThat(visitor.get("/aide").body()).contains("Se déconnecter");
    }

    @Test
    void formSentByAnotherSiteIsRefusedEvenWithTheToken() {
        Visitor visitor = server.visitor(CONSUMER);
        visitor.get("/aide");
        visitor.with("Sec-Fetch-Site", "same-site");
        assertThat(visitor.post("/deconnexion", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void whoeverHasToSignInIsLedThere() {
        HttpResponse<String> answer = server.visitor().get("/operateur/journal");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/operateur/connexion");
        HttpResponse<String> second = server.visitor(STAFF_WITHOUT_FACTOR).get("/operateur/journal");
        assertThat(header(second, "Location")).endsWith("/operateur/second-facteur");
    }

    @Test
    void whoeverMayNotIsRefused() {
        HttpResponse<String> answer = server.visitor(CONSUMER).get("/operateur/journal");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("BT-0102");
    }

    /** With a role of another space, the page says so, and leads home to one's own. */
    @Test
    void whoeverIsSignedInElsewhereIsToldAndLedHome() {
        Caller caller = new Caller(server, "000000018", "Exemple");
        Visitor professional = server.visitor(caller.owner(true));
        HttpResponse<String> space = professional.get("/espace");
        assertThat(space.statusCode()).isEqualTo(403);
        assertThat(space.body())
                .contains("Vous êtes connecté en tant que professionnel", "l’espace des consommateurs")
                .contains("<a class=\"button\" href=\"/pro\">Aller à la synthèse</a>")
                .doesNotContain("un programme présente");
        HttpResponse<String> forOwners =
                server.visitor(caller.colleague(SignedIn.Role.AUDITOR)).get("/pro/depots/nouveau");
        assertThat(forOwners.statusCode()).isEqualTo(403);
        assertThat(forOwners.body()).contains("Votre rôle ne permet pas").doesNotContain("un programme présente");
        assertThat(server.visitor(server.staff()).get("/operateur/nulle-part").body())
                .contains("<a class=\"button\" href=\"/operateur\">");
        assertThat(server.visitor(CONSUMER).get("/nulle-part").body())
                .contains("<a class=\"button\" href=\"/espace\">");
        assertThat(server.visitor().get("/nulle-part").body()).contains("<a class=\"button\" href=\"/\">");
    }

    @Test
    void addressWithoutAnIdWhereOneStandsIsNotFound() {
        Caller caller = new Caller(server, "000000026", "Exemple");
        Visitor professional = server.visitor(caller.owner(true));
        for (String path : Set.of("/pro/depots/abc", "/pro/campagnes/abc", "/pro/webhooks/1", "/pro/cles/x/revoquer")) {
            HttpResponse<String> answer = professional.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("BT-0703", "Page introuvable");
        }
    }

    @Test
    void programsGetAProblemInTheirLanguage() {
        HttpResponse<String> answer = server.visitor()
                .with("Accept", "application/json")
                .speaks("en-GB, fr;q=0.5")
                .get("/api/v1/nulle-part");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("\"code\":\"BT-0703\"", "\"title\":\"Not found\"", "\"status\":404")
                .contains("\"type\":\"/problemes/BT-0703\"");
    }

    @Test
    void methodThatARouteHasNotIsNamed() {
        Visitor visitor = server.visitor();
        visitor.get("/");
        HttpResponse<String> answer = visitor.post("/aide", Map.of());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("BT-0704");
    }

    @Test
    void methodsThatAnAddressHasAreNamed() {
        HttpResponse<String> answer = server.visitor().get("/api/v1/checks");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("POST");
        assertThat(answer.body()).contains("\"instance\":\"/api/v1/checks\"");
    }

    @Test
    void languageIsTheBrowsersUntilOneIsChosen() {
        Visitor visitor = server.visitor().speaks("de, en;q=0.8, fr;q=0.1");
        assertThat(visitor.get("/aide").body()).contains("<html lang=\"en\"", "Answers to");
        HttpResponse<String> choice =
                visitor.with("Referer", server.address() + "/aide?x=1").get("/langue?choix=fr");
        assertThat(header(choice, "Location")).endsWith("/aide?x=1");
        assertThat(visitor.get("/aide").body()).contains("<html lang=\"fr\"");
        visitor.get("/langue?choix=de");
        assertThat(visitor.get("/aide").body()).contains("<html lang=\"fr\"");
        assertThat(server.visitor().speaks("de").get("/aide").body()).contains("<html lang=\"fr\"");
    }

    @Test
    void languageLinkLeadsNowhereElse() {
        for (String from : Set.of("https://evil.example//evil.example/", "https://evil.example", "::", "//evil")) {
            HttpResponse<String> choice = server.visitor().with("Referer", from).get("/langue?choix=en");
            assertThat(header(choice, "Location")).isIn("/", server.address() + "/");
        }
    }

    @Test
    void assetsKeepTheirNamesAndStayInCaches() {
        String page = server.visitor().get("/").body();
        String sheet = page.replaceAll("(?s).*href=\"(/assets/portal-[0-9a-f]+\\.css)\".*", "$1");
        HttpResponse<String> answer = server.visitor().get(sheet);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).contains("max-age=31536000");
        assertThat(page.length() + answer.body().length()).isLessThan(100 * 1024);
    }

    private static Optional<String> session(Visitor visitor) {
        return visitor.cookies().getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("openbloctel_session"))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
