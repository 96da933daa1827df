package org.openbloctel.server.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.credential.SoftAuthenticator;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.RefusedForm;

/**
 * The second factor on its pages: set up, given, replaced, lost. A stolen password, a stolen session, a code seen over a shoulder
 * open nothing.
 */
final class SecondFactorPagesIT {
    private static final Pattern CODE = Pattern.compile("<li>([a-z0-9]{4}(?:-[a-z0-9]{4}){5})</li>");

    /** Loaded again, or after a wrong code, the page shows the key that the telephone has scanned already. */
    @Test
    void authenticatorIsSetUpByACodeOfTheKeyOnThePage() {
        Person founder = Person.founder();
        Visitor visitor = founder.atTheSecondFactor();
        String letters = letters(visitor.get("/pro/second-facteur"));
        HttpResponse<String> wrong = visitor.post("/pro/second-facteur/activer", Map.of("code", "000000"));
        RefusedForm.assertThatItNames(wrong, "code");
        assertThat(letters(wrong)).isEqualTo(letters);
        assertThat(letters(visitor.get("/pro/second-facteur"))).isEqualTo(letters);
        assertThat(way(visitor.get("/pro/second-facteur/activer"))).isEqualTo("/pro/second-facteur");

        String code = code(letters);
        HttpResponse<String> on = visitor.post(
                "/pro/second-facteur/activer", Map.of("code", code.substring(0, 3) + " " + code.substring(3)));
        assertThat(codes(on)).hasSize(10).doesNotHaveDuplicates();
        assertThat(on.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(visitor.get("/pro/securite").body())
                .contains("Codes de secours restants\u00a0: 10.")
                .doesNotContain(letters, codes(on).getFirst());
        assertThat(founder.audited()).contains("credential.second-factor-on");
    }

    @Test
    void codeIsGoodOnceEvenInAnotherBrowser() {
        Person person = Person.owner();
        String code = person.code();
        Visitor shoulder = person.atTheSecondFactor();
        assertThat(way(person.atTheSecondFactor().post("/pro/second-facteur", Map.of("code", code))))
                .isEqualTo("/pro");
        HttpResponse<String> replayed = shoulder.post("/pro/second-facteur", Map.of("code", code));
        RefusedForm.assertThatItNames(replayed, "code");
        assertThat(RefusedForm.text(replayed, "code")).contains("déjà utilisé", "code suivant");
        assertThat(replayed.body()).doesNotContain(code);
        assertThat(way(shoulder.get("/pro"))).isEqualTo("/pro/second-facteur");
    }

    @Test
    void codeOfAMinuteAgoIsTooOld() {
        Person person = Person.owner();
        Visitor visitor = person.atTheSecondFactor();
        String code = person.code();
        SharedServer.get().clock().move(Duration.ofSeconds(61));
        assertThat(visitor.post("/pro/second-facteur", Map.of("code", code)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void codeOfSomeoneElseOpensNothing() {
        Person one = Person.owner();
        Person other = Person.owner();
        assertThat(one.atTheSecondFactor()
                        .post("/pro/second-facteur", Map.of("code", other.code()))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void sixthWrongCodeWaitsInAllBrowsersAndTheRightOneWaitsToo() {
        Person person = Person.owner();
        for (int i = 0; i < 5; i++) {
            Visitor visitor = person.atTheSecondFactor();
            assertThat(visitor.post("/pro/second-facteur", Map.of("code", "00000" + i))
                            .statusCode())
                    .isEqualTo(422);
        }
        Visitor visitor = person.atTheSecondFactor();
        HttpResponse<String> slowed = visitor.post(
                "/pro/second-facteur",
                Map.of(
                        "code",
                        Totp.code(person.secret(), SharedServer.get().clock().instant())));
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(RefusedForm.text(slowed, "code")).contains("30");
        SharedServer.get().clock().move(Duration.ofMinutes(1));
        assertThat(way(visitor.post("/pro/second-facteur", Map.of("code", person.code()))))
                .isEqualTo("/pro");
    }

    @Test
    void recoveryCodeIsGoodOnceHoweverItIsTyped() {
        Person person = Person.owner();
        List<String> codes = renewed(person);
        String typed = " " + codes.getFirst().toUpperCase(Locale.ROOT).replace("-", " ");
        assertThat(way(person.atTheSecondFactor().post("/pro/second-facteur", Map.of("code", typed))))
                .isEqualTo("/pro");
        for (String again : List.of(typed, codes.getFirst())) {
            assertThat(person.atTheSecondFactor()
                            .post("/pro/second-facteur", Map.of("code", again))
                            .statusCode())
                    .isEqualTo(422);
        }
        assertThat(person.signedIn().get("/pro/securite").body()).contains("restants\u00a0: 9.");
        assertThat(person.audited()).containsOnlyOnce("credential.recovery-code-used");
        assertThat(Person.owner()
                        .atTheSecondFactor()
                        .post("/pro/second-facteur", Map.of("code", codes.get(1)))
                        .statusCode())
                .as("of someone else")
                .isEqualTo(422);
    }

    @Test
    void recoveryCodesAreReplacedForAProofAndTheOldOnesAreDead() {
        Person person = Person.owner();
        List<String> old = renewed(person);
        Visitor stolen = person.signedIn();
        stolen.get("/pro/securite/codes");
        for (Map<String, String> none : List.of(Map.<String, String>of(), Map.of("code", "123456"))) {
            HttpResponse<String> refused = stolen.post("/pro/securite/codes", none);
            RefusedForm.assertThatItNames(refused, "code");
            assertThat(codes(refused)).isEmpty();
        }
        List<String> codes = renewed(person);
        assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(old);
        assertThat(person.atTheSecondFactor()
                        .post("/pro/second-facteur", Map.of("code", old.getLast()))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Person.mails(person.email())).contains("company/recovery-codes-renewed");
        assertThat(person.audited()).contains("credential.recovery-codes-renewed");
    }

    /** On the page of a proof a recovery code does what a code does, and is used up by it. */
    @Test
    void recoveryCodeProvesOnce() {
        Person person = Person.owner();
        String code = renewed(person).getFirst();
        Visitor visitor = person.signedIn();
        visitor.get("/pro/securite/application");
        assertThat(letters(visitor.post("/pro/securite/application", Map.of("code", code))))
                .isNotEmpty();
        HttpResponse<String> again = visitor.post("/pro/securite/application", Map.of("code", code));
        RefusedForm.assertThatItNames(again, "code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pro", "/operateur"})
    void anotherAuthenticatorTakesThePlaceOfTheOneBeforeAndEndsTheOtherSessions(String root) {
        Person person = root.equals("/pro") ? Person.owner() : Person.staff();
        Visitor thief = person.signedIn();
        Visitor visitor = person.signedIn();
        visitor.get(root + "/securite/application");
        HttpResponse<String> page = visitor.post(root + "/securite/application", Map.of("code", person.code()));
        String permit = permit(page);
        String letters = letters(page);
        assertThat(letters).isNotEqualTo(person.secret());
        HttpResponse<String> wrong =
                visitor.post(root + "/second-facteur/activer", Map.of("code", "000000", "permit", permit));
        RefusedForm.assertThatItNames(wrong, "code");
        assertThat(permit(wrong)).as("kept for the next try").isEqualTo(permit);
        assertThat(codes(visitor.post(
                        root + "/second-facteur/activer", Map.of("code", code(letters), "permit", permit))))
                .hasSize(10);
        assertThat(visitor.get(root + "/securite").statusCode()).isEqualTo(200);
        thief.get(root);
        assertThat(way(thief.get(root))).isEqualTo(root + "/connexion");
        assertThat(person.atTheSecondFactor()
                        .post(root + "/second-facteur", Map.of("code", person.code()))
                        .statusCode())
                .as("the old telephone")
                .isEqualTo(422);
        assertThat(Person.mails(person.email())).contains("company/authenticator-removed");
    }

    @Test
    void permitIsForItsOwnerForOneChangeAndForMinutes() {
        Person person = Person.owner();
        Visitor visitor = person.signedIn();
        visitor.get("/pro/securite/application");
        HttpResponse<String> page = visitor.post("/pro/securite/application", Map.of("code", person.code()));
        Person other = Person.owner();
        Visitor elsewhere = other.signedIn();
        elsewhere.get("/pro/securite/application");
        String others = letters(elsewhere.post("/pro/securite/application", Map.of("code", other.code())));
        assertThat(activate(elsewhere, others, permit(page)).statusCode())
                .as("the permit of someone else")
                .isEqualTo(403);
        assertThat(activate(visitor, letters(page), "").statusCode()).isEqualTo(403);
        assertThat(activate(visitor, letters(page), "x".repeat(10_000)).statusCode())
                .isEqualTo(403);
        assertThat(activate(visitor, letters(page), "a\0b").statusCode()).isEqualTo(403);
        SharedServer.get().clock().move(Duration.ofMinutes(10));
        assertThat(activate(visitor, letters(page), permit(page)).statusCode())
                .as("too late")
                .isEqualTo(403);
        visitor.get("/pro/securite/application");
        HttpResponse<String> fresh = visitor.post("/pro/securite/application", Map.of("code", person.code()));
        assertThat(codes(activate(visitor, letters(fresh), permit(fresh)))).hasSize(10);
        visitor.get("/pro/securite");
        assertThat(activate(visitor, letters(fresh), permit(fresh)).statusCode())
                .as("used")
                .isEqualTo(403);
    }

    @Test
    void lastFactorStaysAndThePageSaysWhy() {
        Person person = Person.owner();
        Visitor visitor = person.signedIn();
        assertThat(visitor.get("/pro/securite").body()).doesNotContain("/pro/securite/application/retrait");
        visitor.get("/pro/securite/application/retrait");
        HttpResponse<String> refused = visitor.post("/pro/securite/application/retrait", Map.of("code", person.code()));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("<title>Erreur", "Un compte ne reste pas sans second facteur", "role=\"alert\"");
        assertThat(way(person.atTheSecondFactor().post("/pro/second-facteur", Map.of("code", person.code()))))
                .isEqualTo("/pro");
        assertThat(person.audited()).doesNotContain("credential.second-factor-off");
    }

    @Test
    void passkeyStandsInForTheAuthenticatorWhichMayThenGo() {
        Person person = Person.owner();
        Visitor visitor = person.signedIn();
        SoftAuthenticator phone = added(visitor, person, "Mon téléphone");
        Visitor thief = person.signedIn();
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        visitor.get("/pro/securite/application/retrait");
        assertThat(way(visitor.post("/pro/securite/application/retrait", Map.of("answer", answer(visitor, phone)))))
                .isEqualTo("/pro/securite");
        assertThat(visitor.get("/pro/securite").body()).contains("L’application d’authentification est retirée");
        thief.get("/pro");
        assertThat(way(thief.get("/pro"))).isEqualTo("/pro/connexion");
        assertThat(Person.mails(person.email())).contains("company/passkey-added", "company/authenticator-removed");

        Visitor door = person.atTheSecondFactor();
        assertThat(door.post("/pro/second-facteur", Map.of("code", person.code()))
                        .statusCode())
                .as("a code of what was removed")
                .isEqualTo(422);
        String answer = answer(door, phone);
        assertThat(way(door.post("/pro/second-facteur/cle", Map.of("answer", answer))))
                .isEqualTo("/pro");
        HttpResponse<String> replayed = replayedAt(person.atTheSecondFactor(), answer);
        assertThat(replayed.statusCode()).isEqualTo(422);
        assertThat(replayed.body()).contains("Cette clé d’accès n’ouvre rien ici", "<title>Erreur");
    }

    private static HttpResponse<String> replayedAt(Visitor door, String answer) {
        return door.post("/pro/second-facteur/cle", Map.of("answer", answer));
    }

    @Test
    void passkeyOfSomeoneElseIsUnknown() {
        Person person = Person.owner();
        Visitor visitor = person.signedIn();
        added(visitor, person, "Clé de secours");
        String page = visitor.get("/pro/securite").body();
        String removal = page.replaceAll("(?s).*href=\"(/pro/securite/cles-d-acces/[0-9a-f-]+/retrait)\".*", "$1");
        assertThat(visitor.get(removal).body()).contains("Clé de secours");
        Person other = Person.owner();
        Visitor elsewhere = other.signedIn();
        for (String path : List.of(removal, "/pro/securite/cles-d-acces/" + UUID.randomUUID() + "/retrait")) {
            HttpResponse<String> seen = elsewhere.get(path);
            assertThat(seen.statusCode()).isEqualTo(404);
            assertThat(seen.body()).contains("BT-0117").doesNotContain("Clé de secours");
            elsewhere.get("/pro/securite");
            assertThat(elsewhere.post(path, Map.of("code", other.code())).statusCode())
                    .isEqualTo(404);
        }
        assertThat(visitor.get("/pro/securite").body()).contains("Clé de secours");
    }

    @Test
    void hostileNameOfAPasskeyIsRefusedAtItsFieldOrShownAsTyped() {
        Person person = Person.owner();
        Visitor visitor = person.signedIn();
        added(visitor, person, "<b>boom</b>\u202e");
        assertThat(visitor.get("/pro/securite").body())
                .contains("&lt;b&gt;boom")
                .doesNotContain("<b>boom");
        visitor.get("/pro/securite/cles-d-acces");
        String permit = permit(visitor.post("/pro/securite/cles-d-acces", Map.of("code", person.code())));
        for (String name : List.of("", " ", "x".repeat(10_000))) {
            HttpResponse<String> refused =
                    visitor.post("/pro/second-facteur/cles", Map.of("permit", permit, "name", name, "answer", "{}"));
            RefusedForm.assertThatItNames(refused, "name");
        }
    }

    /** A password alone neither adds a factor beside the one that is there nor learns which there are. */
    @Test
    void passwordAloneAddsNoFactor() {
        Person person = Person.owner();
        Visitor thief = person.atTheSecondFactor();
        assertThat(thief.with("Accept", "application/json")
                        .post("/pro/second-facteur/cles/offre", Map.of("name", "x", "permit", ""))
                        .statusCode())
                .isEqualTo(403);
        thief.with("Accept", "text/html");
        assertThat(thief.post("/pro/second-facteur/cles", Map.of("name", "x", "answer", "{}"))
                        .statusCode())
                .isIn(403, 422);
        assertThat(activate(thief, "AAAAAAAAAAAAAAAA", "").statusCode()).isEqualTo(403);
        assertThat(person.atTheSecondFactor().get("/pro/second-facteur").body()).doesNotContain("class=\"secret\"");
    }

    @Test
    void consumerHasNoSecondFactorHere() {
        Visitor consumer = SharedServer.visitor(new SignedIn.Consumer(UUID.randomUUID()));
        for (String root : List.of("/pro", "/operateur", "/inspection")) {
            assertThat(consumer.get(root + "/second-facteur").statusCode()).isEqualTo(403);
            assertThat(consumer.get(root + "/securite").statusCode()).isEqualTo(403);
        }
        assertThat(Person.owner().signedIn().get("/operateur/securite").statusCode())
                .isEqualTo(403);
        assertThat(Person.staff().signedIn().get("/pro/securite").statusCode()).isEqualTo(403);
    }

    private static SoftAuthenticator added(Visitor visitor, Person person, String name) {
        visitor.get("/pro/securite/cles-d-acces");
        String permit = permit(visitor.post("/pro/securite/cles-d-acces", Map.of("code", person.code())));
        HttpResponse<String> offer = visitor.with("Accept", "application/json")
                .post("/pro/second-facteur/cles/offre", Map.of("permit", permit, "name", name));
        visitor.with("Accept", "text/html");
        SoftAuthenticator phone = new SoftAuthenticator("http://localhost", "localhost");
        String answer = phone.make(value(offer, "challenge"), value(offer, "user\":{\"id"));
        assertThat(way(visitor.post(
                        "/pro/second-facteur/cles", Map.of("permit", permit, "name", name, "answer", answer))))
                .isEqualTo("/pro/securite");
        visitor.get("/pro/securite");
        return phone;
    }

    private static String answer(Visitor visitor, SoftAuthenticator phone) {
        HttpResponse<String> question =
                visitor.with("Accept", "application/json").post("/pro/second-facteur/cle/question", Map.of());
        visitor.with("Accept", "text/html");
        return phone.use(value(question, "challenge"));
    }

    private static String value(HttpResponse<String> json, String name) {
        assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
        int at = json.body().indexOf(name + "\":\"") + name.length() + 3;
        return json.body().substring(at, json.body().indexOf('"', at));
    }

    private static HttpResponse<String> activate(Visitor visitor, String letters, String permit) {
        return visitor.post("/pro/second-facteur/activer", Map.of("code", code(letters), "permit", permit));
    }

    private static List<String> renewed(Person person) {
        Visitor visitor = person.signedIn();
        visitor.get("/pro/securite/codes");
        return codes(visitor.post("/pro/securite/codes", Map.of("code", person.code())));
    }

    private static List<String> codes(HttpResponse<String> page) {
        return CODE.matcher(page.body()).results().map(found -> found.group(1)).toList();
    }

    private static String letters(HttpResponse<String> page) {
        var found = Pattern.compile("<p class=\"secret\">([A-Z2-7 ]+)</p>").matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1).replace(" ", "");
    }

    private static String permit(HttpResponse<String> page) {
        var found = Pattern.compile("name=\"permit\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static String code(String letters) {
        SharedServer.get().clock().move(Duration.ofSeconds(Totp.STEP_SECONDS));
        return Totp.code(letters, SharedServer.get().clock().instant());
    }
}
