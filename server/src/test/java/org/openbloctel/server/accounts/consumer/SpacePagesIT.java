package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.accounts.credential.SoftAuthenticator;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.forms.RefusedForm;

/** A consumer's space: theirs alone, until they sign out or erase it; and what is typed there comes back as text. */
final class SpacePagesIT {
    @Test
    void numberOfAnotherIsNeitherSeenNorTouched() {
        Registrant one = Registrant.make();
        Registrant other = Registrant.make();
        Visitor visitor = other.visitor();
        for (String page : List.of("", "/code", "/retrait", "/recepisse.pdf")) {
            assertThat(visitor.get(one.path() + page)).as(page).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.body()).contains("BT-0210").doesNotContain(one.spelled());
            });
        }
        visitor.get("/espace");
        Map<String, Map<String, String>> forms = Map.of(
                "/code", Map.of("code", "123456"),
                "/code/envoi", Map.of("canal", "SMS"),
                "/retrait", Map.of());
        forms.forEach((path, form) -> assertThat(
                        visitor.post(one.path() + path, form).statusCode())
                .as(path)
                .isEqualTo(404));
        visitor.post("/espace/demandes/" + one.registration() + "/abandon", Map.of());
        assertThat(one.alive()).hasSize(1);
        assertThat(one.visitor().get(one.path()).body()).contains(one.spelled());
    }

    @Test
    void numberThatIsNoneIsNotFound() {
        Visitor visitor = Registrant.make().visitor();
        for (String id : List.of(UUID.randomUUID().toString(), "x", "0", "%01")) {
            assertThat(visitor.get("/espace/numeros/" + id).statusCode()).as(id).isEqualTo(404);
            assertThat(visitor.get("/espace/cles-d-acces/" + id + "/retrait").statusCode())
                    .as(id)
                    .isEqualTo(404);
        }
    }

    @Test
    void signOutEndsTheSessionAndTheBackButtonShowsNothing() {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        HttpResponse<String> page = visitor.get("/espace");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(visitor.post("/deconnexion", Map.of()).statusCode()).isEqualTo(302);
        for (String path : List.of("/espace", consumer.path(), "/espace/donnees", "/espace/donnees/export.json")) {
            assertThat(way(visitor.get(path))).as(path).isEqualTo("/espace/connexion");
        }
    }

    @Test
    void sessionEndsAfterAWorkingDay() {
        Visitor visitor = Registrant.make().visitor();
        SharedServer.get().clock().move(Duration.ofHours(12).plusSeconds(1));
        visitor.get("/espace");
        assertThat(way(visitor.get("/espace"))).isEqualTo("/espace/connexion");
    }

    /** Of the person who erased their data another browser shows nothing any more, and no later sign-in finds them. */
    @Test
    void erasureHoldsInAllBrowsersAndForAllLinks() {
        Registrant consumer = Registrant.make();
        Visitor elsewhere = elsewhere(consumer);
        assertThat(elsewhere.get("/espace").body()).contains(consumer.spelled());
        String actor = Registrant.rows()
                .sql("select 'consumer:' || id from accounts.consumer where email = ?")
                .param(consumer.email())
                .query(String.class)
                .single();
        assertThat(sessions(actor)).isEqualTo(2);

        Visitor visitor = consumer.visitor();
        visitor.get("/espace/donnees/effacement");
        for (String sure : List.of("", "false", "perhaps", "<b>boom")) {
            HttpResponse<String> unsure = visitor.post("/espace/donnees/effacement", Map.of("sure", sure));
            RefusedForm.assertThatItNames(unsure, "sure");
        }
        assertThat(consumer.alive()).hasSize(1);
        visitor.get("/espace/donnees/effacement");
        assertThat(way(visitor.post("/espace/donnees/effacement", Map.of("sure", "true"))))
                .isEqualTo("/espace/donnees/effacees");
        assertThat(way(visitor.get("/espace"))).isEqualTo("/espace/connexion");
        for (String path : List.of("/espace", consumer.path(), "/espace/donnees", "/espace/donnees/export.json")) {
            HttpResponse<String> answer = elsewhere.get(path);
            assertThat(way(answer)).as(path).isEqualTo("/espace/connexion");
            assertThat(answer.body()).as(path).doesNotContain(consumer.spelled(), consumer.email());
        }
        assertThat(sessions(actor)).as("rows with network and device").isZero();
        String late = linkTo(consumer.email());
        Visitor again = SharedServer.visitor();
        again.get("/espace/ouvrir?jeton=" + late);
        assertThat(again.post("/espace/ouvrir", Map.of("jeton", late)).body()).contains("BT-0216");
        String rows = Registrant.rows()
                .sql("select coalesce(string_agg(t, ' '), '') from (select c::text as t from accounts.consumer c"
                        + " union all select r::text from accounts.registration r) x")
                .query(String.class)
                .single();
        assertThat(rows)
                .doesNotContain(consumer.email(), consumer.number().substring(1).replace(" ", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "06 39 98", "<b>boom</b>", "118218", "+44 20 7946 0000", "\u0660\u0666", "a\u0000b"})
    void numberThatCannotBeReadIsRefusedAtItsFieldEverywhere(String number) {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        visitor.get("/espace");
        visitor.get("/inscription");
        for (HttpResponse<String> refused : List.of(
                visitor.post("/espace/numeros", Map.of("number", number)),
                visitor.post("/inscription", Map.of("number", number, "email", Person.newEmail())),
                visitor.post("/inscription", Map.of("number", number)))) {
            RefusedForm.assertThatItNames(refused, "number");
            assertThat(refused.body()).doesNotContain("<b>boom");
        }
        assertThat(consumer.alive()).hasSize(1);
    }

    @Test
    void fieldsOfAnyLengthAreRefusedAtTheirField() {
        Visitor visitor = SharedServer.visitor();
        visitor.get("/inscription");
        String hostile = "0".repeat(10_000);
        RefusedForm.assertThatItNames(
                visitor.post("/inscription", Map.of("number", hostile, "email", hostile)), "number", "email");
        visitor.get("/verifier-mon-inscription");
        RefusedForm.assertThatItNames(
                visitor.post("/verifier-mon-inscription", Map.of("registrationNumber", hostile, "email", hostile)),
                "registrationNumber",
                "email");
        assertThat(visitor.post("/verifier-mon-inscription", Map.of()).statusCode())
                .isEqualTo(422);
    }

    @Test
    void formSentTwiceRegistersOnce() {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        visitor.get("/espace");
        String number = Registrant.newNumber();
        String first = way(visitor.post("/espace/numeros", Map.of("number", number)));
        assertThat(way(visitor.post("/espace/numeros", Map.of("number", number.replace(" ", "")))))
                .isEqualTo(first);
        assertThat(consumer.alive()).hasSize(2);
        visitor.get(first + "/retrait");
        assertThat(way(visitor.post(first + "/retrait", Map.of()))).isEqualTo("/espace");
        assertThat(visitor.post(first + "/retrait", Map.of()).statusCode()).isIn(302, 409);
        assertThat(consumer.alive()).hasSize(1);
    }

    @Test
    void codeIsAskedForByAWayThatThereIs() {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        visitor.get(consumer.path() + "/code");
        for (String way : List.of("", "FAX", "sms", "<b>boom</b>")) {
            HttpResponse<String> refused = visitor.post(consumer.path() + "/code/envoi", Map.of("canal", way));
            assertThat(refused.statusCode()).as(way).isEqualTo(400);
            assertThat(refused.body()).contains("BT-0701").doesNotContain("<b>boom");
        }
        assertThat(visitor.post(consumer.path() + "/code/envoi", Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(codes(consumer)).isZero();
    }

    /** Three codes a day to one number, from all requests together: no telephone rings all night. */
    @Test
    void numberGetsThreeCodesADay() {
        Registrant one = Registrant.make();
        Registrant other = Registrant.make();
        other.visitor().get("/espace");
        String same = way(other.visitor().post("/espace/numeros", Map.of("number", one.number())));
        for (int i = 0; i < 4; i++) {
            Visitor visitor = i % 2 == 0 ? one.visitor() : other.visitor();
            String path = i % 2 == 0 ? one.path() : same;
            visitor.get(path + "/code");
            HttpResponse<String> sent = visitor.post(path + "/code/envoi", Map.of("canal", i < 2 ? "SMS" : "VOICE"));
            if (i < 3) {
                assertThat(way(sent)).as("code " + i).isEqualTo(path + "/code");
            } else {
                RefusedForm.assertThatItNames(sent, "code");
                assertThat(RefusedForm.text(sent, "code")).contains("24 heures");
            }
        }
        SharedServer.get().clock().move(Duration.ofHours(24).plusSeconds(1));
        Visitor visitor = SharedServer.visitor();
        String token = linkTo(one.email());
        visitor.get("/espace/ouvrir?jeton=" + token);
        visitor.post("/espace/ouvrir", Map.of("jeton", token));
        visitor.get(one.path() + "/code");
        assertThat(way(visitor.post(one.path() + "/code/envoi", Map.of("canal", "SMS"))))
                .isEqualTo(one.path() + "/code");
    }

    @Test
    void tenWrongCodesCloseTheNumberForADay() {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        visitor.get(consumer.path() + "/code");
        visitor.post(consumer.path() + "/code/envoi", Map.of("canal", "SMS"));
        for (int i = 0; i < 11; i++) {
            HttpResponse<String> wrong =
                    visitor.post(consumer.path() + "/code", Map.of("code", "wrong" + i + "<b>boom"));
            RefusedForm.assertThatItNames(wrong, "code");
            assertThat(RefusedForm.text(wrong, "code")).contains(i < 9 ? "Essais restants : " + (9 - i) : "24 heures");
            assertThat(wrong.body()).doesNotContain("<b>boom");
        }
        HttpResponse<String> another = visitor.post(consumer.path() + "/code/envoi", Map.of("canal", "VOICE"));
        RefusedForm.assertThatItNames(another, "code");
    }

    @Test
    void codeIsOverAfterAQuarterOfAnHour() {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        visitor.get(consumer.path() + "/code");
        visitor.post(consumer.path() + "/code/envoi", Map.of("canal", "SMS"));
        SharedServer.get().clock().move(Duration.ofMinutes(15).plusSeconds(1));
        HttpResponse<String> late = visitor.post(consumer.path() + "/code", Map.of("code", "123456"));
        RefusedForm.assertThatItNames(late, "code");
        assertThat(RefusedForm.text(late, "code")).contains("Demandez un nouveau code");
    }

    @Test
    void passkeyOfAnotherIsNotFound() {
        Registrant one = Registrant.make();
        addPasskey(one.visitor(), "Clé de Camille");
        String removal = one.visitor()
                .get("/espace/cles-d-acces")
                .body()
                .replaceAll("(?s).*href=\"(/espace/cles-d-acces/[0-9a-f-]+/retrait)\".*", "$1");
        Visitor other = Registrant.make().visitor();
        HttpResponse<String> seen = other.get(removal);
        assertThat(seen.statusCode()).isEqualTo(404);
        assertThat(seen.body()).doesNotContain("Clé de Camille");
        other.get("/espace");
        assertThat(other.post(removal, Map.of()).statusCode()).isEqualTo(404);
        assertThat(one.visitor().get("/espace/cles-d-acces").body()).contains("Clé de Camille");
        one.visitor().get(removal);
        assertThat(way(one.visitor().post(removal, Map.of()))).isEqualTo("/espace/cles-d-acces");
        assertThat(one.visitor().post(removal, Map.of()).statusCode())
                .as("sent twice")
                .isEqualTo(404);
    }

    /** A thief may have signed in by the key that its owner now removes. */
    @Test
    void removedPasskeyEndsTheSessionsOfOtherBrowsers() {
        Registrant consumer = Registrant.make();
        Visitor mine = consumer.visitor();
        addPasskey(mine, "Clé de Camille");
        Visitor thief = elsewhere(consumer);
        Visitor stranger = Registrant.make().visitor();
        String removal = mine.get("/espace/cles-d-acces")
                .body()
                .replaceAll("(?s).*href=\"(/espace/cles-d-acces/[0-9a-f-]+/retrait)\".*", "$1");
        mine.get(removal);
        assertThat(way(mine.post(removal, Map.of()))).isEqualTo("/espace/cles-d-acces");
        assertThat(way(thief.get("/espace"))).isEqualTo("/espace/connexion");
        assertThat(mine.get("/espace").statusCode()).isEqualTo(200);
        assertThat(stranger.get("/espace").statusCode()).isEqualTo(200);
    }

    @Test
    void nameOfAPasskeyIsNeededAndShownAsTyped() {
        Visitor visitor = Registrant.make().visitor();
        addPasskey(visitor, "<b>boom</b>\u202e\uD83D\uDE00");
        assertThat(visitor.get("/espace/cles-d-acces").body())
                .contains("&lt;b&gt;boom")
                .doesNotContain("<b>boom");
        assertThat(visitor.get("/espace/donnees/export.json").body()).contains("\uD83D\uDE00");
        for (String name : List.of("", " ", "x".repeat(10_000))) {
            visitor.get("/espace/cles-d-acces");
            RefusedForm.assertThatItNames(
                    visitor.post("/espace/cles-d-acces", Map.of("name", name, "answer", "{}")), "name");
        }
    }

    @Test
    void pagesOfTheSpaceSpeakBothLanguages() {
        Registrant consumer = Registrant.make();
        Visitor visitor = consumer.visitor();
        for (String language : List.of("fr", "en")) {
            visitor.speaks(language);
            Stream.of("", "/code", "/retrait")
                    .map(consumer.path()::concat)
                    .forEach(path -> assertComplete(visitor.get(path), path, language));
            for (String path : List.of(
                    "/espace",
                    "/espace/adresse",
                    "/espace/cles-d-acces",
                    "/espace/consentements",
                    "/espace/donnees",
                    "/espace/donnees/effacement")) {
                assertComplete(visitor.get(path), path, language);
            }
        }
        visitor.get("/espace");
        HttpResponse<String> refused = visitor.post("/espace/numeros", Map.of("number", "x"));
        assertThat(refused.body()).contains("<html lang=\"en\"").doesNotContain("Erreur");
        assertThat(RefusedForm.text(refused, "number")).contains("phone number");
    }

    private static void assertComplete(HttpResponse<String> page, String path, String language) {
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(page.body())
                .as(path)
                .contains("<html lang=\"" + language + "\"")
                .doesNotContain("??");
    }

    /** Another browser in which the consumer is signed in. */
    private static Visitor elsewhere(Registrant consumer) {
        Visitor elsewhere = SharedServer.visitor();
        String token = linkTo(consumer.email());
        elsewhere.get("/espace/ouvrir?jeton=" + token);
        assertThat(way(elsewhere.post("/espace/ouvrir", Map.of("jeton", token))))
                .isEqualTo("/espace");
        return elsewhere;
    }

    private static long sessions(String actor) {
        return Registrant.rows()
                .sql("select count(*) from accounts.browser_session where actor = ?")
                .param(actor)
                .query(Long.class)
                .single();
    }

    private static String linkTo(String email) {
        SharedServer.get().clock().move(Duration.ofSeconds(1));
        Visitor visitor = SharedServer.visitor();
        visitor.get("/espace/connexion");
        visitor.post("/espace/connexion", Map.of("email", email));
        return Registrant.token(email, "sign-in");
    }

    private static long codes(Registrant consumer) {
        return Registrant.rows()
                .sql("select count(*) from accounts.number_code where number = ?")
                .param(SharedServer.get()
                        .bean(Database.class)
                        .accountsNumbers()
                        .seal(Long.parseLong(
                                "33" + consumer.number().substring(1).replace(" ", ""))))
                .query(Long.class)
                .single();
    }

    private static void addPasskey(Visitor visitor, String name) {
        visitor.get("/espace/cles-d-acces");
        HttpResponse<String> offer =
                visitor.with("Accept", "application/json").post("/espace/cles-d-acces/offre", Map.of("name", name));
        visitor.with("Accept", "text/html");
        SoftAuthenticator phone = new SoftAuthenticator("http://localhost", "localhost");
        String answer = phone.make(value(offer, "challenge"), value(offer, "user\":{\"id"));
        assertThat(way(visitor.post("/espace/cles-d-acces", Map.of("name", name, "answer", answer))))
                .isEqualTo("/espace/cles-d-acces");
    }

    private static String value(HttpResponse<String> json, String name) {
        int at = json.body().indexOf(name + "\":\"") + name.length() + 3;
        return json.body().substring(at, json.body().indexOf('"', at));
    }
}
