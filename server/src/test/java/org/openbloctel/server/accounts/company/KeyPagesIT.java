package org.openbloctel.server.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Keys;
import org.openbloctel.registry.accounts.company.Member.Role;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.RegisterLetters;
import org.openbloctel.registry.accounts.company.VerifiedCompany;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** The page of keys against the door of programs: a key does what its page said, from there and until then, and nothing else. */
final class KeyPagesIT {
    private static final String PAGE = "/pro/cles";
    private static final Map<String, String> WANTED =
            Map.of("name", "Standard", "kind", "test", "scopes", "checks", "networks", "", "expiresOn", "");

    /** A browser sends no such box, and Spring finds its error before there is a form that others could be about. */
    @Test
    void boxThatCannotBeReadIsAnErrorBesideTheOthers() {
        Visitor visitor = Person.owner().signedIn();
        visitor.get("/pro/cles");
        HttpResponse<String> answer = visitor.post(
                "/pro/cles", Map.of("name", " ", "kind", "live", "scopes", "checks", "anywhere", "perhaps"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(RefusedForm.text(answer, "name")).isNotBlank();
    }

    @Test
    void keyIsOnThePageThatMadesItAndNowhereElse() {
        Person owner = Person.owner();
        Visitor visitor = at(owner);
        HttpResponse<String> made = visitor.post(PAGE, WANTED);
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        String key = key(made);
        assertThat(call(key)).isEqualTo(200);
        assertThat(visitor.get(PAGE).body())
                .contains("Standard", key.substring(0, 13))
                .doesNotContain(key);
        assertThat(visitor.get("/pro/membres/" + owner.id()).body()).doesNotContain(key);
        String stored = SharedServer.get()
                .database()
                .database()
                .accounts()
                .sql("select string_agg(k::text, ' ') from accounts.api_key k where company = ?")
                .param(owner.company())
                .query(String.class)
                .single();
        assertThat(stored).contains("Standard").doesNotContain(key, key.substring(13));
        assertThat(SharedServer.get()
                        .bean(AuditTrail.class)
                        .find(new AuditTrail.Filter(owner.actor(), "key.made", ""), Long.MAX_VALUE, 10))
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.entry().details())
                        .containsOnlyKeys("power")
                        .extractingByKey("power")
                        .asString()
                        .doesNotContain(key, key.substring(13)));
    }

    @Test
    void revokedKeyIsDeadAtTheNextCall() {
        Person owner = Person.owner();
        Visitor visitor = at(owner);
        String key = key(visitor.post(PAGE, WANTED));
        String other = key(visitor.post(PAGE, with("name", "Autre")));
        assertThat(call(key)).isEqualTo(200);
        String revoke = revoke(visitor, "Standard");
        assertThat(visitor.get(revoke).body()).contains("Standard").doesNotContain("Autre");
        assertThat(call(key)).as("a page that asks does nothing").isEqualTo(200);
        assertThat(way(visitor.post(revoke, Map.of()))).isEqualTo(PAGE);
        assertThat(call(key)).isEqualTo(401);
        assertThat(call(other)).isEqualTo(200);
        String page = visitor.get(PAGE).body();
        assertThat(page).contains("révoquée").doesNotContain("href=\"" + revoke + "\"");
        HttpResponse<String> twice = visitor.post(revoke, Map.of());
        assertThat(twice.statusCode()).isEqualTo(404);
        assertThat(twice.body()).contains("BT-0309", "Clé introuvable");
        assertThat(owner.audited()).containsOnlyOnce("key.revoked");
    }

    @Test
    void keyDoesWhatItsScopesSay() {
        Visitor visitor = at(Person.owner());
        String checks = key(visitor.post(PAGE, WANTED));
        String calls = key(visitor.post(PAGE, with("scopes", "calls")));
        assertThat(call(checks)).isEqualTo(200);
        assertThat(call(calls)).isEqualTo(403);
        assertThat(call(calls, "/api/v1/calls", "{\"calls\":[]}")).isEqualTo(200);
        assertThat(call(checks, "/api/v1/calls", "{\"calls\":[]}")).isEqualTo(403);
    }

    @Test
    void scopeThatIsNoneGivesNoRight() {
        Visitor visitor = at(Person.owner());
        for (String scopes : List.of("", "everything", "CHECKS", "<b>boom")) {
            HttpResponse<String> refused = visitor.post(PAGE, with("scopes", scopes));
            RefusedForm.assertThatItNames(refused, "scopes");
            assertThat(RefusedForm.text(refused, "scopes")).contains("Choisissez au moins un droit");
            assertThat(refused.body()).doesNotContain("obt_test_", "<b>boom").contains("value=\"Standard\"");
        }
    }

    @Test
    void keyWorksFromItsNetworksAlone() {
        Visitor visitor = at(Person.owner());
        String here = key(visitor.post(PAGE, with("networks", "198.51.100.0/24\r\n2001:db8::/32, 203.0.113.7")));
        String page = visitor.get(PAGE).body();
        assertThat(page).contains("198.51.100.0/24", "203.0.113.7");
        Map<String, Integer> from = Map.of(
                "198.51.100.1", 200,
                "198.51.101.1", 401,
                "203.0.113.7", 200,
                "203.0.113.8", 401,
                "2001:db8:1::1", 200,
                "2001:db9::1", 401);
        from.forEach((address, status) -> assertThat(call(here, "/api/v1/checks", CHECK, address))
                .as(address)
                .isEqualTo(status));
    }

    @Test
    void keyWorksToTheEndOfItsLastDay() {
        Visitor visitor = at(Person.owner());
        String today = java.time.LocalDate.ofInstant(
                        SharedServer.get().clock().instant(), java.time.ZoneId.of("Europe/Paris"))
                .toString();
        String key = key(visitor.post(PAGE, with("expiresOn", today)));
        assertThat(call(key)).isEqualTo(200);
        SharedServer.get().clock().move(Duration.ofHours(24));
        assertThat(call(key)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01",
                "demain",
                "31/12/2027",
                "+999999999-12-31",
                "+9999999-01-01",
                "-999999999-01-01",
                "2027-02-30"
            })
    void dayThatIsNoneToComeIsRefusedAtItsField(String day) {
        HttpResponse<String> refused = at(Person.owner()).post(PAGE, with("expiresOn", day));
        RefusedForm.assertThatItNames(refused, "expiresOn");
        assertThat(RefusedForm.text(refused, "expiresOn")).contains("Indiquez un jour à venir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0/99",
                "example.org",
                "<b>boom</b>",
                "192.0.2",
                "1",
                "192.0.2.256",
                "::/129",
                "/24",
                "\u0661\u0662.0.0.1"
            })
    void networkThatIsNoneIsRefusedAtItsField(String network) {
        HttpResponse<String> refused = at(Person.owner()).post(PAGE, with("networks", network));
        RefusedForm.assertThatItNames(refused, "networks");
        assertThat(RefusedForm.text(refused, "networks")).contains("192.0.2.0/24");
        assertThat(refused.body()).doesNotContain("<b>boom");
    }

    @Test
    void twentyNetworksAreTheMost() {
        Visitor visitor = at(Person.owner());
        String twenty = "192.0.2.1 ".repeat(20);
        key(visitor.post(PAGE, with("networks", twenty)));
        RefusedForm.assertThatItNames(visitor.post(PAGE, with("networks", twenty + "192.0.2.1")), "networks");
    }

    @Test
    void nameIsNeededAndShownAsTyped() {
        Visitor visitor = at(Person.owner());
        for (String name : List.of("", " \t", "x".repeat(201), "x".repeat(10_000), "\0")) {
            RefusedForm.assertThatItNames(visitor.post(PAGE, with("name", name)), "name");
        }
        visitor.post(PAGE, with("name", "<i>boom</i> \u202e \"'& ${7*7} \uD83D\uDE00"));
        assertThat(visitor.get(PAGE).body())
                .contains("&lt;i&gt;boom", "\uD83D\uDE00")
                .doesNotContain("<i>boom", " 49 ");
    }

    /** A live key works while its company is verified: a suspension stops it, the next verification lets it go on. */
    @Test
    void liveKeyIsForVerifiedCompanies() {
        Person owner = Person.owner();
        Companies companies = SharedServer.get().bean(Companies.class);
        Visitor visitor = at(owner);
        String live = key(visitor.post(PAGE, live()));
        assertThat(live).startsWith(Keys.LIVE);
        companies.suspend(owner.company(), "Plainte", "staff:test");
        assertThat(call(live)).isEqualTo(401);
        HttpResponse<String> refused = visitor.post(PAGE, live());
        RefusedForm.assertThatItNames(refused, "kind");
        key(visitor.post(PAGE, WANTED));
        VerifiedCompany.verify(SharedServer.get().bean(RegisterLetters.class), owner.company());
        assertThat(call(live)).isNotEqualTo(401);
    }

    @Test
    void liveKeyWithoutNetworkOrEndIsRefusedAtItsField() {
        Visitor visitor = at(Person.owner());
        Map<String, String> without = live();
        without.remove("anywhere");
        HttpResponse<String> noNetwork = visitor.post(PAGE, without);
        RefusedForm.assertThatItNames(noNetwork, "networks");
        assertThat(RefusedForm.text(noNetwork, "networks")).contains("cochez la case");
        Map<String, String> endless = live();
        endless.put("expiresOn", "");
        HttpResponse<String> noEnd = visitor.post(PAGE, endless);
        RefusedForm.assertThatItNames(noEnd, "expiresOn");
        assertThat(RefusedForm.input(noEnd, "anywhere"))
                .as("what was ticked stays")
                .contains("checked");
        key(visitor.post(PAGE, live()));
        assertThat(visitor.get(PAGE).body()).contains("de n’importe quel réseau");
    }

    @Test
    void kindThatIsNoneIsATestKey() {
        Visitor visitor = at(Person.owner());
        for (String kind : List.of("", "LIVE", "obl_live_")) {
            assertThat(key(visitor.post(PAGE, with("kind", kind)))).startsWith(Keys.TEST);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void othersThanOwnersSeeKeysAndMakeOrRevokeNone(Role role) {
        Person owner = Person.owner();
        Visitor hers = at(owner);
        String key = key(hers.post(PAGE, WANTED));
        String revoke = revoke(hers, "Standard");
        Person lou = owner.colleague(role);
        Visitor visitor = at(lou);
        assertThat(visitor.get(PAGE).body()).contains("Standard").doesNotContain("name=\"networks\"", "/revoquer", key);
        for (HttpResponse<String> answer :
                List.of(visitor.post(PAGE, WANTED), visitor.get(revoke), visitor.post(revoke, Map.of()))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .contains("BT-0102", "Votre rôle ne permet pas")
                    .doesNotContain("obt_test_");
        }
        assertThat(call(key)).isEqualTo(200);
    }

    @Test
    void keyOfAnotherCompanyIsUnknown() {
        Visitor hers = at(Person.owner());
        String key = key(hers.post(PAGE, WANTED));
        String revoke = revoke(hers, "Standard");
        Visitor stranger = at(Person.owner());
        assertThat(stranger.get(PAGE).body()).doesNotContain("Standard");
        HttpResponse<String> seen = stranger.get(revoke);
        assertThat(seen.statusCode()).isEqualTo(404);
        assertThat(seen.body()).doesNotContain("Standard");
        assertThat(stranger.post(revoke, Map.of()).statusCode()).isEqualTo(404);
        assertThat(call(key)).isEqualTo(200);
    }

    @Test
    void keysGoWithTheirMaker() {
        Person owner = Person.owner();
        Person lou = owner.colleague(Role.OWNER);
        String key = key(at(lou).post(PAGE, WANTED));
        assertThat(call(key)).isEqualTo(200);
        SharedServer.get().bean(Members.class).remove(owner.member(), lou.id(), true);
        assertThat(call(key)).isEqualTo(401);
    }

    private static final String CHECK = "{\"numbers\":[\"0639980001\"]}";

    private static Visitor at(Person person) {
        Visitor visitor = person.signedIn();
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(200);
        return visitor;
    }

    private static Map<String, String> with(String field, String value) {
        Map<String, String> form = new TreeMap<>(WANTED);
        form.put(field, value);
        return form;
    }

    /** A real key from anywhere, for a month. */
    private static Map<String, String> live() {
        Map<String, String> form = with("kind", "live");
        form.put("anywhere", "true");
        form.put(
                "expiresOn",
                LegalCalendar.today(SharedServer.get().clock()).plusMonths(1).toString());
        return form;
    }

    private static String key(HttpResponse<String> made) {
        Matcher found =
                Pattern.compile(">(ob[tl]_(?:test|live)_[A-Za-z0-9_-]{43})<").matcher(made.body());
        assertThat(found.find()).as(made.body()).isTrue();
        return found.group(1);
    }

    private static String revoke(Visitor visitor, String name) {
        Matcher found = Pattern.compile(
                        "(?s)<th scope=\"row\">" + name + "</th>.*?href=\"(/pro/cles/[^\"]+/revoquer)\"")
                .matcher(visitor.get(PAGE).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static int call(String key) {
        return call(key, "/api/v1/checks", CHECK);
    }

    private static int call(String key, String path, String body) {
        return call(key, path, body, "192.0.2.1");
    }

    private static int call(String key, String path, String body, String from) {
        URI address = SharedServer.get().address().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(address)
                                    .header("Authorization", "Bearer " + key)
                                    .header("Content-Type", "application/json")
                                    .header("X-Forwarded-For", from)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
